// Files that are inputs of models. There is one row per content (SHA-256), with the latest name and the time of the latest use.
import { z } from 'zod';
import type { Condition, Query } from '../../../shared/search/query.ts';
import type { Tokenizer } from '../../../shared/search/text-tokenizer.ts';
import { type Database, readPage } from '../database.ts';
import { booleanInteger, integer, real, text } from '../rows/column-types.ts';
import { defineRow, integerRow, type RowOf } from '../rows/row-shape.ts';
import { normalizeReasonsJson } from '../rows/stored-json.ts';
import { type BindValue, querySql } from '../search/sql/query-sql.ts';
import { insertSql, selectList, withoutColumns } from '../sql-columns.ts';
import { createTokenizedText, type TokenizedText, tokenizedTextSql } from './tokenized-text.ts';

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
  hasAlpha: booleanInteger.nullable(),
  /** Determines how the reference is uploaded. */
  origin: z.enum(['file', 'bytes', 'address']),
  address: text.nullable(),
  addedAtMs: integer,
  framesPerSecond: real.nullable(),
  /** The stored video that the reference was taken from. `sourceSeconds` is null if the reference is the whole video. */
  sourceResultId: integer.nullable(),
  sourceSeconds: real.nullable(),
  lastUsedAtMs: integer,
  /** The picture that this picture was made from. `derivedFromId` and `derivation` are null for a file of the user. */
  derivedFromId: integer.nullable(),
  derivation: z.enum(['crop', 'pad', 'resize', 'fill', 'convert']).nullable(),
  /**
   * JSON list of `NormalizeReason`; null for files other than pictures, and for pictures that an earlier version added and that were not
   * read since.
   */
  normalizeReasons: normalizeReasonsJson.nullable(),
  /** Whether the whole picture could be decoded. null in the same cases as `normalizeReasons`. */
  decoded: booleanInteger.nullable(),
  /** When the width or height turned out to differ from the stored value. Earlier requests were checked with the wrong value. */
  remeasuredAtMs: integer.nullable(),
});
/** A file given to models, by its content. */
export type ReferenceRow = RowOf<typeof referenceRow>;

/** A position in the list of references, which is sorted newest first. */
export interface ReferenceCursor {
  readonly lastUsedAtMs: number;
  readonly id: number;
}

const allColumns = selectList(referenceRow.columns);
/** The columns that callers provide; the statement computes `remeasuredAtMs`. */
const inputColumns = withoutColumns(referenceRow.columns, 'id', 'remeasuredAtMs');
const usesRow = integerRow('task_reference', 'tasks');

/** Returns the statement that reads a page of the references with this condition. */
export const referenceSearchSql = (condition: string): string => `SELECT ${allColumns} FROM reference
  WHERE kind = :kind AND (lastUsedAtMs, id) < (:lastUsedAtMs, :id) AND tokens IS NOT NULL AND ${condition}
  ORDER BY lastUsedAtMs DESC, id DESC LIMIT :limit`;

/** The SQL of a condition on a reference. Dates compare the time of the last use, which orders the list. */
function conditionSql(condition: Condition, bind: BindValue): string {
  switch (condition.field) {
    case 'from':
      return condition.origin === 'video' ? 'sourceResultId IS NOT NULL' : 'derivedFromId IS NOT NULL';
    case 'longer':
      return `durationSeconds > ${bind(condition.seconds)}`;
    case 'shorter':
      return `durationSeconds < ${bind(condition.seconds)}`;
    case 'before':
      return `lastUsedAtMs < ${bind(condition.atMs)}`;
    case 'after':
      return `lastUsedAtMs >= ${bind(condition.atMs)}`;
    default:
      throw new Error(`a search of references has no field ${condition.field}`);
  }
}

const searchedTable = { tokens: 'tokens', condition: conditionSql };

/** The SQL statements. Exported for the tests of their query plans. */
export const referenceSql = {
  ...tokenizedTextSql('reference', 'name'),
  recent: `SELECT ${allColumns} FROM reference WHERE kind = :kind AND (lastUsedAtMs, id) < (:lastUsedAtMs, :id)
    ORDER BY lastUsedAtMs DESC, id DESC LIMIT :limit`,
  uses: 'SELECT count(*) AS tasks FROM task_reference WHERE referenceId = :id',
} as const;

/** The columns that a caller provides. The statement sets `remeasuredAtMs` itself, by comparing width and height with the stored values. */
type ReferenceInput = Omit<ReferenceRow, 'id' | 'remeasuredAtMs'>;
/** Metadata read later from a picture that an earlier version of the studio added. `atMs`: when they were read. */
interface InspectedReference extends Pick<ReferenceRow, 'id' | 'width' | 'height' | 'normalizeReasons' | 'decoded'> {
  readonly atMs: number;
}

/** Sets `remeasuredAtMs` if width or height differs. An unknown (NULL) size never differs, because no request was checked against it. */
const remeasuredSql = (width: string, height: string, atMs: string): string =>
  `remeasuredAtMs = iif((width, height) <> (${width}, ${height}), ${atMs}, remeasuredAtMs)`;

/** Statements about references. */
export interface ReferenceTable extends TokenizedText {
  /** Adds a row for the content, or updates the existing row, which keeps its id and gets the new name. Returns the row. */
  add(row: ReferenceInput): ReferenceRow;
  /** Stores the metadata read from a picture. */
  recordInspection(inspection: InspectedReference): void;
  get(id: number): ReferenceRow | undefined;
  bySha256(sha256: string): ReferenceRow | undefined;
  /** Most recently used first. `before` is the end of the previous page. */
  recent(kind: ReferenceRow['kind'], before: ReferenceCursor | null, limit: number): readonly ReferenceRow[];
  /** Like `recent`, only the references that a query finds. Does not find references whose name is not tokenized yet. */
  search(
    kind: ReferenceRow['kind'],
    search: { readonly query: Query; readonly tokenizer: Tokenizer },
    before: ReferenceCursor | null,
    limit: number,
  ): readonly ReferenceRow[];
  /** Number of tasks that use the reference, without discarded tasks. */
  countUses(id: number): number;
}

/** Prepares the statements. */
export function createReferenceTable(database: Database): ReferenceTable {
  // The newest name replaces the stored one, because users look for a file under its latest name. Metadata and the source video are replaced
  // too. `origin`, which determines how the file is uploaded, is not replaced.
  const add = database.prepare<ReferenceInput>(
    'reference.add',
    `${insertSql('reference', inputColumns)} ON CONFLICT (sha256) DO UPDATE SET
      ${remeasuredSql('excluded.width', 'excluded.height', 'excluded.lastUsedAtMs')},
      name = iif(excluded.name = '', name, excluded.name), lastUsedAtMs = excluded.lastUsedAtMs,
      width = excluded.width, height = excluded.height, durationSeconds = excluded.durationSeconds,
      framesPerSecond = excluded.framesPerSecond, normalizeReasons = excluded.normalizeReasons, decoded = excluded.decoded,
      sourceSeconds = iif(excluded.sourceResultId IS NULL, sourceSeconds, excluded.sourceSeconds),
      sourceResultId = ifnull(excluded.sourceResultId, sourceResultId)`,
  );
  const bySha256 = database.query<{ sha256: string }, ReferenceRow>(
    'reference.bySha256',
    `SELECT ${allColumns} FROM reference WHERE sha256 = :sha256`,
    referenceRow,
  );
  const get = database.query<{ id: number }, ReferenceRow>(
    'reference.get',
    `SELECT ${allColumns} FROM reference WHERE id = :id`,
    referenceRow,
  );
  const recordInspection = database.prepare<InspectedReference>(
    'reference.recordInspection',
    `UPDATE reference SET ${remeasuredSql(':width', ':height', ':atMs')},
      width = :width, height = :height, normalizeReasons = :normalizeReasons, decoded = :decoded WHERE id = :id`,
  );
  const recent = database.query<ReferenceCursor & { kind: ReferenceRow['kind']; limit: number }, ReferenceRow>(
    'reference.recent',
    referenceSql.recent,
    referenceRow,
  );
  const countUses = database.query<{ id: number }, { tasks: number }>('reference.countUses', referenceSql.uses, usesRow);
  const cursorOf = (before: ReferenceCursor | null): ReferenceCursor => ({
    lastUsedAtMs: before?.lastUsedAtMs ?? Number.MAX_SAFE_INTEGER,
    id: before?.id ?? 0,
  });
  return {
    ...createTokenizedText(database, 'reference', referenceSql),
    add(row) {
      add.run(row);
      const stored = bySha256.get({ sha256: row.sha256 });
      if (stored === undefined) throw new Error('a reference that was just added is gone');
      return stored;
    },
    recordInspection(inspection) {
      recordInspection.run(inspection);
    },
    get: (id) => get.get({ id }),
    bySha256: (sha256) => bySha256.get({ sha256 }),
    recent: (kind, before, limit) => readPage(recent, { kind, ...cursorOf(before), limit }),
    search(kind, { query, tokenizer }, before, limit) {
      const { sql, values } = querySql(query, searchedTable, tokenizer);
      const found = database.query<ReferenceCursor & { kind: ReferenceRow['kind']; limit: number }, ReferenceRow>(
        'reference.search',
        referenceSearchSql(sql),
        referenceRow,
      );
      return readPage(found, { ...values, kind, ...cursorOf(before), limit });
    },
    countUses: (id) => countUses.get({ id })?.tasks ?? 0,
  };
}
