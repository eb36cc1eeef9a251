// The lists of objects that some models take. A list of the right shape can be sent; any other value is reported as unreadable.
import type { JsonValue } from '../../generation.ts';
import { parseJson } from '../../parse-json.ts';

type Structure = 'shot' | 'element';
type Entry = Readonly<Record<string, JsonValue>>;

const isEntry = (value: JsonValue): value is Entry => typeof value === 'object' && value !== null && !Array.isArray(value);
const hasOnly = (entry: Entry, names: readonly string[]): boolean => Object.keys(entry).every((name) => names.includes(name));
const isIntegerFrom = (value: JsonValue | undefined, min: number): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= min;

/** True for seconds: digits in a text, as in the API request, or a number, as earlier versions stored them. */
const isSeconds = (value: JsonValue | undefined): boolean =>
  isIntegerFrom(value, 1) || (typeof value === 'string' && /^[1-9]\d{0,2}$/.test(value));

const isShot = (entry: Entry): boolean =>
  hasOnly(entry, ['index', 'prompt', 'duration']) &&
  typeof entry.prompt === 'string' &&
  isSeconds(entry.duration) &&
  isIntegerFrom(entry.index, 0);

/** True for an element; the pages declare its id as text. */
const isElement = (entry: Entry): boolean =>
  hasOnly(entry, ['element_id']) && typeof entry.element_id === 'string' && /^[\w.:-]{1,128}$/.test(entry.element_id);

const isStructure: Readonly<Record<Structure, (entry: Entry) => boolean>> = { shot: isShot, element: isElement };

/** Returns a value that is an object, or an object as JSON text; null for anything else. */
export const readObject = (value: JsonValue): Entry | null => {
  if (typeof value !== 'string') return isEntry(value) ? value : null;
  const parsed = parseJson(value);
  return parsed !== undefined && isEntry(parsed) ? parsed : null;
};

/** True for a list of at most `max` such items. */
export const isListOf = (item: Structure, max: number, value: JsonValue): boolean =>
  Array.isArray(value) && value.length <= max && value.every((entry: JsonValue) => isEntry(entry) && isStructure[item](entry));
