// Every SQL statement about uploaded files.
import type { SimulatorDatabase } from './simulator-database.ts';

/** A row of the table `uploads`. Times are in milliseconds of the simulator's clock. */
export interface SimulatedUploadRow {
  readonly id: string;
  readonly account: string;
  /** The path that it is served at, without the host. */
  readonly path: string;
  readonly file_name: string;
  readonly original_name: string;
  readonly upload_path: string;
  readonly mime_type: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Pixels; null for other files than pictures and videos. */
  readonly width: number | null;
  readonly height: number | null;
  /** null for other files than videos. */
  readonly duration_seconds: number | null;
  readonly uploaded_ms: number;
  readonly expires_ms: number;
  /** 1 after a DELETE, otherwise 0. */
  readonly deleted: number;
}

/** The statements of the table `uploads`. A living file is neither deleted nor expired at `nowMs`. */
export interface SimulatedUploadTable {
  insert(upload: Omit<SimulatedUploadRow, 'deleted'>): void;
  /** Finds a living file; `account` null: of any account. */
  byId(account: string | null, id: string, nowMs: number): SimulatedUploadRow | null;
  byPath(path: string, nowMs: number): SimulatedUploadRow | null;
  living(account: string, nowMs: number): readonly SimulatedUploadRow[];
  /** The ids of files that are deleted or expired. */
  gone(nowMs: number): readonly string[];
  all(): readonly SimulatedUploadRow[];
  delete(id: string): void;
}

/** Prepares the statements. */
export function createSimulatedUploadTable(database: SimulatorDatabase): SimulatedUploadTable {
  const insert = database.prepare(
    `INSERT INTO uploads (id, account, path, file_name, original_name, upload_path, mime_type, bytes, sha256, width, height, duration_seconds, uploaded_ms, expires_ms)
     VALUES (:id, :account, :path, :file_name, :original_name, :upload_path, :mime_type, :bytes, :sha256, :width, :height, :duration_seconds, :uploaded_ms, :expires_ms)`,
  );
  const byId = database.prepare<[string, number], SimulatedUploadRow>(
    'SELECT * FROM uploads WHERE id = ? AND deleted = 0 AND expires_ms > ?',
  );
  const byPath = database.prepare<[string, number], SimulatedUploadRow>(
    'SELECT * FROM uploads WHERE path = ? AND deleted = 0 AND expires_ms > ?',
  );
  const living = database.prepare<[string, number], SimulatedUploadRow>(
    'SELECT * FROM uploads WHERE account = ? AND deleted = 0 AND expires_ms > ? ORDER BY number DESC',
  );
  const gone = database.prepare<[number], { id: string }>('SELECT id FROM uploads WHERE deleted = 1 OR expires_ms <= ?');
  const all = database.prepare<[], SimulatedUploadRow>('SELECT * FROM uploads ORDER BY number');
  const remove = database.prepare('UPDATE uploads SET deleted = 1 WHERE id = ?');
  return {
    insert: (upload) => void insert.run(upload),
    byId(account, id, nowMs) {
      const row = byId.get(id, nowMs);
      return row && (account === null || row.account === account) ? row : null;
    },
    byPath: (path, nowMs) => byPath.get(path, nowMs) ?? null,
    living: (account, nowMs) => living.all(account, nowMs),
    gone: (nowMs) => gone.all(nowMs).map((row) => row.id),
    all: () => all.all(),
    delete: (id) => void remove.run(id),
  };
}
