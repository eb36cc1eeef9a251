// Copies of references on the file host, by profile and content, until they expire.
import type { Database } from '../database.ts';
import { integer, json, text } from '../rows/column-types.ts';
import { defineRow, type RowOf } from '../rows/row-shape.ts';
import { selectList } from '../sql-columns.ts';

/** Columns of `upload`. */
export const uploadRow = defineRow(
  'upload',
  {
    profileId: integer,
    sha256: text,
    fileId: text,
    url: text,
    uploadedAtMs: integer,
    expiresAtMs: integer,
    /** The fields of the file host's reply as JSON; null for copies made before the reply was stored. */
    response: json.nullable(),
    /** JSON list of `NormalizeReason`: why the copy was normalized; `[]` for an unchanged file. */
    normalizeReasons: json,
  },
  'sha256',
);
/** The copy of a reference on the file host; at most one per profile and content. */
export type UploadRow = RowOf<typeof uploadRow>;

const columns = selectList(uploadRow.columns);

/** Statements about copies on the file host. A row that does not parse counts as absent: the next use uploads again. */
export interface UploadTable {
  /** Inserts a copy, or replaces the copy with the same profile and content. */
  store(row: UploadRow): void;
  /** The copy, unless it has expired at `atMs`. */
  unexpired(profileId: number, sha256: string, atMs: number): UploadRow | undefined;
  ofProfile(profileId: number): readonly UploadRow[];
  /** Called when the copy no longer exists at the file host: the next use uploads again. */
  delete(profileId: number, fileId: string): void;
  /** Called when the URLs are no longer valid, e.g. because the simulator listens on another port. */
  deleteOfProfile(profileId: number): void;
}

/** Prepares the statements. */
export function createUploadTable(database: Database): UploadTable {
  const store = database.prepare<UploadRow>(
    'upload.store',
    `INSERT OR REPLACE INTO upload (${columns}) VALUES (${uploadRow.columns.map((name) => `:${name}`).join(', ')})`,
  );
  const unexpired = database.query<{ profileId: number; sha256: string; atMs: number }, UploadRow>(
    'upload.unexpired',
    `SELECT ${columns} FROM upload WHERE profileId = :profileId AND sha256 = :sha256 AND expiresAtMs > :atMs`,
    uploadRow,
  );
  const deleteOfProfile = database.prepare<{ profileId: number }>(
    'upload.deleteOfProfile',
    'DELETE FROM upload WHERE profileId = :profileId',
  );
  const ofProfile = database.query<{ profileId: number }, UploadRow>(
    'upload.ofProfile',
    `SELECT ${columns} FROM upload WHERE profileId = :profileId`,
    uploadRow,
  );
  const deleteOne = database.prepare<{ profileId: number; fileId: string }>(
    'upload.delete',
    'DELETE FROM upload WHERE profileId = :profileId AND fileId = :fileId',
  );
  return {
    store(row) {
      store.run(row);
    },
    unexpired: (profileId, sha256, atMs) => database.ifReadable(() => unexpired.get({ profileId, sha256, atMs })) ?? undefined,
    ofProfile: (profileId) => ofProfile.all({ profileId }),
    delete(profileId, fileId) {
      deleteOne.run({ profileId, fileId });
    },
    deleteOfProfile(profileId) {
      deleteOfProfile.run({ profileId });
    },
  };
}
