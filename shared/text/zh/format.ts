// 给人看的数值：数字、大小、时长、日期。纯函数，“现在”总由调用方给出。
// Formats values in Chinese. What is the same in every language (clock, time code, sizes) is taken from English.

import { weekdayNamesIn } from '../calendar-names.ts';
import { format as same } from '../en/format.ts';
import { numbersIn } from '../numbers.ts';

const locale = 'zh-CN';
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const sameDay = (a: Date, b: Date): boolean =>
  a.getFullYear() === b.getFullYear() && a.getMonth() === b.getMonth() && a.getDate() === b.getDate();
/** Returns midnight at the start of the previous day, also where a clock change makes a day longer or shorter. */
const dayBefore = (date: Date): Date => new Date(date.getFullYear(), date.getMonth(), date.getDate() - 1);

const number = numbersIn(locale);
const weekdayName = weekdayNamesIn(locale);

/** "3 个视频": `one` carries the measure word, and there is no plural. */
const counted = (value: number, one: string): string => `${number(value)} ${one}`;

/** "48 MB 中的 31 MB". */
const bytesOf = (received: number, total: number): string => `${same.bytes(received)} / ${same.bytes(total)}`;

/** A duration: "45 秒", "2 分 6 秒", "1 小时 4 分", "1 小时". */
function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} 秒`;
  if (whole < 3_600) return whole % 60 === 0 ? `${whole / 60} 分钟` : `${Math.floor(whole / 60)} 分 ${whole % 60} 秒`;
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60)];
  return minutes === 0 ? `${hours} 小时` : `${hours} 小时 ${minutes} 分`;
}

/** A rough remaining time: "21 小时", "35 分钟", "不到 1 分钟". */
function roughDuration(ms: number): string {
  if (ms < minuteMs) return '不到 1 分钟';
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} 分钟`;
  return `${Math.floor(ms / hourMs)} 小时`;
}

const monthAndDay = (at: Date): string => `${at.getMonth() + 1} 月 ${at.getDate()} 日`;

/** "今天 14:02", "昨天 09:10", "11 月 20 日 18:44", "2025 年 1 月 3 日 08:00". */
function moment(atMs: number, nowMs: number): string {
  const [at, now] = [new Date(atMs), new Date(nowMs)];
  if (sameDay(at, now)) return `今天 ${same.time(atMs)}`;
  if (sameDay(at, dayBefore(now))) return `昨天 ${same.time(atMs)}`;
  const year = at.getFullYear() === now.getFullYear() ? '' : `${at.getFullYear()} 年 `;
  return `${year}${monthAndDay(at)} ${same.time(atMs)}`;
}

/** The heading of a month: "2026 年 11 月". */
const month = (atMs: number): string => `${new Date(atMs).getFullYear()} 年 ${new Date(atMs).getMonth() + 1} 月`;

/** The heading of a day: "今天", "昨天", "星期五", "11 月 20 日 星期五", "2025 年 1 月 3 日". */
function day(atMs: number, nowMs: number): string {
  const [at, now] = [new Date(atMs), new Date(nowMs)];
  if (sameDay(at, now)) return '今天';
  if (sameDay(at, dayBefore(now))) return '昨天';
  const weekday = weekdayName(at.getDay());
  if (atMs > nowMs - 6 * dayMs && atMs < nowMs) return weekday;
  if (at.getFullYear() === now.getFullYear()) return `${monthAndDay(at)} ${weekday}`;
  return `${at.getFullYear()} 年 ${monthAndDay(at)}`;
}

const seconds = (value: number): string => `${number(value, 1)} 秒`;
const credits = (value: number, simulated = false): string => `${number(value, 2)} ${simulated ? '模拟积分' : '积分'}`;

const listed = (parts: readonly string[]): string => parts.join('，');
/** "16:9、9:16、1:1". */
const items = (things: readonly string[]): string => things.join('、');
const aside = (remark: string): string => `（${remark}）`;
/** A Chinese full stop has no space behind it. */
const sentenceGap = '';
const sentences = (all: readonly string[]): string => all.join(sentenceGap);
const colon = '：';

/** The sentences of `en/format.ts` in Chinese. */
export const format: typeof same = {
  ...same,
  number,
  counted,
  bytesOf,
  duration,
  roughDuration,
  moment,
  day,
  month,
  seconds,
  credits,
  listed,
  items,
  aside,
  sentenceGap,
  sentences,
  colon,
};
