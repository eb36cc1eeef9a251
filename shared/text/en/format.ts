// Formats values for the user: numbers, sizes, durations, days. Pure: "now" is always a parameter.
import { monthNamesIn, weekdayNamesIn } from '../calendar-names.ts';
import { numbersIn } from '../numbers.ts';

const locale = 'en-US';
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const twoDigits = (value: number): string => String(value).padStart(2, '0');
const sameDay = (a: Date, b: Date): boolean =>
  a.getFullYear() === b.getFullYear() && a.getMonth() === b.getMonth() && a.getDate() === b.getDate();
/** Returns midnight at the start of the previous day, also where a clock change makes a day longer or shorter. */
const dayBefore = (date: Date): Date => new Date(date.getFullYear(), date.getMonth(), date.getDate() - 1);

const number = numbersIn(locale);
const monthName = monthNamesIn(locale, 'long');
const shortMonthName = monthNamesIn(locale, 'short');
const weekdayName = weekdayNamesIn(locale);

/** "1 video", "2 videos". */
const counted = (value: number, one: string, many = `${one}s`): string => `${number(value)} ${value === 1 ? one : many}`;

/** "512 KB", "8.4 MB", "184 GB": decimal, as file managers and services count. */
function bytes(value: number): string {
  if (value < 1_000) return `${number(value)} B`;
  const units = ['KB', 'MB', 'GB', 'TB'];
  let scaled = value / 1_000;
  let unit = 0;
  while (scaled >= 999.5 && unit < units.length - 1) {
    scaled /= 1_000;
    unit += 1;
  }
  return `${number(scaled, scaled < 10 ? 1 : 0)} ${units[unit]}`;
}

/** "31 of 48 MB" where both share a unit. */
function bytesOf(received: number, total: number): string {
  const [whole = '', unit = ''] = bytes(total).split(' ');
  const [part = '', partUnit = ''] = bytes(received).split(' ');
  return partUnit === unit ? `${part} of ${whole} ${unit}` : `${part} ${partUnit} of ${whole} ${unit}`;
}

/** A countdown: "0:45", "1:50", "1:02:10". */
function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60)];
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${twoDigits(whole % 60)}` : `${minutes}:${twoDigits(whole % 60)}`;
}

/** A duration: "45 s", "2 min 6 s", "1 h 4 min", "1 h". */
function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60)];
  return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
}

/** A rough remaining time: "21 h", "35 min", "less than a minute". */
function roughDuration(ms: number): string {
  if (ms < minuteMs) return 'less than a minute';
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min`;
  return `${Math.floor(ms / hourMs)} h`;
}

const time = (atMs: number): string => {
  const at = new Date(atMs);
  return `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
};

/** "today 14:02", "yesterday 09:10", "20 Nov 18:44", "3 Jan 2025 08:00". */
function moment(atMs: number, nowMs: number): string {
  const [at, now] = [new Date(atMs), new Date(nowMs)];
  if (sameDay(at, now)) return `today ${time(atMs)}`;
  if (sameDay(at, dayBefore(now))) return `yesterday ${time(atMs)}`;
  const year = at.getFullYear() === now.getFullYear() ? '' : ` ${at.getFullYear()}`;
  return `${at.getDate()} ${shortMonthName(at.getMonth())}${year} ${time(atMs)}`;
}

/** The heading of a day: "Today", "Yesterday", "Friday", "Friday, 20 November", "3 January 2025". */
function day(atMs: number, nowMs: number): string {
  const [at, now] = [new Date(atMs), new Date(nowMs)];
  if (sameDay(at, now)) return 'Today';
  if (sameDay(at, dayBefore(now))) return 'Yesterday';
  const month = monthName(at.getMonth());
  const weekday = weekdayName(at.getDay());
  if (atMs > nowMs - 6 * dayMs && atMs < nowMs) return weekday;
  if (at.getFullYear() === now.getFullYear()) return `${weekday}, ${at.getDate()} ${month}`;
  return `${at.getDate()} ${month} ${at.getFullYear()}`;
}

/** The heading of a month: "November 2026". */
function month(atMs: number): string {
  const at = new Date(atMs);
  return `${monthName(at.getMonth())} ${at.getFullYear()}`;
}

/** The position of a player, as editing programs write it: "00:03:12", the last two digits being the frame. */
function timeCode(seconds: number, framesPerSecond: number): string {
  // A small amount is added, because the stored time of a frame is often slightly early.
  const frames = Math.floor(Math.max(0, seconds) * framesPerSecond + 0.01);
  const perSecond = Math.max(1, Math.round(framesPerSecond));
  const whole = Math.floor(frames / perSecond);
  return `${twoDigits(Math.floor(whole / 60))}:${twoDigits(whole % 60)}:${twoDigits(frames % perSecond)}`;
}

const seconds = (value: number): string => `${number(value, 1)} s`;
/** "8 credits"; simulated credits are labelled, because they are not money. */
const credits = (value: number, simulated = false): string =>
  `${number(value, 2)} ${simulated ? 'simulated ' : ''}${value === 1 ? 'credit' : 'credits'}`;

/** The separator between the parts of a sentence. */
const listed = (parts: readonly string[]): string => parts.join(', ');
/** Lists things of one kind: "16:9, 9:16, 1:1". */
const items = (things: readonly string[]): string => things.join(', ');
/** A remark behind its subject, with the space before it: " (Ctrl+P)". */
const aside = (remark: string): string => ` (${remark})`;
/** The space between two sentences, for sentences in elements of their own. Empty in languages that have none. */
const sentenceGap = ' ';
/** Joins whole sentences. */
const sentences = (all: readonly string[]): string => all.join(sentenceGap);
/** The separator between a subject and what is said about it. */
const colon = ': ';

/** Lists alternatives: "a", "a or b", "a, b or c". */
export const either = (names: readonly string[]): string => names.join(', ').replace(/, ([^,]*)$/, ' or $1');

/** The functions above, by the names that every language has. */
export const format = {
  number,
  counted,
  bytes,
  bytesOf,
  clock,
  duration,
  roughDuration,
  time,
  moment,
  day,
  month,
  timeCode,
  seconds,
  credits,
  listed,
  items,
  aside,
  sentenceGap,
  sentences,
  colon,
};
