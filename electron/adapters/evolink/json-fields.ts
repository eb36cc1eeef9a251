// Tolerant reading of JSON from outside: a field that is missing, null or of another type is null, and nothing here throws.
import type { JsonValue } from '../../../shared/generation.ts';
import { parseLenientJson } from './lenient-json.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** The parsed text, `undefined` when it is not JSON. For what counts as proof only when it is sound. */
export function parseStrictJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The parsed text, also of what is nearly JSON; `undefined` when it is not even that. */
export function parseJson(text: string): unknown {
  const sound = parseStrictJson(text);
  return sound === undefined ? parseLenientJson(text) : sound;
}

/** The text of a body: UTF-8, or UTF-16 where its first bytes say so. What cannot be decoded becomes U+FFFD. */
export function decodeText(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

export function objectOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

/** The items of an array, none for anything else. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A string that is not empty. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A finite number, also one written as a string. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** A code: text, or an integer of the older error bodies as text. */
export function codeOf(value: unknown): string | null {
  return typeof value === 'number' ? String(value) : textOf(value);
}

/** A moment as milliseconds: Unix seconds, Unix milliseconds or a date in ISO 8601. */
export function timeOf(value: unknown): number | null {
  const number = numberOf(value);
  // 8.64e15 ms is the end of time for a Date, and what lies beyond would not be a whole number in the database.
  if (number !== null) return number <= 0 || number > 8.64e15 ? null : Math.round(number < 1e11 ? number * 1_000 : number);
  const text = textOf(value);
  if (text === null) return null;
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? null : parsed;
}

/** The fields that are no objects or lists, at most 50 of them, long ones cut. */
export function plainFields(fields: Fields): Readonly<Record<string, string | number | boolean | null>> {
  const plain: Record<string, string | number | boolean | null> = {};
  for (const [name, value] of Object.entries(fields).slice(0, 50)) {
    if (typeof value === 'string') plain[name.slice(0, 100)] = value.slice(0, 2_048);
    else if (value === null || typeof value === 'number' || typeof value === 'boolean') plain[name.slice(0, 100)] = value;
  }
  return plain;
}

/** What `JSON.parse` returns is JSON; this only says so to the compiler. */
export function jsonFields(fields: Fields): Readonly<Record<string, JsonValue>> {
  return fields as Readonly<Record<string, JsonValue>>;
}
