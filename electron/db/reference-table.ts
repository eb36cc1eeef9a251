// What is known of the files given to models. One row per content.
import { insertInto } from './columns.ts';
import type { Database } from './database.ts';

export interface ReferenceRow {
  readonly id: number;
  readonly sha256: string;
  readonly kind: 'image' | 'video' | 'audio';
  readonly mimeType: string;
  readonly name: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
  readonly hasAlpha: 0 | 1 | null;
  readonly origin: 'file' | 'bytes' | 'address';
  readonly address: string | null;
  readonly addedAtMs: number;
}

const columns = [
  'sha256',
  'kind',
  'mimeType',
  'name',
  'bytes',
  'width',
  'height',
  'durationSeconds',
  'hasAlpha',
  'origin',
  'address',
  'addedAtMs',
] as const satisfies readonly Exclude<keyof ReferenceRow, 'id'>[];

export type ReferenceTable = ReturnType<typeof createReferenceTable>;

export function createReferenceTable(database: Database) {
  const add = database.prepare<Omit<ReferenceRow, 'id'>>(
    'reference.add',
    `${insertInto('reference', columns)} ON CONFLICT (sha256) DO NOTHING`,
  );
  const bySha256 = database.prepare<{ sha256: string }, ReferenceRow>(
    'reference.bySha256',
    'SELECT * FROM reference WHERE sha256 = :sha256',
  );
  const get = database.prepare<{ id: number }, ReferenceRow>('reference.get', 'SELECT * FROM reference WHERE id = :id');
  return {
    /** The row of this content: the earlier one where the content was given before. */
    add(row: Omit<ReferenceRow, 'id'>): ReferenceRow {
      add.run(row);
      const kept = bySha256.get({ sha256: row.sha256 });
      if (kept === undefined) throw new Error('a reference that was just added is gone');
      return kept;
    },
    get: (id: number) => get.get({ id }),
    ofContent: (sha256: string) => bySha256.get({ sha256 }),
  };
}
