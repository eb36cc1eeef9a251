// JSON in columns, parsed where the value is needed. The forms are older and wider than those of the IPC contract: limits that were set later, and
// members that were added later, must not make an old row unreadable.
import { z } from 'zod';
import { type AppError, appError } from '../../../shared/errors.ts';
import { type GenerationRequest, type JsonValue, referenceRole } from '../../../shared/generation.ts';
import { parseJson } from '../../../shared/parse-json.ts';
import { type NormalizeReason, normalizeReasons } from '../../../shared/pictures/normalize.ts';
import { InvalidRowError } from './row-shape.ts';

/** What `JSON.parse` gave is JSON by construction: walking through all of it would show nothing new, and takes as long as the rest of the request. */
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

const absent = { durationSeconds: null, quality: null, aspectRatio: null, generateAudio: null };

/** A choice that a request does not name is left to the service. Tried second: nearly all requests name all of them. */
function parseRequest(value: JsonValue | undefined): GenerationRequest | null {
  const whole = storedRequest.safeParse(value);
  if (whole.success) return whole.data;
  const filled = typeof value === 'object' && value !== null ? storedRequest.safeParse({ ...absent, ...value }) : whole;
  return filled.success ? filled.data : null;
}

/** The request of a task. Throws `InvalidRowError`: nothing may be sent from a request that is not whole. */
export function requestOf(row: { readonly id: number; readonly request: string }): GenerationRequest {
  const request = parseRequest(parseJson(row.request));
  if (request === null) throw new InvalidRowError({ table: 'task', id: String(row.id), column: 'request' });
  return request;
}

/** Longer than today's limit, or with a member that today's form has no more: the sentence can be written all the same. */
const isHarmless = ({ code }: z.core.$ZodIssue): boolean => code === 'too_big' || code === 'unrecognized_keys';

/**
 * An error that a row holds. One that does not parse is `stored-error-unreadable`, never a row that is left out: the state of the row counts, the
 * reason is only told.
 */
export function storedError(text: string): AppError {
  const value = parseJson(text);
  const parsed = appError.safeParse(value);
  if (parsed.success) return parsed.data;
  // All members that the sentence needs are there and of their types; only their size was not checked.
  return parsed.error.issues.every(isHarmless) ? (value as AppError) : { kind: 'stored-error-unreadable' };
}

/** `storedError` of a column that may be null. */
export const storedErrorOrNull = (text: string | null): AppError | null => (text === null ? null : storedError(text));

const record = z.record(z.string(), z.unknown());

/** What the service said of an element or a character, member by member; empty where it does not parse. */
export const resultData = (data: string): Record<string, unknown> => storedValue(record, data, {});

const normalizeReasonList = z.array(z.enum(normalizeReasons));

/** The column with the reasons for a normalized copy: uploaded as it is, the picture may lie on its side in a video that is paid for. */
export const normalizeReasonsJson = z.string().refine((text) => normalizeReasonList.safeParse(parseJson(text)).success);

/** Why a picture is normalized; empty where it is not, and for what was not read yet. */
export const storedNormalizeReasons = (text: string | null): NormalizeReason[] =>
  text === null ? [] : normalizeReasonList.parse(parseJson(text));

/** JSON that is only told, by its schema; `otherwise` where it does not parse. */
export function storedValue<T>(schema: z.ZodType<T>, text: string, otherwise: T): T {
  const parsed = schema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : otherwise;
}
