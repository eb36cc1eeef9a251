// Records each change of a judgement for the library journal, in the transaction of the change: an entry of a tag or a collection at once,
// the entries of videos as one row from which they are made later (`write-journal.ts`).
import { unreachable } from '../../../../shared/result.ts';
import type { EntryStamp, UidKind } from '../../../db/tables/library/library-journal-table.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import { idsOf, type JudgementChange } from '../judge/judgement-change.ts';
import { type EntryValue, maxCounter, membershipField, subjectOf, topField } from './journal-entry.ts';

const counterSetting = 'library.journalCounter';

/** Records the entries of this database. */
export interface JournalRecorder {
  /** Records a change that was just written. Call it in the transaction of the change. */
  record(change: JudgementChange): void;
  /** Raises the counter to a value that was read from a journal, so that the next change here is newer. */
  raiseCounter(counter: number): void;
  /** Runs `work` without recording its changes, because they come from a journal. */
  withoutRecording<T>(work: () => T): T;
}

/** Dependencies of recording. */
export interface JournalRecorderDeps {
  readonly tables: Tables;
  /** The identity of this database. */
  writer(): string;
  /** Called after entries were recorded. Their transaction may still be rolled back. */
  entriesRecorded(): void;
}

/** The uid of a tag or a collection in journals. It is created at its first use. */
function uidOf({ tables, writer }: JournalRecorderDeps, kind: UidKind, localId: number): string {
  const [recordedValues] = tables.libraryJournal.uidsOf(kind, localId);
  if (recordedValues !== undefined) return recordedValues;
  const uid = `${writer()}-${localId}`;
  tables.libraryJournal.addUid({ uid: `${uid}-${kind}`, kind, localId });
  return `${uid}-${kind}`;
}

/** The uids under which to record a membership. A removal is recorded under every uid; an addition needs only one. */
const uidsFor = (deps: JournalRecorderDeps, kind: UidKind, localId: number, isRemoved: boolean): readonly string[] =>
  isRemoved ? deps.tables.libraryJournal.uidsOf(kind, localId) : [uidOf(deps, kind, localId)];

/** The current fields of a collection; `name` is null if the collection no longer exists. */
function collectionFields(deps: JournalRecorderDeps, id: number): Readonly<Record<string, EntryValue>> {
  const { tables } = deps;
  const row = tables.collections.get(id);
  if (row === undefined) return { name: null };
  const { name, position, kind, query, parentId, coverResultId } = row;
  const parent = parentId === null ? null : uidOf(deps, 'collection', parentId);
  return { name, position, kind, query, parent, cover: coverResultId === null ? null : videoSubjectOf(tables, coverResultId) };
}

/** The subject of a video in journals; null if the video has no content hash or no id of the service. */
export const videoSubjectOf = (tables: Tables, resultId: number): string | null =>
  tables.libraryJournal.videoSubjects([resultId]).get(resultId) ?? null;

/** The counter and the writer for the next entries. */
function nextStamp({ tables, writer }: JournalRecorderDeps): EntryStamp {
  const counter = storedCounter(tables) + 1;
  tables.settings.set(counterSetting, counter);
  return { counter, writer: writer() };
}

function storedCounter(tables: Tables): number {
  const storedValue = tables.settings.get(counterSetting);
  return typeof storedValue === 'number' ? storedValue : 0;
}

/** New values, each with the results that receive it. */
type NewValues = readonly (readonly [value: EntryValue, resultIds: readonly number[]])[];

/**
 * Records a field of videos as one row. `write-journal.ts` makes an entry of each video later, because the entries of neighbouring videos
 * are on different pages of the database.
 */
const recordVideos = (deps: JournalRecorderDeps, field: string, values: NewValues): void =>
  deps.tables.journalChanges.add({ field, items: values.map(([value, ids]) => [JSON.stringify(value), [...ids]]), ...nextStamp(deps) });

/** Records the fields of a tag or a collection whose values differ from the recorded ones. */
function recordFields(deps: JournalRecorderDeps, kind: UidKind, localId: number, fields: Readonly<Record<string, EntryValue>>): void {
  const { libraryJournal } = deps.tables;
  const stamp = nextStamp(deps);
  for (const uid of uidsFor(deps, kind, localId, fields.name === null)) {
    const subject = subjectOf(kind, uid);
    const recordedValues = new Map(libraryJournal.ofSubject(subject).map((row) => [row.field, row.value]));
    for (const [field, to] of Object.entries(fields)) {
      const value = JSON.stringify(to);
      if (recordedValues.get(field) !== value) libraryJournal.record({ subject, field, value, ...stamp });
    }
  }
}

/** Records that videos were added to a tag or a collection, or removed from it (null). */
function recordMembers(deps: JournalRecorderDeps, kind: UidKind, localId: number, values: NewValues): void {
  const isRemoved = values.every(([value]) => value === null);
  for (const uid of uidsFor(deps, kind, localId, isRemoved)) recordVideos(deps, membershipField(kind, uid), values);
}

function recordChange(deps: JournalRecorderDeps, change: JudgementChange): void {
  const { tables } = deps;
  switch (change.kind) {
    case 'field':
      recordVideos(deps, change.field, [[change.to, idsOf(change.videos)]]);
      break;
    case 'tagging':
      recordMembers(deps, 'tag', change.tagId, [[change.isAdded ? true : null, idsOf(change.videos)]]);
      break;
    case 'places':
      recordMembers(
        deps,
        'collection',
        change.collectionId,
        change.places.map(([id, , to]) => [to, [id]]),
      );
      break;
    case 'top':
      recordVideos(deps, topField, [[change.isTop ? true : null, change.videos]]);
      break;
    // Reads the stored row: if other videos have received the tag since then, the tag was not deleted.
    case 'tag':
      recordFields(deps, 'tag', change.tagId, { name: tables.tags.get(change.tagId)?.name ?? null });
      break;
    case 'collection':
      recordFields(deps, 'collection', change.collectionId, collectionFields(deps, change.collectionId));
      break;
    default:
      unreachable(change);
  }
}

/** Called once by `compose/compose-judging.ts`. */
export function createJournalRecorder(deps: JournalRecorderDeps): JournalRecorder {
  const { tables, entriesRecorded } = deps;
  let isSuspended = false;
  return {
    record(change) {
      if (isSuspended) return;
      recordChange(deps, change);
      entriesRecorded();
    },
    raiseCounter(read) {
      const counter = Math.min(read, maxCounter / 2);
      if (counter > storedCounter(tables)) tables.settings.set(counterSetting, counter);
    },
    withoutRecording(work) {
      isSuspended = true;
      try {
        return work();
      } finally {
        isSuspended = false;
      }
    },
  };
}
