// The lists of structures that some models take, item by item: what follows the shape can be sent, all else is said to be unreadable.
import type { JsonValue } from '../../generation.ts';

type Structure = 'shot' | 'element';
type Entry = Readonly<Record<string, JsonValue>>;

const isEntry = (value: JsonValue): value is Entry => typeof value === 'object' && value !== null && !Array.isArray(value);
const only = (entry: Entry, names: readonly string[]): boolean => Object.keys(entry).every((name) => names.includes(name));
const isWhole = (value: JsonValue | undefined, min: number): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= min;

/** Seconds come as digits in a text, as on the wire, or as a number, as earlier versions kept them. */
const isSeconds = (value: JsonValue | undefined): boolean =>
  isWhole(value, 1) || (typeof value === 'string' && /^[1-9]\d{0,2}$/.test(value));

const isShot = (entry: Entry): boolean =>
  only(entry, ['index', 'prompt', 'duration']) && typeof entry.prompt === 'string' && isSeconds(entry.duration) && isWhole(entry.index, 0);

/** The pages declare ids of elements as text. */
const isElement = (entry: Entry): boolean =>
  only(entry, ['element_id']) && typeof entry.element_id === 'string' && /^[\w.:-]{1,128}$/.test(entry.element_id);

const follows: Readonly<Record<Structure, (entry: Entry) => boolean>> = { shot: isShot, element: isElement };

/** The object that a value is, or that its text spells in JSON; null where it is neither. */
export const readObject = (value: JsonValue): Entry | null => {
  if (typeof value !== 'string') return isEntry(value) ? value : null;
  try {
    const read = JSON.parse(value) as JsonValue;
    return isEntry(read) ? read : null;
  } catch {
    return null;
  }
};

/** Whether a value is a list of at most `max` such items. */
export const isListOf = (item: Structure, max: number, value: JsonValue): boolean =>
  Array.isArray(value) && value.length <= max && value.every((entry: JsonValue) => isEntry(entry) && follows[item](entry));
