// Parses JSON in columns when the value is needed. These schemas accept more than the schemas of the IPC contract, because limits and
// members that were added later must not make an old row unreadable.
import { z } from 'zod';
import { type AppError, appError } from '../../../shared/errors.ts';
import { type GenerationRequest, type JsonValue, referenceRole } from '../../../shared/generation.ts';
import { parseJson } from '../../../shared/parse-json.ts';
import { type NormalizeReason, normalizeReasons } from '../../../shared/pictures/normalize.ts';
import { InvalidRowError } from './row-shape.ts';

/**
 * A JSON object whose members are not validated: the output of `JSON.parse` is JSON, and a deep check would take as long as the rest of the
 * request.
 */
const jsonObject = z.custom<Record<string, JsonValue>>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));

/** `generationRequest` of shared/generation.ts without its limits. */
const storedRequest = z.object({
  model: z.string(),
  prompt: z.string(),
  durationSeconds: z.number().nullable(),
  quality: z.string().nullable(),
  aspectRatio: z.string().nullable(),
  generateAudio: z.boolean().nullable(),
  references: z.array(z.object({ role: referenceRole, referenceId: z.int().positive() })),
  parameters: jsonObject,
});

const unsetChoices = { durationSeconds: null, quality: null, aspectRatio: null, generateAudio: null };

/**
 * Missing choices become null, so that the service decides. The first parse succeeds for nearly all requests, because they have all
 * choices.
 */
function parseRequest(value: JsonValue | undefined): GenerationRequest | null {
  const complete = storedRequest.safeParse(value);
  if (complete.success) return complete.data;
  const completed = typeof value === 'object' && value !== null ? storedRequest.safeParse({ ...unsetChoices, ...value }) : complete;
  return completed.success ? completed.data : null;
}

/** The request of a task. Throws `InvalidRowError` if it does not parse: an incomplete request must not be submitted. */
export function requestOf(row: { readonly id: number; readonly request: string }): GenerationRequest {
  const request = parseRequest(parseJson(row.request));
  if (request === null) throw new InvalidRowError({ table: 'task', id: String(row.id), column: 'request' });
  return request;
}

/** Issues that do not prevent showing the error: a value above a later limit, or a member that no longer exists. */
const isHarmless = ({ code }: z.core.$ZodIssue): boolean => code === 'too_big' || code === 'unrecognized_keys';

/**
 * Parses the error in a row. An error that does not parse becomes `stored-error-unreadable` and does not invalidate the row, because the
 * error is only shown.
 */
export function storedError(text: string): AppError {
  const value = parseJson(text);
  const parsed = appError.safeParse(value);
  if (parsed.success) return parsed.data;
  // All members that the error message needs are present and have the right types; only their sizes were not checked.
  return parsed.error.issues.every(isHarmless) ? (value as AppError) : { kind: 'stored-error-unreadable' };
}

/** `storedError` of a column that may be null. */
export const storedErrorOrNull = (text: string | null): AppError | null => (text === null ? null : storedError(text));

const record = z.record(z.string(), z.unknown());

/** The service's data of an element or a character; empty if it does not parse. */
export const resultData = (data: string): Record<string, unknown> => storedValue(record, data, {});

const normalizeReasonList = z.array(z.enum(normalizeReasons));

/** The column with the reasons for a normalized copy. Must parse: without normalization, a paid video could show the picture on its side. */
export const normalizeReasonsJson = z.string().refine((text) => normalizeReasonList.safeParse(parseJson(text)).success);

/** Why a picture is normalized; empty if it is not normalized, or not inspected yet. */
export const storedNormalizeReasons = (text: string | null): NormalizeReason[] =>
  text === null ? [] : normalizeReasonList.parse(parseJson(text));

/** Parses JSON that is only shown to the user; returns `fallback` if the JSON does not match the schema. */
export function storedValue<T>(schema: z.ZodType<T>, text: string, fallback: T): T {
  const parsed = schema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : fallback;
}
