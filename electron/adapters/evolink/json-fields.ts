// Reads untrusted JSON tolerantly: a field that is missing, null or of another type is read as null, and no function here throws.
import type { JsonValue } from '../../../shared/generation.ts';
import { parseLenientJson } from './lenient-json.ts';

/** An untrusted JSON object, not validated; its fields are read with the functions below. */
export type Fields = Readonly<Record<string, unknown>>;

/** Parses JSON; `undefined` when it is not valid. For responses that prove something only if they are valid JSON. */
export function parseStrictJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Parses JSON, or text that is nearly JSON (`lenient-json.ts`); `undefined` when it is neither. */
export function parseJson(text: string): unknown {
  const strict = parseStrictJson(text);
  return strict === undefined ? parseLenientJson(text) : strict;
}

/** Decodes a body: UTF-8, or UTF-16 if its first bytes are the UTF-16 byte order mark. Invalid bytes become U+FFFD. */
export function decodeText(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** Returns a JSON object unchanged; null for anything else, including arrays. */
export function objectOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

/** Returns the items of an array; none for anything else. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Returns a string that is not empty; null for anything else. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Returns a finite number, or a finite number in a string; null for anything else. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** Returns a code as text, also an integer code of older error bodies; null for anything else. */
export function codeOf(value: unknown): string | null {
  return typeof value === 'number' ? String(value) : textOf(value);
}

/** Parses a time to milliseconds since 1970: Unix seconds, Unix milliseconds or a date in ISO 8601. null for anything else. */
export function timeOf(value: unknown): number | null {
  const number = numberOf(value);
  // 8.64e15 ms is the latest time of a Date; a later one would not be an integer in the database.
  if (number !== null) return number <= 0 || number > 8.64e15 ? null : Math.round(number < 1e11 ? number * 1_000 : number);
  const text = textOf(value);
  if (text === null) return null;
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? null : parsed;
}

/** Returns the first 50 fields, except objects and lists. Truncates long names and texts. */
export function plainFields(fields: Fields): Readonly<Record<string, string | number | boolean | null>> {
  const plain: Record<string, string | number | boolean | null> = {};
  for (const [name, value] of Object.entries(fields).slice(0, 50)) {
    if (typeof value === 'string') plain[name.slice(0, 100)] = value.slice(0, 2_048);
    else if (value === null || typeof value === 'number' || typeof value === 'boolean') plain[name.slice(0, 100)] = value;
  }
  return plain;
}

/** Narrows the type of fields from `JSON.parse`, whose values are always JSON. */
export function jsonFields(fields: Fields): Readonly<Record<string, JsonValue>> {
  return fields as Readonly<Record<string, JsonValue>>;
}
