// Classifies errors of the search: whether a retry, a new index or only a repaired database helps. Pure.

/** The index contains something that the studio cannot have written. It is rebuilt. */
export class IndexUnreadableError extends Error {
  override readonly name = 'IndexUnreadableError';
}

/** The studio's database could not be read. `code` is SQLite's error code, empty for any other error. */
export class DatabaseReadError extends Error {
  override readonly name = 'DatabaseReadError';
  readonly code: string;
  constructor(cause: unknown) {
    super(detailOf(cause), { cause });
    this.code = codeOf(cause);
  }
}

/** `transient`: a retry may succeed. `index-damaged`: a new index helps. `database-damaged`: the database must be repaired; no new index helps. */
export type SearchProblem = 'transient' | 'index-damaged' | 'database-damaged';

/** Returns SQLite's code of an error; empty if it has none. */
export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** Returns the message of an error. */
export const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** True for SQLite's codes of a damaged file. */
export const isDamageCode = (code: string): boolean => /^SQLITE_(CORRUPT|NOTADB)/.test(code);

/** Classifies an error of reading, writing or searching. */
export function problemOf(error: unknown): SearchProblem {
  const code = codeOf(error);
  if (error instanceof DatabaseReadError) return isDamageCode(code) ? 'database-damaged' : 'transient';
  if (error instanceof IndexUnreadableError || isDamageCode(code) || code.startsWith('SQLITE_CONSTRAINT')) return 'index-damaged';
  // SQLITE_ERROR means missing tables or a syntax error. A syntax error comes from the request and is no reason to discard the index.
  if (code === 'SQLITE_ERROR') return detailOf(error).startsWith('fts5: syntax') ? 'transient' : 'index-damaged';
  return code === '' ? 'index-damaged' : 'transient';
}
