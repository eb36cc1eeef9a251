// The service's answers, read tolerantly into the studio's words. Sources: the customer's parameter reference (check_task, status
// values), the public OpenAPI pages of 2026-08 (create and query examples), one recorded live reply of 2026-08-31 (`result_data[].url`,
// `usage.cost`, `duration` as the seconds a task took) and the source of the service's newer clients (list call, `cancelled`).
import type { Credits, ListedTask, ServiceResult, ServiceTask } from '../../core/ports.ts';
import { codeOf, type Fields, itemsOf, jsonFields, numberOf, objectOf, textOf, timeOf } from './json-fields.ts';
import { parseLink } from './parse-link.ts';

/** What the newest official client requires of an id before it trusts a submission. */
const USABLE_ID = /^[A-Za-z0-9._:-]{1,128}$/;
const RAW_LIMIT_BYTES = 64 * 1024;
/** What is shown; the raw answer keeps more. */
const MESSAGE_LIMIT = 4_000;

/** The part of a body that is kept with a task. */
export function truncateRaw(text: string): string {
  if (Buffer.byteLength(text) <= RAW_LIMIT_BYTES) return text;
  return Buffer.from(text)
    .subarray(0, RAW_LIMIT_BYTES)
    .toString('utf8')
    .replace(/\uFFFD+$/, '');
}

/**
 * A task from a create or query answer; null when no task can be recognised in it. The id is `id` as documented, else `task_id` as the
 * parameter reference words it, at the top or inside `data`; where both stand there, the one that was asked for, else the one of the
 * documented form. `askedId` stands in where a query's answer names none.
 */
export function parseTask(body: unknown, raw: string, askedId: string | null): ServiceTask | null {
  const top = objectOf(body);
  if (top === null) return null;
  const fields = isWrapped(top) ? (objectOf(top.data) ?? top) : top;
  const statusWord = textOf(fields.status);
  const taskId = askedId !== null && idsOf(fields).includes(askedId) ? askedId : (ownId(fields) ?? (statusWord === null ? null : askedId));
  if (taskId === null) return null;
  const status = readStatus(statusWord);
  const info = objectOf(fields.task_info);
  const usage = objectOf(fields.usage);
  return {
    taskId,
    status,
    rawStatus: statusWord?.slice(0, 100) ?? null,
    progress: between(numberOf(fields.progress), 0, 100),
    createdAtMs: timeOf(fields.created) ?? timeOf(fields.created_at),
    estimatedSeconds: atLeastZero(numberOf(info?.estimated_time)),
    // On an unfinished task the same word could only mean the clip's length.
    tookSeconds: isOver(status) ? atLeastZero(numberOf(fields.duration)) : null,
    creditsReserved: numberOf(usage?.credits_reserved),
    creditsUsed:
      numberOf(usage?.credits_used) ?? numberOf(objectOf(usage?.cost)?.credits) ?? numberOf(objectOf(fields.billing)?.charged_credits),
    results: readResults(fields),
    error: readTaskError(fields.error),
    raw: truncateRaw(raw),
  };
}

/**
 * The id in the beginning of a create answer whose rest was lost on the way, or cannot be read: it proves that the task exists, so the answer
 * counts. Only the documented form of an id is believed here.
 */
export function salvageTask(brokenText: string): ServiceTask | null {
  const id = /^\s*\{[^{}]*"id"\s*:\s*"(task-unified-[A-Za-z0-9._:-]{1,100})"/.exec(brokenText)?.[1];
  return id === undefined ? null : parseTask({ id }, brokenText, null);
}

/** null when the answer has neither a token's nor an account's balance. */
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

/** null when the answer is no list. Items without an id are left out. */
export function parseTaskList(body: unknown): readonly ListedTask[] | null {
  const top = objectOf(body);
  const data = top?.data;
  const list = [data, objectOf(data)?.data, objectOf(data)?.tasks, top?.tasks, body].find(Array.isArray);
  if (list === undefined) return null;
  return itemsOf(list).flatMap((item) => {
    const fields = objectOf(item);
    const taskId = fields === null ? null : ownId(fields);
    if (fields === null || taskId === null) return [];
    return [{ taskId, model: textOf(fields.model), createdAtMs: timeOf(fields.created_at) ?? timeOf(fields.created) }];
  });
}

/** The tasks of a batch answer (`{ "code": 200, "data": [task…] }`); null when it is none. Items that are no tasks are left out. */
export function parseTaskBatch(body: unknown): readonly ServiceTask[] | null {
  const top = objectOf(body);
  const list = [top?.data, objectOf(top?.data)?.tasks, body].find(Array.isArray);
  if (list === undefined) return null;
  return list.flatMap((item: unknown) => parseTask(item, JSON.stringify(item), null) ?? []);
}

/** The task lies in `data`; an id beside it that has no status is that of the answer. */
function isWrapped(top: Fields): boolean {
  const inner = objectOf(top.data);
  if (inner === null) return false;
  if (ownId(top) === null) return ownId(inner) !== null || textOf(inner.status) !== null;
  return textOf(top.status) === null && ownId(inner) !== null;
}

/** An error whose id may be that of the request: it has no status, and the id is not of the documented form of a task's. */
export function isErrorWithId(body: unknown): boolean {
  const top = objectOf(body);
  const id = top === null ? null : ownId(top);
  return top !== null && id !== null && objectOf(top.error) !== null && textOf(top.status) === null && !isDocumentedId(id);
}

/** The id of the task: of several the one of the documented form, because gateways put the id of the request into `id`. */
function ownId(fields: Fields): string | null {
  const ids = idsOf(fields);
  return ids.find(isDocumentedId) ?? ids[0] ?? null;
}

function idsOf(fields: Fields): readonly string[] {
  return [textOf(fields.id), textOf(fields.task_id)].filter((id) => id !== null && USABLE_ID.test(id)) as string[];
}

/** The form of an id in every document of the service. */
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

function isOver(status: ServiceTask['status']): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled';
}

/**
 * `results[]` first; `result_data` adds its links only where it knows more of them, because the same video may be linked there under another
 * signature. Elements and characters are data.
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
  const link = candidates.map(parseLink).find((found) => found !== null);
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
  if (typeof value === 'string' && value !== '') return { code: 'unknown_error', message: value.slice(0, MESSAGE_LIMIT), suggestion: null };
  const fields = objectOf(value);
  if (fields === null) return null;
  const code = codeOf(fields.code);
  const message = textOf(fields.message);
  if (code === null && message === null) return null;
  return {
    code: code?.slice(0, 200) ?? 'unknown_error',
    message: message?.slice(0, MESSAGE_LIMIT) ?? '',
    suggestion: (textOf(fields.suggestion) ?? textOf(fields.fallback_suggestion))?.slice(0, MESSAGE_LIMIT) ?? null,
  };
}

function unique(items: readonly string[]): readonly string[] {
  return [...new Set(items)];
}

function atLeastZero(value: number | null): number | null {
  return value === null || value < 0 ? null : value;
}

function between(value: number | null, low: number, high: number): number | null {
  return value === null ? null : Math.min(high, Math.max(low, value));
}
