// The valid values for each field of an entry. A line with an invalid value is skipped when it is read, because it must not replace an
// older valid value.
import { z } from 'zod';
import { type JudgementText, maxRating, readJudgementText, videoFlags } from '../../../../shared/judgement/judgement.ts';
import type { JudgementField } from '../../../db/tables/judgement/judgement-table.ts';
import { entryValueOf, type JournalEntry, parseSubject, type Subject, topField } from './journal-entry.ts';

/** A text that is already normalized. */
const judgementText = (kind: JudgementText) =>
  z.string().refine((text) => {
    const parsed = readJudgementText(kind, text);
    return 'text' in parsed && parsed.text === text;
  });

/** The values of the fields that the user sets on a video. */
export const videoValues = {
  rating: z.int().min(0).max(maxRating),
  flag: z.enum(videoFlags).nullable(),
  favourite: z.literal([0, 1]),
  title: judgementText('title'),
  notes: judgementText('notes'),
} as const satisfies Readonly<Record<JudgementField, z.ZodType>>;

const tagValues = { name: judgementText('tag').nullable() } as const;

const collectionValues = {
  name: judgementText('collection').nullable(),
  kind: z.enum(['manual', 'smart']),
  position: z.number(),
  query: z.string().max(10_000).nullable(),
  parent: z.string().nullable(),
  cover: z.string().nullable(),
} as const;

const isTagged = z.literal(true).nullable();
const position = z.number().nullable();
const isOnTop = z.literal(true).nullable();

/** Whether the user sets this field of a video. */
export const isJudgementField = (field: string): field is JudgementField => Object.hasOwn(videoValues, field);

/** The schema of a field; null if only a newer studio knows the field. */
function schemaOf(subject: Subject, field: string): z.ZodType | null {
  const schemaIn = (values: Readonly<Record<string, z.ZodType>>) => (Object.hasOwn(values, field) ? (values[field] ?? null) : null);
  if (subject.kind === 'tag') return schemaIn(tagValues);
  if (subject.kind === 'collection') return schemaIn(collectionValues);
  if (field === topField) return isOnTop;
  const member = parseSubject(field);
  if (member?.kind === 'tag') return isTagged;
  return member?.kind === 'collection' ? position : schemaIn(videoValues);
}

/** Whether an entry is accepted: its value is valid, or this studio does not know its field. */
export function isAcceptable(entry: JournalEntry): boolean {
  const subject = parseSubject(entry.subject);
  const schema = subject === null ? null : schemaOf(subject, entry.field);
  return schema === null || schema.safeParse(entryValueOf(entry)).success;
}
