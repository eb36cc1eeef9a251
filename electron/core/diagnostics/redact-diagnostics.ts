// Builds the diagnostics for support without private data: no key, prompt, link, file name or user name. Only listed fields are included.
// Free text in them is redacted, and anything that is not certainly harmless is left out.
import type { AppError } from '../../../shared/errors.ts';
import { defaultFileNameTemplate } from '../../../shared/file-names/parse-template.ts';
import type { JsonValue } from '../../../shared/generation.ts';
import type { Settings } from '../../../shared/settings/settings.ts';
import type { JournalEntry, RequestLogEntry, Task } from '../../../shared/task.ts';

/** Text that must not be in a diagnostics file, as spelled on this computer. */
export interface Secrets {
  readonly home: string;
  /** All text that the user wrote: prompts, and names of files and profiles. */
  readonly userTexts: readonly string[];
}

const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>)\]]+/gi, '[link]'],
  [/\bBearer\s+[^\s"',;]+/gi, '[key]'],
  [/\bsk-[A-Za-z0-9_-]{4,}/g, '[key]'],
];

/** Removes links, keys, the user's texts, and the home folder, which contains the user's name. */
function redact(text: string, { home, userTexts }: Secrets): string {
  let redacted = text;
  // The longest secret is replaced first, because one may be part of another.
  for (const secret of [...userTexts].filter(({ length }) => length >= 4).sort((a, b) => b.length - a.length))
    redacted = redacted.replaceAll(secret, '[text]');
  for (const [pattern, replacement] of patterns) redacted = redacted.replace(pattern, replacement);
  if (home.length > 1) redacted = redacted.replaceAll(home, '~');
  const userName = home.split(/[/\\]/).at(-1) ?? '';
  return userName.length >= 3 ? redacted.replaceAll(userName, '[user]') : redacted;
}

/** Redacts every string in a value, including the names of fields. */
export function redactDeep(value: unknown, secrets: Secrets): JsonValue {
  if (typeof value === 'string') return redact(value, secrets);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((item: unknown) => redactDeep(item, secrets));
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [redact(name, secrets), redactDeep(inner, secrets)]));
}

const shortWordOrNull = (value: string | null): string | null => (value !== null && /^[A-Za-z0-9_.-]{1,64}$/.test(value) ? value : null);

/** Reduces an error to its kind and its numbers. The message of the service may repeat the prompt. */
function plainError(error: AppError | null): JsonValue {
  if (error === null) return null;
  const { kind } = error;
  if ('service' in error) {
    const { httpStatus, code, param, requestId, message } = error.service;
    return {
      kind,
      httpStatus,
      code: shortWordOrNull(code),
      param: shortWordOrNull(param),
      requestId: shortWordOrNull(requestId),
      messageLength: message?.length ?? 0,
    };
  }
  if (kind === 'no-response') return { kind, reason: error.reason };
  if (kind === 'task-failed') return { kind, code: shortWordOrNull(error.code), messageLength: error.message.length };
  return { kind };
}

/** Details of a journal entry: numbers, flags and short words. An error is reduced to its kind. */
function plainDetail(detail: Readonly<Record<string, unknown>>): JsonValue {
  const fields = Object.entries(detail).flatMap(([name, value]): [string, JsonValue][] => {
    if (name === 'error' || name === 'pollError') return [[name, plainError((value ?? null) as AppError | null)]];
    if (typeof value === 'number' || typeof value === 'boolean') return [[name, value]];
    return typeof value === 'string' && shortWordOrNull(value) !== null ? [[name, value]] : [];
  });
  return Object.fromEntries(fields);
}

/** A task without its content: the model, numbers, the length of the prompt, and the number of files. */
export function redactTask(task: Task, journal: readonly JournalEntry[], requestLog: readonly RequestLogEntry[]): JsonValue {
  const { model, prompt, durationSeconds, quality, aspectRatio, references } = task.request;
  return {
    id: task.id,
    profileId: task.profileId,
    simulated: task.simulated,
    state: task.state,
    serviceTaskId: 'serviceTaskId' in task ? task.serviceTaskId : null,
    model,
    promptLength: prompt.length,
    durationSeconds: durationSeconds ?? null,
    quality: quality ?? null,
    aspectRatio: aspectRatio ?? null,
    references: references.map(({ role }) => role),
    error: 'error' in task ? plainError(task.error) : null,
    journal: journal.map(({ atMs, event, state, resultId, detail }) => ({
      atMs,
      event,
      state,
      resultId,
      detail: plainDetail(detail),
    })),
    requestLog: requestLog.map(({ atMs, kind, durationMs, httpStatus, resultId, detail }) => ({
      atMs,
      kind,
      durationMs,
      httpStatus,
      resultId,
      detail: plainDetail(detail),
    })),
  };
}

/** Settings with a fixed set of values. For the folder and the file name template, only whether the user chose one. */
export function redactSettings({ libraryFolder, favouriteModels, fileNameTemplate, ...choices }: Settings): JsonValue {
  return {
    ...(plainDetail(choices) as object),
    ownLibraryFolder: libraryFolder !== null,
    ownFileNameTemplate: fileNameTemplate !== defaultFileNameTemplate,
    favouriteModels: favouriteModels.length,
  };
}
