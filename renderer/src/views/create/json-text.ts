// A structure that is written as JSON: what its field shows, and what the request holds of it. What does not fit is held as it was typed,
// so that it is said to be wrong, is never sent in an older form, and is still there after a restart.
import type { JsonValue } from '../../../../shared/generation.ts';
import { type ExtraField, fieldTakes } from '../../../../shared/models/index.ts';

/** What stands in the field for a value. */
export const textOf = (value: JsonValue): string => {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
};

/** The value of a text, undefined where it is no JSON. */
export const read = (text: string): JsonValue | undefined => {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
};

/** What the request holds when this was typed. */
export const heldFor = (text: string, field: ExtraField): JsonValue => {
  const value = read(text);
  return value === null || (value !== undefined && fieldTakes(field, value)) ? value : text;
};

/** Whether two texts say the same, however they are laid out. */
export const sameMeaning = (one: string, other: string): boolean => {
  const [a, b] = [read(one), read(other)];
  return a === undefined || b === undefined ? one === other : JSON.stringify(a) === JSON.stringify(b);
};
