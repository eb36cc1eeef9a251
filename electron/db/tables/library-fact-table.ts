// Every statement about `library_fact` and `library_uid`, the state of the library journal. Only `core/library/journal/` may call the
// statements that write.
import { z } from 'zod';
import type { Database } from '../database.ts';
import { booleanInteger, integer, json, text } from '../rows/column-types.ts';
import { defineRow, integerRow, type RowOf } from '../rows/row-shape.ts';
import { insertSql, selectList } from '../sql-columns.ts';

/** Columns of `library_fact`. */
export const libraryFactRow = defineRow(
  'library_fact',
  { subject: text, field: text, value: json, counter: integer, writer: text, isWritten: booleanInteger, isApplied: booleanInteger },
  'subject',
);
/** The newest fact about a field of a subject. */
export type LibraryFactRow = RowOf<typeof libraryFactRow>;

/** The kinds of items that have a uid in journals. */
export type UidKind = 'tag' | 'collection';

const libraryUidRow = defineRow('library_uid', { uid: text, kind: z.enum(['tag', 'collection']), localId: integer }, 'uid');
type LibraryUidRow = RowOf<typeof libraryUidRow>;

/** Identifies one field of one subject. */
export type FactKey = Pick<LibraryFactRow, 'subject' | 'field'>;

const columns = selectList(libraryFactRow.columns);
const overwriteFact = 'value = excluded.value, counter = excluded.counter, writer = excluded.writer';
const content = 'ifnull(r.receivedSha256, r.sha256)';
const afterKey = '(subject, field) > (:subject, :field) ORDER BY subject, field LIMIT :limit';

/** The SQL statements. Exported for the tests of their query plans. */
export const libraryFactSql = {
  ofSubject: `SELECT ${columns} FROM library_fact WHERE subject = :subject`,
  written: `SELECT ${columns} FROM library_fact WHERE isWritten = 1 AND ${afterKey}`,
  toWrite: `SELECT ${columns} FROM library_fact WHERE isWritten = 0 ORDER BY subject, field LIMIT :limit`,
  toApply: `SELECT ${columns} FROM library_fact WHERE isApplied = 0 AND ${afterKey}`,
  uidsOf: 'SELECT uid, kind, localId FROM library_uid WHERE kind = :kind AND localId = :localId ORDER BY uid',
  localIdOf: 'SELECT uid, kind, localId FROM library_uid WHERE uid = :uid',
  videos: `SELECT r.id FROM result r JOIN task t ON t.id = r.taskId
    WHERE ${content} = :content AND r.storedAtMs IS NOT NULL AND r.kind = 'video' AND r.position = :position AND t.serviceTaskId = :serviceTaskId
    ORDER BY r.id`,
  recordVideos: `INSERT INTO library_fact (subject, field, value, counter, writer, isWritten, isApplied)
    SELECT 'video:' || ${content} || ':' || r.position || ':' || t.serviceTaskId, :field, g.value ->> 1, :counter, :writer, 0, 1
    FROM json_each(:items) g JOIN result r ON r.id = g.value ->> 0 JOIN task t ON t.id = r.taskId
    WHERE r.sha256 IS NOT NULL AND t.serviceTaskId IS NOT NULL
    ON CONFLICT (subject, field) DO UPDATE SET ${overwriteFact}, isWritten = 0, isApplied = 1`,
  record: `${insertSql('library_fact', libraryFactRow.columns)}
    ON CONFLICT (subject, field) DO UPDATE SET ${overwriteFact}, isWritten = 0, isApplied = 1`,
  receive: `${insertSql('library_fact', libraryFactRow.columns)}
    ON CONFLICT (subject, field) DO UPDATE SET ${overwriteFact}, isWritten = 1, isApplied = 0
    WHERE (excluded.counter, excluded.writer) > (library_fact.counter, library_fact.writer)`,
  markWritten: `UPDATE library_fact SET isWritten = 1 WHERE subject = :subject AND field = :field AND counter = :counter AND writer = :writer`,
  markUnwritten: 'UPDATE library_fact SET isWritten = 0 WHERE subject = :subject AND field = :field',
  markApplied: `UPDATE library_fact SET isApplied = 1 WHERE subject = :subject AND field = :field AND counter = :counter AND writer = :writer`,
  addUid:
    'INSERT INTO library_uid (uid, kind, localId) VALUES (:uid, :kind, :localId) ON CONFLICT (uid) DO UPDATE SET localId = excluded.localId',
} as const;

/** Identifies a video in journals by the hash of its received bytes, its service task and its position among the task's results. */
export interface VideoSubject {
  /** SHA-256 of the received bytes, hex. */
  readonly content: string;
  readonly position: number;
  readonly serviceTaskId: string;
}

/** Orders the facts about a field: by counter, then by writer. */
export type FactStamp = Pick<LibraryFactRow, 'counter' | 'writer'>;
type Page = FactKey & { readonly limit: number };
type FactVersion = FactKey & FactStamp;

/** Statements about the facts of the library journal. */
export interface LibraryFactTable {
  ofSubject(subject: string): LibraryFactRow[];
  /** Facts that are in the journal, ordered by key, after `afterKey`. */
  writtenFacts(afterKey: FactKey, limit: number): LibraryFactRow[];
  /** Facts that the journal in the folder does not have yet. */
  unwrittenFacts(limit: number): LibraryFactRow[];
  /** Facts that are not applied yet, ordered by key, after `afterKey`. */
  unappliedFacts(afterKey: FactKey, limit: number): LibraryFactRow[];
  /**
   * Records a fact of this database about each of these results; `value` is JSON. Leaves out results without content or without a service
   * id.
   */
  recordVideos(field: string, values: readonly (readonly [resultId: number, value: string])[], stamp: FactStamp): void;
  /** Records a fact of this database about a tag or a collection. */
  record(fact: FactKey & FactStamp & Pick<LibraryFactRow, 'value'>): void;
  /** Stores a fact from a journal if it is newer than the stored fact. Returns true if it was newer. */
  receive(fact: FactKey & FactStamp & Pick<LibraryFactRow, 'value'>): boolean;
  /** Records that this version of a fact is in the journal. */
  markWritten(fact: FactVersion): void;
  /** Marks a fact as not written, because the journal of another folder does not have it. */
  markUnwritten(key: FactKey): void;
  /** Records that nothing more must be done to apply this version of a fact. */
  markApplied(fact: FactVersion): void;
  uidsOf(kind: UidKind, localId: number): string[];
  /** The id of a tag or collection in this database; undefined if it has none with this uid. */
  localIdOf(kind: UidKind, uid: string): number | undefined;
  addUid(row: { readonly uid: string; readonly kind: UidKind; readonly localId: number }): void;
  /** The ids of the stored videos that this subject identifies; several if the database contains a video twice. */
  videos(subject: VideoSubject): number[];
}

/** Prepares the statements. */
export function createLibraryFactTable(database: Database): LibraryFactTable {
  const rows = <P extends object>(name: 'ofSubject' | 'written' | 'toWrite' | 'toApply') =>
    database.query<P, LibraryFactRow>(`libraryFact.${name}`, libraryFactSql[name], libraryFactRow);
  const write = <P extends object>(
    name: 'recordVideos' | 'record' | 'receive' | 'markWritten' | 'markUnwritten' | 'markApplied' | 'addUid',
  ) => database.prepare<P>(`libraryFact.${name}`, libraryFactSql[name]);
  const ofSubject = rows<{ subject: string }>('ofSubject');
  const written = rows<Page>('written');
  const toWrite = rows<{ limit: number }>('toWrite');
  const toApply = rows<Page>('toApply');
  const uidsOf = database.query<Omit<LibraryUidRow, 'uid'>, LibraryUidRow>('libraryFact.uidsOf', libraryFactSql.uidsOf, libraryUidRow);
  const localIdOf = database.query<{ uid: string }, LibraryUidRow>('libraryFact.localIdOf', libraryFactSql.localIdOf, libraryUidRow);
  const videos = database.query<VideoSubject, { id: number }>('libraryFact.videos', libraryFactSql.videos, integerRow('result', 'id'));
  const recordVideos = write<FactStamp & { readonly field: string; readonly items: string }>('recordVideos');
  const record = write<LibraryFactRow>('record');
  const receive = write<LibraryFactRow>('receive');
  const markWritten = write<FactVersion>('markWritten');
  const markUnwritten = write<FactKey>('markUnwritten');
  const markApplied = write<FactVersion>('markApplied');
  const addUid = write<LibraryUidRow>('addUid');
  const versionOf = ({ subject, field, counter, writer }: FactVersion): FactVersion => ({ subject, field, counter, writer });
  return {
    ofSubject: (subject) => ofSubject.all({ subject }),
    writtenFacts: ({ subject, field }, limit) => written.all({ subject, field, limit }),
    unwrittenFacts: (limit) => toWrite.all({ limit }),
    unappliedFacts: ({ subject, field }, limit) => toApply.all({ subject, field, limit }),
    recordVideos(field, values, stamp) {
      recordVideos.run({ field, items: JSON.stringify(values), ...stamp });
    },
    record(fact) {
      record.run({ ...fact, isWritten: 0, isApplied: 1 });
    },
    receive: (fact) => receive.run({ ...fact, isWritten: 1, isApplied: 0 }).changes > 0,
    markWritten(fact) {
      markWritten.run(versionOf(fact));
    },
    markUnwritten({ subject, field }) {
      markUnwritten.run({ subject, field });
    },
    markApplied(fact) {
      markApplied.run(versionOf(fact));
    },
    uidsOf: (kind, localId) => uidsOf.all({ kind, localId }).map(({ uid }) => uid),
    localIdOf(kind, uid) {
      const row = localIdOf.get({ uid });
      return row?.kind === kind ? row.localId : undefined;
    },
    addUid(row) {
      addUid.run(row);
    },
    videos: (subject) => videos.all(subject).map(({ id }) => id),
  };
}
