// Parses the service's responses tolerantly into the studio's types. Sources: the customer's parameter reference (check_task, status
// values), the public OpenAPI pages of 2026-08 (create and query examples), one recorded live reply of 2026-08-31 (`result_data[].url`,
// `usage.cost`, `duration` as the seconds a task took) and the source of the service's newer clients (list call, `cancelled`).
import type { Credits, ListedTask, ServiceResult, ServiceTask } from '../../core/ports.ts';
import { codeOf, type Fields, itemsOf, jsonFields, numberOf, objectOf, textOf, timeOf } from './json-fields.ts';
import { parseLink } from './parse-link.ts';

/** The form that an id must have for the newest official client to trust a submission. */
const usableIdPattern = /^[A-Za-z0-9._:-]{1,128}$/;
const rawLimitBytes = 64 * 1024;
/** The length of a message for display; the raw response keeps more. */
const messageLimit = 4_000;

/** Truncates a body to the part that is stored with a task. */
export function truncateRaw(text: string): string {
  if (Buffer.byteLength(text) <= rawLimitBytes) return text;
  return Buffer.from(text)
    .subarray(0, rawLimitBytes)
    .toString('utf8')
    .replace(/\uFFFD+$/, '');
}

/**
 * Parses a task from a create or query response; null if the response has no task. The id is `id` as documented, or `task_id` as in the
 * parameter reference, at the top level or inside `data`. If both are present, the requested id is used, otherwise the id of the documented
 * form. `requestedId` is used if the response to a query has no id.
 */
export function parseTask(body: unknown, raw: string, requestedId: string | null): ServiceTask | null {
  const top = objectOf(body);
  if (top === null) return null;
  const fields = isWrapped(top) ? (objectOf(top.data) ?? top) : top;
  const statusWord = textOf(fields.status);
  const serviceTaskId =
    requestedId !== null && idsOf(fields).includes(requestedId)
      ? requestedId
      : (ownId(fields) ?? (statusWord === null ? null : requestedId));
  if (serviceTaskId === null) return null;
  const status = readStatus(statusWord);
  const info = objectOf(fields.task_info);
  const usage = objectOf(fields.usage);
  return {
    serviceTaskId,
    status,
    rawStatus: statusWord?.slice(0, 100) ?? null,
    progress: clamped(numberOf(fields.progress), 0, 100),
    createdAtMs: timeOf(fields.created) ?? timeOf(fields.created_at),
    estimatedSeconds: nullIfNegative(numberOf(info?.estimated_time)),
    // In an unfinished task, this field could only mean the duration of the clip.
    tookSeconds: isFinal(status) ? nullIfNegative(numberOf(fields.duration)) : null,
    creditsReserved: numberOf(usage?.credits_reserved),
    creditsUsed:
      numberOf(usage?.credits_used) ?? numberOf(objectOf(usage?.cost)?.credits) ?? numberOf(objectOf(fields.billing)?.charged_credits),
    results: readResults(fields),
    error: readTaskError(fields.error),
    raw: truncateRaw(raw),
  };
}

/**
 * Finds the id at the beginning of a create response whose rest was lost or cannot be parsed. The id proves that the task exists. Only an
 * id of the documented form counts here.
 */
export function salvageTask(brokenText: string): ServiceTask | null {
  const id = /^\s*\{[^{}]*"id"\s*:\s*"(task-unified-[A-Za-z0-9._:-]{1,100})"/.exec(brokenText)?.[1];
  return id === undefined ? null : parseTask({ id }, brokenText, null);
}

/** Parses the credits; null if the response contains neither the balance of a token nor the balance of an account. */
export function parseCredits(body: unknown): Credits | null {
  const top = objectOf(body);
  const data = objectOf(top?.data) ?? top;
  const token = objectOf(data?.token);
  const user = objectOf(data?.user);
  if (token === null && user === null) return null;
  return {
    remaining: numberOf(token?.remaining_credits),
    unlimited: token?.unlimited_credits === true,
    accountRemaining: numberOf(user?.remaining_credits),
  };
}

/** Parses a page of the task list; null if the response is not a list. Items without an id are left out. */
export function parseTaskList(body: unknown): readonly ListedTask[] | null {
  const top = objectOf(body);
  const data = top?.data;
  const list = [data, objectOf(data)?.data, objectOf(data)?.tasks, top?.tasks, body].find(Array.isArray);
  if (list === undefined) return null;
  return itemsOf(list).flatMap((item) => {
    const fields = objectOf(item);
    const serviceTaskId = fields === null ? null : ownId(fields);
    if (fields === null || serviceTaskId === null) return [];
    return [{ serviceTaskId, model: textOf(fields.model), createdAtMs: timeOf(fields.created_at) ?? timeOf(fields.created) }];
  });
}

/**
 * Parses the tasks of a batch response (`{ "code": 200, "data": [task…] }`); null if it has another form. Items that are not tasks are left
 * out.
 */
export function parseTaskBatch(body: unknown): readonly ServiceTask[] | null {
  const top = objectOf(body);
  const list = [top?.data, objectOf(top?.data)?.tasks, body].find(Array.isArray);
  if (list === undefined) return null;
  return list.flatMap((item: unknown) => parseTask(item, JSON.stringify(item), null) ?? []);
}

/** True if the task is in `data`. An id beside `data` without a status is the id of the response, not of the task. */
function isWrapped(top: Fields): boolean {
  const inner = objectOf(top.data);
  if (inner === null) return false;
  if (ownId(top) === null) return ownId(inner) !== null || textOf(inner.status) !== null;
  return textOf(top.status) === null && ownId(inner) !== null;
}

/** True for an error whose id may be the request's: it has no status, and the id does not have the documented form of a task id. */
export function isErrorWithId(body: unknown): boolean {
  const top = objectOf(body);
  const id = top === null ? null : ownId(top);
  return top !== null && id !== null && objectOf(top.error) !== null && textOf(top.status) === null && !isDocumentedId(id);
}

/**
 * Returns the id of the task. If there are several ids, uses the id of the documented form, because gateways put the request's id into
 * `id`.
 */
function ownId(fields: Fields): string | null {
  const ids = idsOf(fields);
  return ids.find(isDocumentedId) ?? ids[0] ?? null;
}

function idsOf(fields: Fields): readonly string[] {
  return [textOf(fields.id), textOf(fields.task_id)].filter((id) => id !== null && usableIdPattern.test(id)) as string[];
}

/** True for an id of the form that every document of the service uses. */
export function isDocumentedId(id: string): boolean {
  return id.startsWith('task-unified-');
}

function readStatus(word: string | null): ServiceTask['status'] {
  switch (word?.trim().toLowerCase()) {
    case 'pending':
      return 'pending';
    case 'processing':
      return 'processing';
    case 'completed':
      return 'completed';
    case 'failed':
      return 'failed';
    case 'cancelled':
    case 'canceled':
      return 'cancelled';
    default:
      return 'unknown';
  }
}

function isFinal(status: ServiceTask['status']): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled';
}

/**
 * Uses the links in `results[]`. The links in `result_data` are added only if there are more of them, because `result_data` may link the
 * same video with another signature. Elements and characters become data.
 */
function readResults(fields: Fields): readonly ServiceResult[] {
  const listed = unique((typeof fields.results === 'string' ? [fields.results] : itemsOf(fields.results)).flatMap(linksOf));
  const details = Array.isArray(fields.result_data) ? fields.result_data : [fields.result_data];
  const detailed = unique(details.flatMap(linksOf));
  const links = listed.length >= detailed.length ? listed : unique([...listed, ...detailed]);
  return [...links.map((url) => ({ kind: 'video' as const, url })), ...details.flatMap(readData)];
}

function linksOf(item: unknown): readonly string[] {
  const fields = objectOf(item);
  const candidates = fields === null ? [item] : [fields.url, fields.video_url];
  const link = candidates.map(parseLink).find((link) => link !== null);
  return link === undefined || link === null ? [] : [link];
}

function readData(item: unknown): readonly ServiceResult[] {
  const fields = objectOf(item);
  if (fields === null) return [];
  if (codeOf(fields.element_id) !== null) return [{ kind: 'element', data: jsonFields(fields) }];
  if (textOf(fields.character_name) !== null) return [{ kind: 'character', data: jsonFields(fields) }];
  return [];
}

function readTaskError(value: unknown): ServiceTask['error'] {
  if (typeof value === 'string' && value !== '') return { code: 'unknown_error', message: value.slice(0, messageLimit), suggestion: null };
  const fields = objectOf(value);
  if (fields === null) return null;
  const code = codeOf(fields.code);
  const message = textOf(fields.message);
  if (code === null && message === null) return null;
  return {
    code: code?.slice(0, 200) ?? 'unknown_error',
    message: message?.slice(0, messageLimit) ?? '',
    suggestion: (textOf(fields.suggestion) ?? textOf(fields.fallback_suggestion))?.slice(0, messageLimit) ?? null,
  };
}

function unique(items: readonly string[]): readonly string[] {
  return [...new Set(items)];
}

function nullIfNegative(value: number | null): number | null {
  return value === null || value < 0 ? null : value;
}

function clamped(value: number | null, low: number, high: number): number | null {
  return value === null ? null : Math.min(high, Math.max(low, value));
}
