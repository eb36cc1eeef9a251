// What an error of the search means: whether another try, another index or another database mends it. Pure.

/** The index holds something that it cannot have written. It is made anew. */
export class IndexUnreadableError extends Error {
  override readonly name = 'IndexUnreadableError';
}

/** The studio's database could not be read. `code` is SQLite's, empty for any other error. */
export class DatabaseReadError extends Error {
  override readonly name = 'DatabaseReadError';
  readonly code: string;
  constructor(cause: unknown) {
    super(detailOf(cause), { cause });
    this.code = codeOf(cause);
  }
}

/** `passing`: another try may succeed. `index-damaged`: a new index mends it. `database-damaged`: the database has to be mended; no index helps. */
export type SearchProblem = 'passing' | 'index-damaged' | 'database-damaged';

/** Returns SQLite's code of an error; empty where it has none. */
export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** Returns the message of an error. */
export const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** True for SQLite's codes of a damaged file. */
export const isDamageCode = (code: string): boolean => /^SQLITE_(CORRUPT|NOTADB)/.test(code);

/** Says what an error that reading, writing or searching threw means. */
export function problemOf(error: unknown): SearchProblem {
  const code = codeOf(error);
  if (error instanceof DatabaseReadError) return isDamageCode(code) ? 'database-damaged' : 'passing';
  if (error instanceof IndexUnreadableError || isDamageCode(code) || code.startsWith('SQLITE_CONSTRAINT')) return 'index-damaged';
  // Tables that are missing; but no request is a reason to throw the index away.
  if (code === 'SQLITE_ERROR') return detailOf(error).startsWith('fts5: syntax') ? 'passing' : 'index-damaged';
  return code === '' ? 'index-damaged' : 'passing';
}
