// Applies entries that were read from journals: first tags and collections, then entries about videos, then deletions. An entry about an
// unknown video waits until the video is in this database.
import type { LibraryJournalRow } from '../../../db/tables/library/library-journal-table.ts';
import type { JudgementChange } from '../judge/judgement-change.ts';
import { applyCollection } from './apply-collection.ts';
import type { ApplyDeps } from './apply-deps.ts';
import { applyTag } from './apply-tag.ts';
import { isJudgementField, videoValues } from './entry-values.ts';
import { type EntryOutcome, type EntryValue, entryValueOf, parseSubject, type Subject, topField } from './journal-entry.ts';
import { applyTop } from './stack-tops.ts';

/** The order in which entries are applied. */
export const applyPasses = ['names', 'videos', 'deletions'] as const;
/** A pass over the entries that are not applied yet. */
export type ApplyPass = (typeof applyPasses)[number];

/** The change that an entry about videos makes, or the outcome if it changes nothing. */
function changeOf({ tables }: ApplyDeps, field: string, value: EntryValue, videos: readonly number[]): JudgementChange | EntryOutcome {
  if (isJudgementField(field)) {
    const parsed = videoValues[field].safeParse(value);
    return parsed.success ? { kind: 'field', field, from: parsed.data, to: parsed.data, videos: [...videos] } : 'refused';
  }
  const member = parseSubject(field);
  // Only a newer studio knows this field. The entry waits until this studio is updated.
  if (member?.kind !== 'tag' && member?.kind !== 'collection') return 'waiting';
  const localId = tables.libraryJournal.localIdOf(member.kind, member.uid);
  if (localId === undefined) return value === null ? 'applied' : 'waiting';
  if (member.kind === 'tag') return { kind: 'tagging', tagId: localId, isAdded: value === true, videos: [...videos] };
  if (typeof value !== 'number' && value !== null) return 'refused';
  return { kind: 'places', collectionId: localId, places: videos.map((id) => [id, null, value]) };
}

function applyToVideos(
  deps: ApplyDeps,
  subject: Extract<Subject, { kind: 'video' }>,
  row: LibraryJournalRow,
  value: EntryValue,
): EntryOutcome {
  const videos = deps.tables.libraryJournal.videos(subject);
  const [first] = videos;
  if (first === undefined) return 'waiting';
  if (row.field === topField) return applyTop(deps.tables, row, value, first);
  const change = changeOf(deps, row.field, value, videos);
  if (typeof change === 'string') return change;
  deps.write([change]);
  return 'applied';
}

/** Whether an entry removes the name of a tag or a collection, and so deletes it. */
const isDeletion = ({ field, value }: LibraryJournalRow): boolean => field === 'name' && value === 'null';

/** Applies an entry and returns the outcome; null if another pass applies it. Call it in a transaction. */
export function applyEntry(deps: ApplyDeps, row: LibraryJournalRow, pass: ApplyPass): EntryOutcome | null {
  const subject = parseSubject(row.subject);
  const value = entryValueOf(row);
  if (subject === null) return 'waiting';
  if (value === undefined) return 'refused';
  if (subject.kind === 'video') return pass === 'videos' ? applyToVideos(deps, subject, row, value) : null;
  if (pass !== (isDeletion(row) ? 'deletions' : 'names')) return null;
  switch (subject.kind) {
    case 'tag':
      return applyTag(deps, subject.uid, value);
    case 'collection':
      return applyCollection(deps, subject.uid, row.field);
  }
}
