// Parses the value of one cell of a batch file by its kind: seconds, true or false, counts, ratios, JSON.
import type { JsonValue } from '../generation.ts';
import { parseJson } from '../parse-json.ts';
import { foldForSearch } from '../search-folding.ts';
import { batchMaxVariations } from './batch-limits.ts';
import type { ExpectedValue } from './batch-problem.ts';

/** The value of a cell, or the kind of value that the cell must contain. */
export type ParsedCell<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly expected: ExpectedValue };
/** Reports success with the value of the cell. */
export const parsedCell = <T>(value: T): ParsedCell<T> => ({ ok: true, value });
/** Returns the failure of a cell that is not a value of this kind. */
export const invalidCell = (takes: ExpectedValue): ParsedCell<never> => ({ ok: false, expected: takes });

/** A cell with this text leaves the field to the service. */
export const serviceDefaultMark = '-';

/** Parses a duration such as "5", "5.5 s" or "5秒". */
export const parseSeconds = (cell: string): ParsedCell<number> => {
  const number = /^(\d{1,6}(?:[.,]\d{1,3})?)\s*(?:s|sec|秒)?$/i.exec(cell)?.[1];
  return number === undefined ? invalidCell('seconds') : parsedCell(Number(number.replace(',', '.')));
};

/** True and false in the languages of spreadsheets, and other common spellings. */
const onOffWords: Readonly<Record<string, boolean>> = {
  1: true,
  true: true,
  yes: true,
  on: true,
  ja: true,
  wahr: true,
  vrai: true,
  oui: true,
  sí: true,
  verdadero: true,
  vero: true,
  sì: true,
  verdadeiro: true,
  sim: true,
  waar: true,
  prawda: true,
  правда: true,
  истина: true,
  да: true,
  doğru: true,
  evet: true,
  sant: true,
  tosi: true,
  igaz: true,
  是: true,
  开: true,
  真: true,
  对: true,
  0: false,
  false: false,
  no: false,
  off: false,
  nein: false,
  falsch: false,
  faux: false,
  non: false,
  falso: false,
  não: false,
  onwaar: false,
  fałsz: false,
  неправда: false,
  ложь: false,
  нет: false,
  yanlış: false,
  hayır: false,
  falskt: false,
  epätosi: false,
  hamis: false,
  否: false,
  关: false,
  假: false,
  错: false,
};
const isOn: ReadonlyMap<string, boolean> = new Map(Object.entries(onOffWords).map(([word, on]) => [foldForSearch(word), on]));

/** Parses true or false in any of the languages above. */
export const parseOnOff = (cell: string): ParsedCell<boolean> => {
  const on = isOn.get(foldForSearch(cell));
  return on === undefined ? invalidCell('on-off') : parsedCell(on);
};

/** Parses a number of variations, 1 to `batchMaxVariations`. */
export const parseCount = (cell: string): ParsedCell<number> => {
  const count = /^\d{1,3}$/.test(cell) ? Number(cell) : 0;
  return count >= 1 && count <= batchMaxVariations ? parsedCell(count) : invalidCell('count');
};

/** Parses an integer of at most 15 digits. */
export const parseInteger = (cell: string): ParsedCell<number> => {
  const value = /^[+-]?\d{1,15}$/.test(cell) ? Number(cell) : Number.NaN;
  return Number.isSafeInteger(value) ? parsedCell(value) : invalidCell('whole-number');
};

/** Parses an object, list or other value of a field that is written as JSON. */
export function parseJsonCell(cell: string): ParsedCell<JsonValue> {
  const value = parseJson(cell);
  return value === undefined ? invalidCell('json') : parsedCell(value);
}

/** Returns the value in the model's spelling: "1080P" becomes "1080p". */
export const offeredSpelling = (cell: string, offered: readonly string[]): string =>
  offered.find((value) => value.toLowerCase() === cell.toLowerCase()) ?? cell;

/** A time of day: hours, minutes, optional zero seconds. "AM" or "PM" stands before the hours in Chinese and after the time elsewhere. */
const timeOfDay = /^(?:(上午|下午)\s*)?0?(\d{1,2})\s*:\s*0?(\d{1,2})(?::00)?(?:\s*([ap])\.?\s?m\.?)?$/i;
const afternoon = /^下午|p\.?\s?m\.?$/i;

/** Converts an hour of a 12-hour clock to 1–23. Returns null for an invalid hour, and for 12 a.m., because no ratio begins with 0. */
function hourOf(shown: number, half: 'a' | 'p'): number | null {
  if (shown < 1 || shown > 12) return null;
  if (half === 'a') return shown === 12 ? null : shown;
  return shown === 12 ? 12 : shown + 12;
}

/** Restores a ratio. Spreadsheets store "16:9" for a time of day and write "16:09", "16:09:00", "04:09:00 PM" or "下午4:09:00". */
export const parseRatio = (cell: string, offered: readonly string[]): string => {
  const [, before, hour, minute, behind] = timeOfDay.exec(cell) ?? [];
  if (hour === undefined) return offeredSpelling(cell, offered);
  const isHalved = before !== undefined || behind !== undefined;
  const first = isHalved ? hourOf(Number(hour), afternoon.test(cell) ? 'p' : 'a') : hour;
  return first === null ? cell : `${first}:${minute}`;
};

/**
 * Error values that spreadsheets save for a formula that failed, in the languages of Excel and LibreOffice: `#NAME?` and `#¡VALOR!`, the
 * forms of "not available", which have no final sign, and the error numbers of LibreOffice.
 */
const formulaErrors: readonly RegExp[] = [
  /^#[¡¿]?\p{L}[\p{L}\d/._]*[!?]$/iu,
  /^#(?:N\/A|N\/B|N\/D|NV|I\/T|YOK|Н\/Д|Δ\/Υ|SAKNAS|PUUTTUU|HIÁNYZIK|NENÍ_K_DISPOZICI|NEDOSTUPNÝ|GETTING_DATA)$/iu,
  /^(?:Err|Error|Erreur|Errore|Erro|Fehler|Ошибка|错误|錯誤|エラー)\s?[:：]\s?\d{3}$/iu,
];
/** True for the error value of a failed formula. */
export const isFormulaError = (cell: string): boolean => formulaErrors.some((form) => form.test(cell));
