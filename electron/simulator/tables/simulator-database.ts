// The simulator's database: tasks, links, uploads, credits and idempotency keys. A reply is sent only after its row is on disk
// (`synchronous = FULL`), so that even after kill -9 the ledger agrees with the replies.
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { prepareSelect } from './simulator-rows.ts';

/** An open SQLite database with the simulator's schema. */
export type SimulatorDatabase = Database.Database;

/** Amounts are integers in "UC" (10,000 UC to a credit, as in the official client's fixtures), so that sums are exact. */
const schema = `
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS accounts (
  id TEXT PRIMARY KEY,
  remaining_uc INTEGER NOT NULL,
  used_uc INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE IF NOT EXISTS tasks (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL,
  model TEXT NOT NULL,
  body TEXT NOT NULL,
  idempotency_key TEXT,
  ignored TEXT NOT NULL,
  output TEXT NOT NULL CHECK (output IN ('video', 'element', 'character')),
  clips TEXT NOT NULL,
  outcome TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  progress_ms INTEGER NOT NULL,
  billing_rule TEXT NOT NULL,
  reserved_uc INTEGER NOT NULL,
  price_uc INTEGER NOT NULL,
  rendered INTEGER NOT NULL DEFAULT 0,
  rendered_ms INTEGER,
  render_error TEXT,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'completed', 'failed', 'cancelled')),
  ended_ms INTEGER,
  error_code TEXT,
  error_message TEXT,
  CHECK ((state = 'open') = (ended_ms IS NULL)),
  CHECK ((state = 'failed') = (error_code IS NOT NULL))
) STRICT;
CREATE INDEX IF NOT EXISTS tasks_open ON tasks (number) WHERE state = 'open';
CREATE INDEX IF NOT EXISTS tasks_due ON tasks (created_ms + progress_ms) WHERE state = 'open';

CREATE TABLE IF NOT EXISTS ledger (
  number INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  account TEXT NOT NULL,
  task_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('reserved', 'charged', 'refunded')),
  amount_uc INTEGER NOT NULL,
  balance_uc INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS idempotency (
  account TEXT NOT NULL,
  key TEXT NOT NULL,
  body_sha256 TEXT NOT NULL,
  reply TEXT NOT NULL,
  PRIMARY KEY (account, key)
) STRICT;

CREATE TABLE IF NOT EXISTS clips (
  blob TEXT PRIMARY KEY,
  task_id TEXT NOT NULL,
  result_index INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  made_ms INTEGER NOT NULL,
  content_type TEXT NOT NULL,
  UNIQUE (task_id, result_index)
) STRICT;

CREATE TABLE IF NOT EXISTS links (
  path TEXT PRIMARY KEY,
  task_id TEXT NOT NULL,
  result_index INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL,
  current INTEGER NOT NULL DEFAULT 1 CHECK (current IN (0, 1))
) STRICT;
CREATE INDEX IF NOT EXISTS links_task ON links (task_id, result_index) WHERE current = 1;

CREATE TABLE IF NOT EXISTS uploads (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL,
  path TEXT NOT NULL UNIQUE,
  file_name TEXT NOT NULL,
  original_name TEXT NOT NULL,
  upload_path TEXT NOT NULL,
  mime_type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  width INTEGER,
  height INTEGER,
  duration_seconds REAL,
  uploaded_ms INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
`;

const schemaVersion = 2;

/** Version 1 had other names for these columns. */
const renameColumnsOfVersion1 = `
ALTER TABLE tasks RENAME COLUMN makes TO output;
ALTER TABLE tasks RENAME COLUMN ending TO outcome;
ALTER TABLE clips RENAME COLUMN place TO result_index;
ALTER TABLE links RENAME COLUMN place TO result_index;
`;

class UnknownSchemaVersion extends Error {}

/** Creates the schema, or updates the schema of an earlier version, in one transaction. Throws `UnknownSchemaVersion`. */
function migrate(database: SimulatorDatabase): void {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > schemaVersion) throw new UnknownSchemaVersion(`simulator state of another version: ${version}`);
  const run = database.transaction(() => {
    if (version === 1) database.exec(renameColumnsOfVersion1);
    database.exec(schema);
    database.pragma(`user_version = ${schemaVersion}`);
  });
  run.immediate();
}

function openFile(file: string): SimulatorDatabase {
  const database = new Database(file, { timeout: 1_000 });
  try {
    // Allows one simulator at a time: two would both finish the same tasks and charge for them.
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('trusted_schema = OFF');
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Opens the database in `directory`, which is created if needed, or in memory for null. Moves an unreadable file aside and creates a new database:
 * the credits in it are only simulated.
 */
export function openSimulatorDatabase(directory: string | null): SimulatorDatabase {
  if (directory === null) return openFile(':memory:');
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'simulator.db');
  try {
    return openFile(file);
  } catch (error) {
    // After any other error (file in use, disk full, no permission) the file itself may be intact.
    const isUnreadable =
      error instanceof UnknownSchemaVersion || (error instanceof Database.SqliteError && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code));
    if (!isUnreadable) throw error;
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(file + suffix)) renameSync(file + suffix, `${file}${suffix}.unreadable-${Date.now()}`);
    }
    return openFile(file);
  }
}

interface SimulatorMeta {
  read(name: string): string | null;
  write(name: string, value: string): void;
}

const metaRow = z.object({ value: z.string() });

/** Creates a store for small values that are kept between runs: ports, the clock's offset. */
export function createMeta(database: SimulatorDatabase): SimulatorMeta {
  const read = prepareSelect<[string], typeof metaRow>(database, metaRow, 'FROM meta WHERE name = ?');
  const upsert = database.prepare('INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value');
  return {
    read: (name) => read.get(name)?.value ?? null,
    write: (name, value) => void upsert.run(name, value),
  };
}
