// What is known of the files given to models. One row per content; it carries the name and the moment it was given with last.
import { z } from 'zod';
import { type Database, readPage } from '../database.ts';
import { flag, integer, real, text } from '../rows/column-types.ts';
import { defineRow, integerRow, type RowOf } from '../rows/row-shape.ts';
import { normalizeReasonsJson } from '../rows/stored-json.ts';
import { insertSql, selectList, without } from '../sql-columns.ts';

/** Columns of `reference`. */
export const referenceRow = defineRow('reference', {
  id: integer,
  sha256: text,
  kind: z.enum(['image', 'video', 'audio']),
  mimeType: text,
  name: text,
  bytes: integer,
  width: integer.nullable(),
  height: integer.nullable(),
  durationSeconds: real.nullable(),
  hasAlpha: flag.nullable(),
  /** Decides how it is uploaded. */
  origin: z.enum(['file', 'bytes', 'address']),
  address: text.nullable(),
  addedAtMs: integer,
  framesPerSecond: real.nullable(),
  /** The stored video it was taken from; `sourceSeconds` is null where it is that video as a whole. */
  sourceResultId: integer.nullable(),
  sourceSeconds: real.nullable(),
  lastUsedAtMs: integer,
  /** The picture it was made from, both null for what was given. */
  derivedFromId: integer.nullable(),
  derivation: z.enum(['crop', 'pad', 'resize', 'fill', 'convert']).nullable(),
  /** JSON list of `NormalizeReason`; null for a picture of an earlier version that was not read anew yet, and for what is no picture. */
  normalizeReasons: normalizeReasonsJson.nullable(),
  /** Whether the whole picture could be decoded; null as above. */
  decoded: flag.nullable(),
  /** When its sides were found to be others than before: requests that are older were checked with the wrong ones. */
  remeasuredAtMs: integer.nullable(),
});
/** A file given to models, by its content. */
export type ReferenceRow = RowOf<typeof referenceRow>;

/** A place in the list of references, newest first: what comes after it is older. */
export interface ReferenceCursor {
  readonly lastUsedAtMs: number;
  readonly id: number;
}

const all = selectList(referenceRow.columns);
/** `remeasuredAtMs` is found by the statement itself. */
const columns = without(referenceRow.columns, 'id', 'remeasuredAtMs');
const usesRow = integerRow('task_reference', 'tasks');

/** Exported for the test that pins their plans. */
export const referenceSql = {
  recent: `SELECT ${all} FROM reference WHERE kind = :kind AND (lastUsedAtMs, id) < (:lastUsedAtMs, :id)
    ORDER BY lastUsedAtMs DESC, id DESC LIMIT :limit`,
  uses: 'SELECT count(*) AS tasks FROM task_reference WHERE referenceId = :id',
} as const;

/** What is said of a content that is given; whether its sides differ from before is found here. */
type ReferenceInput = Omit<ReferenceRow, 'id' | 'remeasuredAtMs'>;
/** What was found out about a picture that an earlier version took in. */
interface InspectedReference extends Pick<ReferenceRow, 'id' | 'width' | 'height' | 'normalizeReasons' | 'decoded'> {
  readonly atMs: number;
}

/** Unknown sides were checked by nobody, so there is no wrong check. */
const remeasured = (width: string, height: string, atMs: string): string =>
  `remeasuredAtMs = iif((width, height) <> (${width}, ${height}), ${atMs}, remeasuredAtMs)`;

/** Statements about references. */
export interface ReferenceTable {
  /** The row of this content; one that was given before keeps its id and takes the new name. */
  add(row: ReferenceInput): ReferenceRow;
  /** Writes what was found out about a picture. */
  inspected(found: InspectedReference): void;
  get(id: number): ReferenceRow | undefined;
  ofContent(sha256: string): ReferenceRow | undefined;
  /** What was given lately first; `before` is where the last page ended. */
  given(kind: ReferenceRow['kind'], before: ReferenceCursor | null, limit: number): readonly ReferenceRow[];
  /** How many tasks name it, discarded ones aside. */
  uses(id: number): number;
}

/** Prepares the statements. */
export function createReferenceTable(database: Database): ReferenceTable {
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
  const bySha256 = database.query<{ sha256: string }, ReferenceRow>(
    'reference.bySha256',
    `SELECT ${all} FROM reference WHERE sha256 = :sha256`,
    referenceRow,
  );
  const get = database.query<{ id: number }, ReferenceRow>('reference.get', `SELECT ${all} FROM reference WHERE id = :id`, referenceRow);
  const inspected = database.prepare<InspectedReference>(
    'reference.inspected',
    `UPDATE reference SET ${remeasured(':width', ':height', ':atMs')},
      width = :width, height = :height, normalizeReasons = :normalizeReasons, decoded = :decoded WHERE id = :id`,
  );
  const given = database.query<ReferenceCursor & { kind: ReferenceRow['kind']; limit: number }, ReferenceRow>(
    'reference.given',
    referenceSql.recent,
    referenceRow,
  );
  const uses = database.query<{ id: number }, { tasks: number }>('reference.useCount', referenceSql.uses, usesRow);
  return {
    add(row) {
      add.run(row);
      const kept = bySha256.get({ sha256: row.sha256 });
      if (kept === undefined) throw new Error('a reference that was just added is gone');
      return kept;
    },
    inspected(found) {
      inspected.run(found);
    },
    get: (id) => get.get({ id }),
    ofContent: (sha256) => bySha256.get({ sha256 }),
    given: (kind, before, limit) =>
      readPage(given, { kind, lastUsedAtMs: before?.lastUsedAtMs ?? Number.MAX_SAFE_INTEGER, id: before?.id ?? 0, limit }),
    uses: (id) => uses.get({ id })?.tasks ?? 0,
  };
}
