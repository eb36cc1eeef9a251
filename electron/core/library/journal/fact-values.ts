// The values that each field of a fact may have. A line with another value is left out when it is read: it must not win over an older one that is valid.
import { z } from 'zod';
import { type JudgementText, maxRating, readJudgementText, videoFlags } from '../../../../shared/judgement/judgement.ts';
import type { JudgementField } from '../../../db/tables/judgement/judgement-table.ts';
import { type Fact, factValueOf, parseSubject, type Subject } from './fact.ts';

/** A text that is stored as it is written here. */
const judgementText = (kind: JudgementText) =>
  z.string().refine((text) => {
    const read = readJudgementText(kind, text);
    return 'text' in read && read.text === text;
  });

/** The values of the fields of a video that the user sets. */
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

/** Whether a video has a field that the user sets. */
export const isJudgementField = (field: string): field is JudgementField => Object.hasOwn(videoValues, field);

/** The schema of a field; null for one that only a newer studio knows. */
function schemaOf(subject: Subject, field: string): z.ZodType | null {
  const named = (values: Readonly<Record<string, z.ZodType>>) => (Object.hasOwn(values, field) ? (values[field] ?? null) : null);
  if (subject.kind === 'tag') return named(tagValues);
  if (subject.kind === 'collection') return named(collectionValues);
  const member = parseSubject(field);
  if (member?.kind === 'tag') return isTagged;
  return member?.kind === 'collection' ? position : named(videoValues);
}

/** Whether a fact may be taken: its value is one of its field, or its field is none that this studio knows. */
export function isAcceptable(fact: Fact): boolean {
  const subject = parseSubject(fact.subject);
  const schema = subject === null ? null : schemaOf(subject, fact.field);
  return schema === null || schema.safeParse(factValueOf(fact)).success;
}
