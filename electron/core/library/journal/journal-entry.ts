// A journal entry, which is one line of the library journal: the value of one field of a video, a tag or a collection.
// docs/design/library-journal.md describes the format for other programs.
import { z } from 'zod';
import type { LibraryJournalRow, UidKind, VideoSubject } from '../../../db/tables/library/library-journal-table.ts';

/** The maximum length of a journal line in UTF-16 units. The longest values are notes. */
const maxLineLength = 130_000;

const entryValue = z.union([z.string().max(30_000), z.number(), z.boolean(), z.null()]);
/** The value of a field: a rating, a flag, a text, a position, or `true`. null if the field has no value, or no longer has one. */
export type EntryValue = z.infer<typeof entryValue>;

/**
 * The maximum counter. It is far below the largest safe integer, so a counter can always be raised. `journal-recorder.ts` never exceeds it,
 * whatever counter it reads.
 */
export const maxCounter = 2 ** 50;

const entryLine = z.object({
  v: z.literal(1),
  n: z.int().min(1).max(maxCounter),
  by: z.string().regex(/^[a-z0-9]{1,64}$/),
  of: z.string().min(1).max(600),
  field: z.string().min(1).max(200),
  to: entryValue,
});

/** A stored entry. */
export type JournalEntry = Pick<LibraryJournalRow, 'subject' | 'field' | 'value' | 'counter' | 'writer'>;

/** The journal line of an entry, without a line end. */
export const lineOf = ({ subject, field, value, counter, writer }: JournalEntry): string =>
  `{"v":1,"n":${counter},"by":${JSON.stringify(writer)},"of":${JSON.stringify(subject)},"field":${JSON.stringify(field)},"to":${value}}`;

/** Parses a line; null if it is not an entry of this version of the format. */
export function parseLine(line: string): JournalEntry | null {
  if (line.length > maxLineLength) return null;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const parsed = entryLine.safeParse(value);
  if (!parsed.success) return null;
  const { n, by, of, field, to } = parsed.data;
  return { subject: of, field, value: JSON.stringify(to), counter: n, writer: by };
}

/** The value of a stored entry; undefined if it does not parse. */
export function entryValueOf({ value }: Pick<JournalEntry, 'value'>): EntryValue | undefined {
  const parsed = entryValue.safeParse(JSON.parse(value));
  return parsed.success ? parsed.data : undefined;
}

/** The video, tag or collection that an entry describes. */
export type Subject = ({ readonly kind: 'video' } & VideoSubject) | { readonly kind: UidKind; readonly uid: string };

/** The subject of a tag or a collection. */
export const subjectOf = (kind: UidKind, uid: string): string => `${kind}:${uid}`;

const videoPattern = /^video:([0-9a-f]{64}):(\d{1,5}):(.{1,256})$/su;
const uidPattern = /^(tag|collection):([a-z0-9-]{1,100})$/u;

/** Parses the subject of an entry; null if this version does not know it. */
export function parseSubject(subject: string): Subject | null {
  const [, content, position, serviceTaskId] = videoPattern.exec(subject) ?? [];
  if (content !== undefined && serviceTaskId !== undefined) return { kind: 'video', content, position: Number(position), serviceTaskId };
  const [, kind, uid] = uidPattern.exec(subject) ?? [];
  return (kind === 'tag' || kind === 'collection') && uid !== undefined ? { kind, uid } : null;
}

/** The field that marks a video as the top of its stack. */
export const topField = 'top';

/**
 * `applied`: the database agrees with the entry. `waiting`: the entry needs something that does not exist yet, or that only a newer studio
 * knows. `refused`: the value is invalid.
 */
export type EntryOutcome = 'applied' | 'waiting' | 'refused';

/** The field that says whether a video has a tag, or its position in a collection. */
export const membershipField = (kind: UidKind, uid: string): string => subjectOf(kind, uid);
