// What is known of the files given to models. One row per content; it carries the name and the moment it was given with last.

import type { Database } from '../database.ts';
import { insertSql } from '../sql-columns.ts';

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
  readonly framesPerSecond: number | null;
  /** The stored video it was taken from; `sourceSeconds` is null where it is that video as a whole. */
  readonly sourceResultId: number | null;
  readonly sourceSeconds: number | null;
  readonly lastUsedAtMs: number;
  /** The picture it was made from, both null for what was given. */
  readonly derivedFromId: number | null;
  readonly derivation: 'crop' | 'pad' | 'resize' | 'fill' | 'convert' | null;
  /** A list of `NormalizeReason`; null for a picture of an earlier version that was not read anew yet, and for what is no picture. */
  readonly normalizeReasons: string | null;
  /** Whether the whole picture could be decoded; null as above. */
  readonly decoded: 0 | 1 | null;
  /** When its sides were found to be others than before: requests that are older were checked with the wrong ones. */
  readonly remeasuredAtMs: number | null;
}

/** A place in the list of references, newest first: what comes after it is older. */
export interface ReferenceCursor {
  readonly lastUsedAtMs: number;
  readonly id: number;
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
  'framesPerSecond',
  'sourceResultId',
  'sourceSeconds',
  'lastUsedAtMs',
  'derivedFromId',
  'derivation',
  'normalizeReasons',
  'decoded',
] as const satisfies readonly Exclude<keyof ReferenceRow, 'id' | 'remeasuredAtMs'>[];

/** Exported for the test that pins their plans. */
export const referenceSql = {
  recent: `SELECT * FROM reference WHERE kind = :kind AND (lastUsedAtMs, id) < (:lastUsedAtMs, :id)
    ORDER BY lastUsedAtMs DESC, id DESC LIMIT :limit`,
  uses: 'SELECT count(*) AS tasks FROM task_reference WHERE referenceId = :id',
} as const;

/** What is said of a content that is given; whether its sides differ from before is found here. */
export type ReferenceInput = Omit<ReferenceRow, 'id' | 'remeasuredAtMs'>;
/** What was found out about a picture that an earlier version took in. */
export interface InspectedReference extends Pick<ReferenceRow, 'id' | 'width' | 'height' | 'normalizeReasons' | 'decoded'> {
  readonly atMs: number;
}

/** Unknown sides were checked by nobody, so there is no wrong check. */
const remeasured = (width: string, height: string, atMs: string): string =>
  `remeasuredAtMs = iif((width, height) <> (${width}, ${height}), ${atMs}, remeasuredAtMs)`;

export function createReferenceTable(database: Database) {
  // The newest name wins: a person looks for the file under the name they gave it last. Facts may have become known since, and the newest
  // origin counts; how it is uploaded stays as it was.
  const add = database.prepare<ReferenceInput>(
    'reference.add',
    `${insertSql('reference', columns)} ON CONFLICT (sha256) DO UPDATE SET
      ${remeasured('excluded.width', 'excluded.height', 'excluded.lastUsedAtMs')},
      name = iif(excluded.name = '', name, excluded.name), lastUsedAtMs = excluded.lastUsedAtMs,
      width = excluded.width, height = excluded.height, durationSeconds = excluded.durationSeconds,
      framesPerSecond = excluded.framesPerSecond, normalizeReasons = excluded.normalizeReasons, decoded = excluded.decoded,
      sourceSeconds = iif(excluded.sourceResultId IS NULL, sourceSeconds, excluded.sourceSeconds),
      sourceResultId = ifnull(excluded.sourceResultId, sourceResultId)`,
  );
  const bySha256 = database.prepare<{ sha256: string }, ReferenceRow>(
    'reference.bySha256',
    'SELECT * FROM reference WHERE sha256 = :sha256',
  );
  const get = database.prepare<{ id: number }, ReferenceRow>('reference.get', 'SELECT * FROM reference WHERE id = :id');
  const inspected = database.prepare<InspectedReference>(
    'reference.inspected',
    `UPDATE reference SET ${remeasured(':width', ':height', ':atMs')},
      width = :width, height = :height, normalizeReasons = :normalizeReasons, decoded = :decoded WHERE id = :id`,
  );
  const given = database.prepare<ReferenceCursor & { kind: ReferenceRow['kind']; limit: number }, ReferenceRow>(
    'reference.given',
    referenceSql.recent,
  );
  const uses = database.prepare<{ id: number }, { tasks: number }>('reference.useCount', referenceSql.uses);
  return {
    /** The row of this content; one that was given before keeps its id and takes the new name. */
    add(row: ReferenceInput): ReferenceRow {
      add.run(row);
      const kept = bySha256.get({ sha256: row.sha256 });
      if (kept === undefined) throw new Error('a reference that was just added is gone');
      return kept;
    },
    inspected(found: InspectedReference): void {
      inspected.run(found);
    },
    get: (id: number) => get.get({ id }),
    ofContent: (sha256: string) => bySha256.get({ sha256 }),
    /** What was given lately first; `before` is where the last page ended. */
    given: (kind: ReferenceRow['kind'], before: ReferenceCursor | null, limit: number): readonly ReferenceRow[] =>
      given.all({ kind, lastUsedAtMs: before?.lastUsedAtMs ?? Number.MAX_SAFE_INTEGER, id: before?.id ?? 0, limit }),
    /** How many tasks name it, discarded ones aside. */
    uses: (id: number): number => uses.get({ id })?.tasks ?? 0,
  };
}
