// The database file of the search index: a cache that is deleted and created again whenever it cannot be used. Only the search thread opens it.
import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import BetterSqlite, { type Database as Raw } from 'better-sqlite3';
import { z } from 'zod';
import { models } from '../../../../shared/models/index.ts';
import { detailOf, IndexUnreadableError, problemOf } from '../search-problem.ts';

/** Increment this whenever tables, tokens or the meaning of a column change: an index with another format is rebuilt. */
const indexFormat = 6;

/**
 * Versions of the data that the rows are built from, stored as `madeWith`. Unicode determines the tokens; the model catalogue determines
 * kinds and vendors.
 */
const sourceVersions = `${process.versions.unicode} ${createHash('sha256').update(JSON.stringify(models)).digest('hex').slice(0, 16)}`;

/**
 * `key` is the negative id of the entry (`keyOf`), also in `entry_word` and `entry_beginning`. A library is indexed newest first, so rows
 * with negative ids are appended to the end of the tables. This avoids page splits and a segment for each row.
 *
 * `entry_word` holds the terms of all texts (`index-terms.ts`), joined by spaces. Its tokenizer treats every non-ASCII character as part of
 * a token, so that `shared/search/text-tokenizer.ts` alone determines what a token is, independent of the version of Unicode in SQLite.
 * `entry_beginning` holds the short prefixes of the tokens without positions: the first letters that a user types are in many texts, and
 * reading or merging their positions takes long.
 */
const schema = `
CREATE TABLE index_state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE dictionary (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE entry (
  key INTEGER PRIMARY KEY,
  taskId INTEGER NOT NULL,
  atMs INTEGER NOT NULL,
  model INTEGER NOT NULL,
  vendor INTEGER,
  kind INTEGER,
  ratio INTEGER,
  quality INTEGER,
  profile INTEGER NOT NULL,
  durationSeconds REAL,
  credits REAL,
  seed REAL,
  bytes INTEGER,
  rating INTEGER NOT NULL,
  state INTEGER NOT NULL,
  flags INTEGER NOT NULL,
  fileName TEXT NOT NULL,
  tags TEXT NOT NULL CHECK (json_valid(tags)),
  collections TEXT NOT NULL CHECK (json_valid(collections))
) STRICT;
CREATE INDEX entry_of_task ON entry (taskId DESC);
CREATE VIRTUAL TABLE entry_word USING fts5 (prompt, negativePrompt, shots, title, tags, notes, collections, fileName, taskId, error,
  content = '', contentless_delete = 1, tokenize = 'ascii');
CREATE VIRTUAL TABLE entry_beginning USING fts5 (beginnings, content = '', contentless_delete = 1, tokenize = 'ascii', detail = none);
INSERT INTO entry_word (entry_word, rank) VALUES ('automerge', 8);
INSERT INTO entry_beginning (entry_beginning, rank) VALUES ('automerge', 8);
CREATE VIRTUAL TABLE entry_term USING fts5vocab (entry_word, row);
`;

const indexState = z.strictObject({
  /** The `seq` of the newest change in the studio's database that the index contains. */
  indexedSeq: z.int().nonnegative(),
  /** Tasks with smaller ids are not indexed yet, unless they have changed since the index was created; 0 if all tasks are indexed. */
  backfillBelow: z.int().nonnegative(),
});
/** How far the index has been built; stored in the index. */
export type IndexState = Readonly<z.infer<typeof indexState>>;

const stateRow = z.object({ value: z.string() });

/** Returns the key of an entry. */
export const keyOf = (id: number): number => -id;

/** Returns the entry id of a key. */
export const idOfKey = (key: number): number => -key;

/** An open index. */
export interface IndexDatabase {
  readonly raw: Raw;
  /** Why the existing index was replaced; null if it was not replaced, or if there was none. */
  readonly rebuildReason: string | null;
  state(): IndexState;
  /** Stores the state. Call it inside the transaction that writes the rows that the state covers. */
  setState(state: IndexState): void;
  close(): void;
}

function openFile(path: string): Raw {
  const raw = new BetterSqlite(path);
  raw.pragma('busy_timeout = 5000');
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = NORMAL'); // This is a cache: a power failure may lose the latest slices, which are then indexed again.
  raw.pragma('trusted_schema = OFF');
  raw.pragma('cache_size = -16000');
  // Rare checkpoints do not copy pages that a merge of segments has freed. This saves a tenth of the work while a library is indexed.
  raw.pragma('wal_autocheckpoint = 4000');
  return raw;
}

/** An index in memory has no files; `:memory:-wal` would name a file in the working directory. */
function removeFiles(path: string): void {
  if (path === ':memory:') return;
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}

/** null if there is no such value. Throws `IndexUnreadableError` if the value is not text. */
function readValue(raw: Raw, name: string): string | null {
  const row = raw.prepare('SELECT value FROM index_state WHERE name = ?').get(name);
  if (row === undefined) return null;
  const parsed = stateRow.safeParse(row);
  if (!parsed.success) throw new IndexUnreadableError(`the ${name} of the search index does not parse`);
  return parsed.data.value;
}

/** Returns why the file cannot be used; null if it is an index of this database, with this format and built from the same versions. */
function unusableReason(raw: Raw, databaseId: string): string | null {
  if (raw.pragma('user_version', { simple: true }) !== indexFormat) return 'another format';
  if (readValue(raw, 'databaseId') !== databaseId) return 'another database';
  if (readValue(raw, 'madeWith') !== sourceVersions) return 'another version of the app';
  return null;
}

function createIndex(path: string, databaseId: string, state: IndexState): Raw {
  removeFiles(path);
  const raw = openFile(path);
  raw.transaction(() => {
    raw.exec(schema);
    raw.prepare("INSERT INTO index_state (name, value) VALUES ('databaseId', ?), ('madeWith', ?)").run(databaseId, sourceVersions);
    writeState(raw, state);
    raw.pragma(`user_version = ${indexFormat}`);
  })();
  return raw;
}

function writeState(raw: Raw, state: IndexState): void {
  raw.prepare("INSERT OR REPLACE INTO index_state (name, value) VALUES ('state', ?)").run(JSON.stringify(state));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readState(raw: Raw): IndexState {
  const parsed = indexState.safeParse(parseJson(readValue(raw, 'state') ?? 'null'));
  if (!parsed.success) throw new IndexUnreadableError('the state of the search index does not parse');
  return parsed.data;
}

/**
 * Opens the index of a database. Creates a new index when there is none, or when the existing index belongs to another database, format or
 * version of the app, is damaged, or is ahead of `lastChangeSeq`, the newest change in the database: the database has then been restored to
 * an earlier state. `damage` is the reason to create a new index in any case; null if there is no such reason.
 */
export function openIndex(
  path: string,
  databaseId: string,
  lastChangeSeq: number,
  lastTaskId: number,
  damage: string | null,
): IndexDatabase {
  const initialState: IndexState = { indexedSeq: lastChangeSeq, backfillBelow: lastTaskId + 1 };
  const { raw, rebuildReason } =
    damage === null
      ? openOrCreate(path, databaseId, initialState)
      : { raw: createIndex(path, databaseId, initialState), rebuildReason: damage };
  return {
    raw,
    rebuildReason,
    state: () => readState(raw),
    setState: (state) => writeState(raw, state),
    close() {
      raw.close();
    },
  };
}

function openOrCreate(
  path: string,
  databaseId: string,
  initialState: IndexState,
): { readonly raw: Raw; readonly rebuildReason: string | null } {
  if (!existsSync(path)) return { raw: createIndex(path, databaseId, initialState), rebuildReason: null };
  let raw: Raw | null = null;
  try {
    raw = openFile(path);
    const reason =
      unusableReason(raw, databaseId) ?? (readState(raw).indexedSeq > initialState.indexedSeq ? 'ahead of the database' : null);
    if (reason === null) return { raw, rebuildReason: null };
    raw.close();
    return { raw: createIndex(path, databaseId, initialState), rebuildReason: reason };
  } catch (error) {
    raw?.close();
    // An index that another program uses, or a full disk, is no reason to rebuild the index.
    if (problemOf(error) !== 'index-damaged') throw error;
    return { raw: createIndex(path, databaseId, initialState), rebuildReason: detailOf(error) };
  }
}
