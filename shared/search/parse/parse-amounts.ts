// Parses the numbers, durations and dates of a search.
import { plainCharacters } from '../../search-folding.ts';
import type { Comparison } from '../query.ts';

/** A typed comparison such as `>=3`: of a rating, an amount of credits or a seed. */
export interface ComparedNumber {
  readonly comparison: Comparison;
  readonly value: number;
}

const comparisons: Readonly<Record<string, Comparison>> = {
  '>=': '>=',
  '=>': '>=',
  '<=': '<=',
  '=<': '<=',
  '>': '>',
  '<': '<',
  '=': '=',
  '': '=',
};
// `plainCharacters` has already replaced full-width signs; it leaves ≥ and ≤ as they are.
const comparedNumber = /^(>=|=>|<=|=<|>|<|=|)(-?\d{1,15}(?:\.\d{1,6})?)(\+?)$/;

/** Parses `4`, `>=3`, `≥3`, `<20.5`, or `3+` for at least three. Returns undefined for any other text. */
export function parseComparedNumber(typed: string): ComparedNumber | undefined {
  const match = comparedNumber.exec(plainCharacters(typed).replace('≥', '>=').replace('≤', '<='));
  if (match === null) return undefined;
  const [, sign = '', digits = '', plus = ''] = match;
  const comparison = comparisons[sign];
  if (comparison === undefined || (plus !== '' && sign !== '')) return undefined;
  return { comparison: plus === '' ? comparison : '>=', value: Number(digits) + 0 };
}

const clock = /^(\d{1,4}):([0-5]\d(?:\.\d{1,3})?)$/;
const unitTimes = /^(?:(\d{1,4}(?:\.\d{1,3})?)(?:m|min|分|分钟|分鐘))?(?:(\d{1,6}(?:\.\d{1,3})?)(?:s|sec|秒|秒钟|秒鐘)?)?$/;

/** Reads `5`, `5s`, `1:05`, `1m`, `1m30s`, `5秒` as seconds. */
export function parseSeconds(typed: string): number | undefined {
  const text = plainCharacters(typed).toLowerCase();
  const match = clock.exec(text) ?? unitTimes.exec(text);
  if (match === null || text === '') return undefined;
  const seconds = Number(match[1] ?? 0) * 60 + Number(match[2] ?? 0);
  return Math.round(seconds * 1000) / 1000;
}

/** The years that a date may have. */
const minYear = 1970;
const maxYear = 9999;

/**
 * Returns the first moment of a local day, in Unix milliseconds; undefined if the calendar has no such day. `Date` knows the time zone's
 * clock changes: on a day without midnight its local constructor returns the first moment after the gap.
 */
function startOfDay(year: number, month: number, day: number): number | undefined {
  if (year < minYear || year > maxYear || month < 1 || month > 12 || day < 1) return undefined;
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? date.getTime() : undefined;
}

const calendarDate = /^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?$/;
const timeAgo = /^(\d{1,4})(?:([d天日])|([w周週])|([m月]|个月|個月)|([y年]))$/;
const dayWords: Readonly<Record<string, number>> = { today: 0, 今天: 0, yesterday: 1, 昨天: 1, 前天: 2 };

/** Returns the same day some months earlier, or the last day of a month that is too short. */
function startOfDayMonthsAgo(now: Date, months: number): number | undefined {
  const first = new Date(now.getFullYear(), now.getMonth() - months, 1);
  const lastDay = new Date(first.getFullYear(), first.getMonth() + 1, 0).getDate();
  return startOfDay(first.getFullYear(), first.getMonth() + 1, Math.min(now.getDate(), lastDay));
}

function startOfDayAgo(now: Date, days: number): number | undefined {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() - days);
  return startOfDay(day.getFullYear(), day.getMonth() + 1, day.getDate());
}

/**
 * Reads a date as the first moment of its local day, in Unix milliseconds: `2026`, `2026-03`, `2026-03-05` (also with `/`, `.` or 年月日), `today`,
 * `yesterday`, and `7d`, `2w`, `3m`, `1y` before now.
 */
export function parseDate(typed: string, nowMs: number): number | undefined {
  const text = plainCharacters(typed).toLowerCase();
  const now = new Date(nowMs);
  const daysAgo = Object.hasOwn(dayWords, text) ? dayWords[text] : undefined;
  if (daysAgo !== undefined) return startOfDayAgo(now, daysAgo);
  const date = calendarDate.exec(text);
  if (date !== null) return startOfDay(Number(date[1]), Number(date[2] ?? 1), Number(date[3] ?? 1));
  const ago = timeAgo.exec(text);
  if (ago === null) return undefined;
  const count = Number(ago[1]);
  if (ago[2] !== undefined) return startOfDayAgo(now, count);
  if (ago[3] !== undefined) return startOfDayAgo(now, 7 * count);
  return startOfDayMonthsAgo(now, ago[4] === undefined ? 12 * count : count);
}

/** Writes the local day of a moment as `2026-03-05`. */
export function formatDay(atMs: number): string {
  const date = new Date(atMs);
  const padded = (part: number, length: number): string => String(part).padStart(length, '0');
  return `${padded(date.getFullYear(), 4)}-${padded(date.getMonth() + 1, 2)}-${padded(date.getDate(), 2)}`;
}
