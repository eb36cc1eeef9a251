// Copies of references on the file host, by profile and content, while they live.
import type { Database } from '../database.ts';

export interface UploadRow {
  readonly profileId: number;
  readonly sha256: string;
  readonly fileId: string;
  readonly url: string;
  readonly uploadedAtMs: number;
  readonly expiresAtMs: number;
  /** The fields of the file host's reply as JSON; null for copies made before these were kept. */
  readonly response: string | null;
  /** A list of `NormalizeReason` as JSON: why the copy is not the file as it is. `[]` where it is. */
  readonly normalizeReasons: string;
}

export function createUploadTable(database: Database) {
  const keep = database.prepare<UploadRow>(
    'upload.keep',
    `INSERT OR REPLACE INTO upload (profileId, sha256, fileId, url, uploadedAtMs, expiresAtMs, response, normalizeReasons)
      VALUES (:profileId, :sha256, :fileId, :url, :uploadedAtMs, :expiresAtMs, :response, :normalizeReasons)`,
  );
  const alive = database.prepare<{ profileId: number; sha256: string; atMs: number }, UploadRow>(
    'upload.alive',
    'SELECT * FROM upload WHERE profileId = :profileId AND sha256 = :sha256 AND expiresAtMs > :atMs',
  );
  const forget = database.prepare<{ profileId: number }>('upload.forget', 'DELETE FROM upload WHERE profileId = :profileId');
  const ofProfile = database.prepare<{ profileId: number }, UploadRow>(
    'upload.ofProfile',
    'SELECT * FROM upload WHERE profileId = :profileId',
  );
  const forgetFile = database.prepare<{ profileId: number; fileId: string }>(
    'upload.forgetFile',
    'DELETE FROM upload WHERE profileId = :profileId AND fileId = :fileId',
  );
  return {
    store: (row: UploadRow): void => {
      keep.run(row);
    },
    /** The copy that is still there at `atMs`. */
    live: (profileId: number, sha256: string, atMs: number) => alive.get({ profileId, sha256, atMs }),
    ofProfile: (profileId: number): readonly UploadRow[] => ofProfile.all({ profileId }),
    /** This copy is no longer there: the next use uploads again. */
    delete: (profileId: number, fileId: string): void => {
      forgetFile.run({ profileId, fileId });
    },
    /** The addresses are no longer valid, e.g. because the simulator moved to another port. */
    deleteOfProfile: (profileId: number): void => {
      forget.run({ profileId });
    },
  };
}
