// The schemas of a task's history: its journal entries, and the requests that were made for it.
import { z } from 'zod';

const id = z.number().int().positive();
const atMs = z.number();

/** One request that was made for a task, or several polls without a change. Has only numbers and fixed words. */
export const requestLogEntry = z.strictObject({
  /** When the request began. */
  atMs,
  kind: z.enum(['submit', 'upload', 'poll', 'polls', 'list', 'download']),
  /** The duration; for `polls`, the average. */
  durationMs: z.number(),
  /** null where there was no response. */
  httpStatus: z.number().int().nullable(),
  resultId: id.nullable(),
  detail: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
});
/** One request, or several polls without news, in a task's history. */
export type RequestLogEntry = z.infer<typeof requestLogEntry>;

/** One entry of a task's journal: the event, its time, the state after it, and details. */
export const journalEntry = z.strictObject({
  atMs,
  event: z.string(),
  state: z.string(),
  resultId: id.nullable(),
  detail: z.record(z.string(), z.unknown()),
});
/** One event in a task's history. */
export type JournalEntry = z.infer<typeof journalEntry>;
