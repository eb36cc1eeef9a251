// Every SQL statement about uploaded files.
import { z } from 'zod';
import type { SimulatorDatabase } from './simulator-database.ts';
import { insertSql, prepareSelect } from './simulator-rows.ts';

/** A row of the table `uploads`. Times are in milliseconds of the simulator's clock. */
const uploadRow = z.object({
  id: z.string(),
  account: z.string(),
  /** The path that it is served at, without the host. */
  path: z.string(),
  file_name: z.string(),
  original_name: z.string(),
  upload_path: z.string(),
  mime_type: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  /** The width in pixels; null unless the file is a picture or video. */
  width: z.number().nullable(),
  height: z.number().nullable(),
  /** null unless the file is a video. */
  duration_seconds: z.number().nullable(),
  uploaded_ms: z.number(),
  expires_ms: z.number(),
  /** 1 after a DELETE, otherwise 0. */
  deleted: z.int(),
});
/** A parsed row of the table `uploads`. */
export type SimulatedUploadRow = Readonly<z.infer<typeof uploadRow>>;

/** The statements of the table `uploads`. A live file is neither deleted nor expired at `nowMs`. */
export interface SimulatedUploadTable {
  insert(upload: Omit<SimulatedUploadRow, 'deleted'>): void;
  /** Finds a live file; `account` null: of any account. */
  byId(account: string | null, id: string, nowMs: number): SimulatedUploadRow | null;
  /** Finds a live file by the path that it is served at. */
  byPath(path: string, nowMs: number): SimulatedUploadRow | null;
  /** The live files of an account, the newest first. */
  unexpired(account: string, nowMs: number): readonly SimulatedUploadRow[];
  /** The ids of files that are deleted or expired. */
  deletedOrExpired(nowMs: number): readonly string[];
  /** All rows, also of deleted and expired files, the oldest first. */
  all(): readonly SimulatedUploadRow[];
  /** Marks a file as deleted; its bytes are removed later. */
  delete(id: string): void;
}

/** Prepares the statements. */
export function createSimulatedUploadTable(database: SimulatorDatabase): SimulatedUploadTable {
  const insert = database.prepare(
    insertSql(
      'uploads',
      Object.keys(uploadRow.shape).filter((name) => name !== 'deleted'),
    ),
  );
  const read = <P extends unknown[]>(rest: string) => prepareSelect<P, typeof uploadRow>(database, uploadRow, `FROM uploads ${rest}`);
  const byId = read<[string, number]>('WHERE id = ? AND deleted = 0 AND expires_ms > ?');
  const byPath = read<[string, number]>('WHERE path = ? AND deleted = 0 AND expires_ms > ?');
  const unexpired = read<[string, number]>('WHERE account = ? AND deleted = 0 AND expires_ms > ? ORDER BY number DESC');
  const idRow = uploadRow.pick({ id: true });
  const deletedOrExpired = prepareSelect<[number], typeof idRow>(database, idRow, 'FROM uploads WHERE deleted = 1 OR expires_ms <= ?');
  const all = read<[]>('ORDER BY number');
  const remove = database.prepare('UPDATE uploads SET deleted = 1 WHERE id = ?');
  return {
    insert: (upload) => void insert.run(upload),
    byId(account, id, nowMs) {
      const row = byId.get(id, nowMs);
      return row && (account === null || row.account === account) ? row : null;
    },
    byPath: (path, nowMs) => byPath.get(path, nowMs),
    unexpired: (account, nowMs) => unexpired.all(account, nowMs),
    deletedOrExpired: (nowMs) => deletedOrExpired.all(nowMs).map((row) => row.id),
    all: () => all.all(),
    delete: (id) => void remove.run(id),
  };
}
