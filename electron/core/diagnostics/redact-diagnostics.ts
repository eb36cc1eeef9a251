// Builds the diagnostics for support without anything private: no key, prompt, link, file name or user name. Only listed fields are included. Free
// text among them is redacted, and anything that is not certainly harmless is left out.
import type { AppError } from '../../../shared/errors.ts';
import type { JsonValue } from '../../../shared/generation.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { JournalEntry, RequestLogEntry, Task } from '../../../shared/task.ts';

/** What may not be in a bundle, as it is written on this computer. */
export interface Secrets {
  readonly home: string;
  /** Prompts, names of files and profiles: whatever the person wrote. */
  readonly written: readonly string[];
}

const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>)\]]+/gi, '[link]'],
  [/\bBearer\s+[^\s"',;]+/gi, '[key]'],
  [/\bsk-[A-Za-z0-9_-]{4,}/g, '[key]'],
];

/** The same text without links, keys, what the person wrote, and the home folder, which also names the person. */
function redact(text: string, { home, written }: Secrets): string {
  let left = text;
  // The longest first: one may be a part of another.
  for (const words of [...written].filter(({ length }) => length >= 4).sort((a, b) => b.length - a.length))
    left = left.replaceAll(words, '[text]');
  for (const [pattern, instead] of patterns) left = left.replace(pattern, instead);
  if (home.length > 1) left = left.replaceAll(home, '~');
  const person = home.split(/[/\\]/).at(-1) ?? '';
  return person.length >= 3 ? left.replaceAll(person, '[user]') : left;
}

/** Cleans every text in a value, names of fields included. */
export function redactDeep(value: unknown, secrets: Secrets): JsonValue {
  if (typeof value === 'string') return redact(value, secrets);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((item: unknown) => redactDeep(item, secrets));
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [redact(name, secrets), redactDeep(inner, secrets)]));
}

const asWord = (value: string | null): string | null => (value !== null && /^[A-Za-z0-9_.-]{1,64}$/.test(value) ? value : null);

/** An error by its kind and its numbers: what the service said in words may repeat the prompt. */
function plainError(error: AppError | null): JsonValue {
  if (error === null) return null;
  const { kind } = error;
  if ('service' in error) {
    const { httpStatus, code, param, requestId, message } = error.service;
    return {
      kind,
      httpStatus,
      code: asWord(code),
      param: asWord(param),
      requestId: asWord(requestId),
      messageLength: message?.length ?? 0,
    };
  }
  if (kind === 'no-response') return { kind, reason: error.reason };
  if (kind === 'task-failed') return { kind, code: asWord(error.code), messageLength: error.message.length };
  return { kind };
}

/** Details of the history: numbers, flags and short words; an error by its kind. */
function plainDetail(detail: Readonly<Record<string, unknown>>): JsonValue {
  const kept = Object.entries(detail).flatMap(([name, value]): [string, JsonValue][] => {
    if (name === 'error' || name === 'pollError') return [[name, plainError((value ?? null) as AppError | null)]];
    if (typeof value === 'number' || typeof value === 'boolean') return [[name, value]];
    return typeof value === 'string' && asWord(value) !== null ? [[name, value]] : [];
  });
  return Object.fromEntries(kept);
}

/** A task without what was asked for: model and numbers, the length of the prompt, the number of files. */
export function redactTask(task: Task, journal: readonly JournalEntry[], requestLog: readonly RequestLogEntry[]): JsonValue {
  const { model, prompt, durationSeconds, quality, aspectRatio, references } = task.request;
  return {
    id: task.id,
    profileId: task.profileId,
    simulated: task.simulated,
    state: task.state,
    taskId: 'taskId' in task ? task.taskId : null,
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

/** Settings that are choices; a folder only says whether it is the person's own. */
export function redactSettings({ libraryFolder, favouriteModels, ...choices }: Settings): JsonValue {
  return { ...(plainDetail(choices) as object), ownLibraryFolder: libraryFolder !== null, favouriteModels: favouriteModels.length };
}
