// Every statement about `library_journal_entry` and `library_uid`, the state of the library journal. Only `core/library/journal/` may call the
// statements that write.
import { z } from 'zod';
import type { Database } from '../../database.ts';
import { booleanInteger, integer, json, text } from '../../rows/column-types.ts';
import { defineRow, integerRow, type RowOf } from '../../rows/row-shape.ts';
import { insertSql, selectList } from '../../sql-columns.ts';

/** Columns of `library_journal_entry`. */
export const libraryJournalRow = defineRow(
  'library_journal_entry',
  { subject: text, field: text, value: json, counter: integer, writer: text, isWritten: booleanInteger, isApplied: booleanInteger },
  'subject',
);
/** The newest entry about a field of a subject. */
export type LibraryJournalRow = RowOf<typeof libraryJournalRow>;

/** The kinds of items that have a uid in journals. */
export type UidKind = 'tag' | 'collection';

const libraryUidRow = defineRow('library_uid', { uid: text, kind: z.enum(['tag', 'collection']), localId: integer }, 'uid');
type LibraryUidRow = RowOf<typeof libraryUidRow>;

const subjectRow = defineRow('result', { id: integer, subject: text });

/** Identifies one field of one subject. */
export type EntryKey = Pick<LibraryJournalRow, 'subject' | 'field'>;

const columns = selectList(libraryJournalRow.columns);
const overwriteEntry = 'value = excluded.value, counter = excluded.counter, writer = excluded.writer';
const content = 'ifnull(r.receivedSha256, r.sha256)';
const afterKey = '(subject, field) > (:subject, :field) ORDER BY subject, field LIMIT :limit';

/** The SQL statements. Exported for the tests of their query plans. */
export const libraryJournalSql = {
  ofSubject: `SELECT ${columns} FROM library_journal_entry WHERE subject = :subject`,
  written: `SELECT ${columns} FROM library_journal_entry WHERE isWritten = 1 AND ${afterKey}`,
  toWrite: `SELECT ${columns} FROM library_journal_entry WHERE isWritten = 0 ORDER BY subject, field LIMIT :limit`,
  toApply: `SELECT ${columns} FROM library_journal_entry WHERE isApplied = 0 AND ${afterKey}`,
  uidsOf: 'SELECT uid, kind, localId FROM library_uid WHERE kind = :kind AND localId = :localId ORDER BY uid',
  localIdOf: 'SELECT uid, kind, localId FROM library_uid WHERE uid = :uid',
  videos: `SELECT r.id FROM result r JOIN task t ON t.id = r.taskId
    WHERE ${content} = :content AND r.storedAtMs IS NOT NULL AND r.kind = 'video' AND r.position = :position AND t.serviceTaskId = :serviceTaskId
    ORDER BY r.id`,
  videoSubjects: `SELECT r.id, 'video:' || ${content} || ':' || r.position || ':' || t.serviceTaskId AS subject
    FROM json_each(:ids) g JOIN result r ON r.id = g.value JOIN task t ON t.id = r.taskId
    WHERE ${content} IS NOT NULL AND t.serviceTaskId IS NOT NULL`,
  store: `${insertSql('library_journal_entry', libraryJournalRow.columns)}
    ON CONFLICT (subject, field) DO UPDATE SET ${overwriteEntry}, isWritten = excluded.isWritten, isApplied = 1
    WHERE (excluded.counter, excluded.writer) > (library_journal_entry.counter, library_journal_entry.writer)`,
  record: `${insertSql('library_journal_entry', libraryJournalRow.columns)}
    ON CONFLICT (subject, field) DO UPDATE SET ${overwriteEntry}, isWritten = 0, isApplied = 1`,
  receive: `${insertSql('library_journal_entry', libraryJournalRow.columns)}
    ON CONFLICT (subject, field) DO UPDATE SET ${overwriteEntry}, isWritten = 1, isApplied = 0
    WHERE (excluded.counter, excluded.writer) > (library_journal_entry.counter, library_journal_entry.writer)`,
  markWritten: `UPDATE library_journal_entry AS e SET isWritten = 1
    FROM (SELECT value ->> 0 AS subject, value ->> 1 AS field, value ->> 2 AS counter, value ->> 3 AS writer FROM json_each(:versions)) v
    WHERE e.subject = v.subject AND e.field = v.field AND e.counter = v.counter AND e.writer = v.writer`,
  markUnwritten: 'UPDATE library_journal_entry SET isWritten = 0 WHERE subject = :subject AND field = :field',
  markApplied: `UPDATE library_journal_entry SET isApplied = 1 WHERE subject = :subject AND field = :field AND counter = :counter AND writer = :writer`,
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

/** Orders the entries about a field: by counter, then by writer. */
export type EntryStamp = Pick<LibraryJournalRow, 'counter' | 'writer'>;
type Page = EntryKey & { readonly limit: number };
type EntryVersion = EntryKey & EntryStamp;
type StoredEntry = EntryVersion & Pick<LibraryJournalRow, 'value'>;

/** Statements about the entries of the library journal. */
export interface LibraryJournalTable {
  ofSubject(subject: string): LibraryJournalRow[];
  /** Entries that are in the journal, ordered by key, after `afterKey`. */
  writtenEntries(afterKey: EntryKey, limit: number): LibraryJournalRow[];
  /** Entries that the journal in the folder does not have yet. */
  unwrittenEntries(limit: number): LibraryJournalRow[];
  /** Entries that are not applied yet, ordered by key, after `afterKey`. */
  unappliedEntries(afterKey: EntryKey, limit: number): LibraryJournalRow[];
  /** The subjects of these results in journals, by result id. Leaves out results without content or without a service id. */
  videoSubjects(ids: readonly number[]): ReadonlyMap<number, string>;
  /** Stores an entry of this database about a video, unless a newer one is stored. `isWritten`: whether the journal has it. */
  storeEntry(entry: StoredEntry, isWritten: boolean): void;
  /** Records an entry of this database about a tag or a collection. */
  record(entry: StoredEntry): void;
  /** Stores an entry from a journal if it is newer than the stored entry. Returns true if it was newer. */
  receive(entry: StoredEntry): boolean;
  /** Records that these versions of entries are in the journal. */
  markWritten(entries: readonly EntryVersion[]): void;
  /** Marks an entry as not written, because the journal of another folder does not have it. */
  markUnwritten(key: EntryKey): void;
  /** Records that nothing more must be done to apply this version of an entry. */
  markApplied(entry: EntryVersion): void;
  uidsOf(kind: UidKind, localId: number): string[];
  /** The id of a tag or collection in this database; undefined if it has none with this uid. */
  localIdOf(kind: UidKind, uid: string): number | undefined;
  addUid(row: { readonly uid: string; readonly kind: UidKind; readonly localId: number }): void;
  /** The ids of the stored videos that this subject identifies; several if the database contains a video twice. */
  videos(subject: VideoSubject): number[];
}

/** Prepares the statements. */
export function createLibraryJournalTable(database: Database): LibraryJournalTable {
  const rows = <P extends object>(name: 'ofSubject' | 'written' | 'toWrite' | 'toApply') =>
    database.query<P, LibraryJournalRow>(`libraryJournal.${name}`, libraryJournalSql[name], libraryJournalRow);
  const write = <P extends object>(name: 'store' | 'record' | 'receive' | 'markWritten' | 'markUnwritten' | 'markApplied' | 'addUid') =>
    database.prepare<P>(`libraryJournal.${name}`, libraryJournalSql[name]);
  const ofSubject = rows<{ subject: string }>('ofSubject');
  const written = rows<Page>('written');
  const toWrite = rows<{ limit: number }>('toWrite');
  const toApply = rows<Page>('toApply');
  const uidsOf = database.query<Omit<LibraryUidRow, 'uid'>, LibraryUidRow>(
    'libraryJournal.uidsOf',
    libraryJournalSql.uidsOf,
    libraryUidRow,
  );
  const localIdOf = database.query<{ uid: string }, LibraryUidRow>('libraryJournal.localIdOf', libraryJournalSql.localIdOf, libraryUidRow);
  const videos = database.query<VideoSubject, { id: number }>(
    'libraryJournal.videos',
    libraryJournalSql.videos,
    integerRow('result', 'id'),
  );
  const subjects = database.query<{ readonly ids: string }, RowOf<typeof subjectRow>>(
    'libraryJournal.videoSubjects',
    libraryJournalSql.videoSubjects,
    subjectRow,
  );
  const store = write<LibraryJournalRow>('store');
  const record = write<LibraryJournalRow>('record');
  const receive = write<LibraryJournalRow>('receive');
  const markWritten = write<{ readonly versions: string }>('markWritten');
  const markUnwritten = write<EntryKey>('markUnwritten');
  const markApplied = write<EntryVersion>('markApplied');
  const addUid = write<LibraryUidRow>('addUid');
  const versionOf = ({ subject, field, counter, writer }: EntryVersion): EntryVersion => ({ subject, field, counter, writer });
  return {
    ofSubject: (subject) => ofSubject.all({ subject }),
    writtenEntries: ({ subject, field }, limit) => written.all({ subject, field, limit }),
    unwrittenEntries: (limit) => toWrite.all({ limit }),
    unappliedEntries: ({ subject, field }, limit) => toApply.all({ subject, field, limit }),
    videoSubjects: (ids) => new Map(subjects.all({ ids: JSON.stringify(ids) }).map(({ id, subject }) => [id, subject])),
    storeEntry(entry, isWritten) {
      store.run({ ...entry, isWritten: isWritten ? 1 : 0, isApplied: 1 });
    },
    record(entry) {
      record.run({ ...entry, isWritten: 0, isApplied: 1 });
    },
    receive: (entry) => receive.run({ ...entry, isWritten: 1, isApplied: 0 }).changes > 0,
    markWritten(entries) {
      const versions = entries.map(({ subject, field, counter, writer }) => [subject, field, counter, writer]);
      markWritten.run({ versions: JSON.stringify(versions) });
    },
    markUnwritten({ subject, field }) {
      markUnwritten.run({ subject, field });
    },
    markApplied(entry) {
      markApplied.run(versionOf(entry));
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
