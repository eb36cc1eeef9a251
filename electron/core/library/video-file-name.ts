// Builds a file name that describes the video and is legal on Windows, macOS and Linux, for any prompt.
import type { GenerationRequest } from '../../../shared/generation.ts';

/** Bytes of UTF-8. File systems allow 255; the suffix of a partial file, a number and an extension are added, and Windows limits the whole path. */
const maxNameBytes = 120;
const maxPromptBytes = 60;

/** Control and format characters (also those that change the reading direction), separators, unpaired surrogates. */
const unreadable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;
const forbidden = /[<>:"/\\|?*]/g;
const deviceName = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** Cuts between grapheme clusters, so that no emoji is halved. */
function truncate(text: string, maxBytes: number): string {
  if (bytesOf(text) <= maxBytes) return text;
  let result = '';
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += bytesOf(segment);
    if (bytes > maxBytes) break;
    result += segment;
  }
  return result;
}

/** One part of a name, without characters that cause trouble in a shell, a file system or a file dialog. */
function clean(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(unreadable, '')
    .replace(forbidden, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(/^[\s.~-]+|[\s.]+$/g, '');
}

function localDate(atMs: number): string {
  const date = new Date(atMs);
  const twoDigits = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

/** The preferred name of a stored video, without extension: `2026-03-01 a fox in the snow seedance-1.5-pro vux2jw0k`. */
export function fileName(from: {
  readonly createdAtMs: number;
  readonly prompt: string;
  readonly model: string;
  /** The end of the service's task id; distinguishes otherwise equal names. */
  readonly shortId: string;
}): string {
  const prompt = clean(truncate(clean(from.prompt.slice(0, 1_000)), maxPromptBytes));
  const parts = [localDate(from.createdAtMs), prompt, clean(truncate(clean(from.model), 40)), clean(truncate(clean(from.shortId), 12))];
  const name = clean(truncate(parts.filter((part) => part !== '').join(' '), maxNameBytes));
  return deviceName.test(name) ? `_${name}` : name;
}

/** The preferred name for one result of a task. */
export function videoFileName(
  task: {
    readonly id: number;
    readonly serviceTaskId: string | null;
    readonly createdAtMs: number;
    readonly model: string;
    readonly request: Pick<GenerationRequest, 'prompt'>;
  },
  position: number,
): string {
  const { prompt } = task.request;
  const shortId = (task.serviceTaskId ?? String(task.id)).slice(-8) + (position === 0 ? '' : ` ${position + 1}`);
  return fileName({ createdAtMs: task.createdAtMs, prompt, model: task.model, shortId });
}
