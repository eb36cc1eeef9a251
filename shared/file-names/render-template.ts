// Renders a parsed template for one video: a name without extension that is safe on Windows, macOS and Linux.
import type { TemplatePart } from './parse-template.ts';
import { bytesOf, cleanPart, firstCharacters, type NameLimit, safeStem, truncate } from './safe-text.ts';
import type { NameToken } from './template-tokens.ts';

/** The values of the tokens. null: unknown, and the token renders nothing. */
export interface NameValues {
  readonly createdAtMs: number;
  /** The title that the user gave the video. The prompt replaces an empty title. */
  readonly title: string;
  readonly prompt: string;
  readonly model: string;
  readonly seed: number | null;
  /** `16:9` */
  readonly ratio: string | null;
  readonly quality: string | null;
  readonly durationSeconds: number | null;
  /** 0 renders nothing. */
  readonly rating: number;
  /** The number in a rename or an export; for a new video its number in the library. */
  readonly number: number;
  readonly profile: string;
  /** The service's task id; before the service has assigned one, the studio's own id. */
  readonly task: string;
  /** The end of the task id, and the number of the result; distinguishes otherwise equal names. */
  readonly id: string;
}

const twoDigits = (n: number): string => String(n).padStart(2, '0');

function localDate(atMs: number): string {
  const date = new Date(atMs);
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

/** Formats a local time with `-`, because `:` is not allowed in names. */
function localTime(atMs: number): string {
  const date = new Date(atMs);
  return `${twoDigits(date.getHours())}-${twoDigits(date.getMinutes())}-${twoDigits(date.getSeconds())}`;
}

/** The most bytes of a value where the template gives no length. */
const defaultMaxBytes: { readonly [T in NameToken]?: number } = { title: 60, prompt: 60, model: 40, profile: 40, id: 12 };
const defaultDigits = 3;

function rawValue(token: NameToken, size: number | null, values: NameValues): string {
  switch (token) {
    case 'date':
      return localDate(values.createdAtMs);
    case 'time':
      return localTime(values.createdAtMs);
    case 'title':
      return (values.title.trim() || values.prompt).slice(0, 1_000);
    case 'prompt':
      return values.prompt.slice(0, 1_000);
    case 'model':
    case 'profile':
    case 'task':
    case 'id':
      return values[token];
    case 'seed':
      return values.seed === null ? '' : String(values.seed);
    case 'ratio':
      return (values.ratio ?? '').replace(':', 'x');
    case 'quality':
      return values.quality ?? '';
    case 'duration':
      return values.durationSeconds === null ? '' : `${Math.round(values.durationSeconds * 10) / 10}s`;
    case 'rating':
      return values.rating === 0 ? '' : String(values.rating);
    case 'number':
      return String(values.number).padStart(size ?? defaultDigits, '0');
  }
}

function tokenValue({ token, size }: Extract<TemplatePart, { kind: 'token' }>, values: NameValues): string {
  const value = cleanPart(rawValue(token, size, values));
  if (token === 'number') return value;
  if (size !== null) return cleanPart(firstCharacters(value, size));
  const bytes = defaultMaxBytes[token] ?? 100;
  return cleanPart(truncate(value, { bytes, units: bytes }));
}

/** A part with its value. */
interface Rendered {
  readonly part: TemplatePart;
  readonly value: string;
}

const leadingSeparator = /^[\s_.,;+~-]+/u;
const trailingSeparator = /[\s_.,;+~-]+$/u;

/** Joins the values. A token without a value is left out together with the separator after it; at the end, with the one before it. */
function joinWithoutEmpty(rendered: readonly Rendered[]): string {
  const values: string[] = [];
  let isDropping = false;
  for (const { part, value } of rendered) {
    if (part.kind === 'token') {
      isDropping = value === '';
      values.push(value);
    } else {
      values.push(isDropping ? value.replace(leadingSeparator, '') : value);
      isDropping = false;
    }
  }
  const joined = values.join('').replace(/\(\s*\)|\[\s*\]/gu, '');
  return isDropping ? joined.replace(trailingSeparator, '') : joined;
}

/** Shortens the prompt by as much as the name is too long, so that the text after it is not cut off. */
function withShorterPrompt(rendered: readonly Rendered[], limit: NameLimit): readonly Rendered[] {
  const name = joinWithoutEmpty(rendered);
  // One more than the limit: `safeStem` keeps a byte for itself.
  const excess = { bytes: Math.max(0, bytesOf(name) - limit.bytes + 1), units: Math.max(0, name.length - limit.units + 1) };
  if (excess.bytes === 0 && excess.units === 0) return rendered;
  return rendered.map(({ part, value }) => {
    if (part.kind !== 'token' || (part.token !== 'prompt' && part.token !== 'title')) return { part, value };
    const remaining = { bytes: Math.max(0, bytesOf(value) - excess.bytes), units: Math.max(0, value.length - excess.units) };
    return { part, value: cleanPart(truncate(value, remaining)) };
  });
}

/** Returns the name of one video, without extension. A name that would be empty becomes the id. */
export function renderFileName(parts: readonly TemplatePart[], values: NameValues, limit: NameLimit): string {
  const rendered = parts.map((part) => ({ part, value: part.kind === 'text' ? part.text : tokenValue(part, values) }));
  const name = safeStem(joinWithoutEmpty(withShorterPrompt(rendered, limit)), limit);
  return name !== '' ? name : safeStem(values.id, limit) || 'video';
}
