// The next midnight in another time zone, including days on which clocks change.
import { expect, test } from 'vitest';
import { nextMidnight } from '../../../../electron/core/accounts/next-midnight.ts';

const toMs = (text: string): number => Date.parse(text);
const toIso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

test.each([
  ['an ordinary day', 'Asia/Shanghai', '2026-11-29T10:00:00Z', '2026-11-29T16:00:00.000Z'],
  ['a day in UTC', 'UTC', '2026-11-29T23:59:59.999Z', '2026-11-30T00:00:00.000Z'],
  ['a day that has just begun', 'UTC', '2026-11-29T00:00:00Z', '2026-11-30T00:00:00.000Z'],
  ['a day with a quarter-hour offset', 'Asia/Kathmandu', '2026-11-29T10:00:00Z', '2026-11-29T18:15:00.000Z'],
  ['a day beyond the date line', 'Pacific/Kiritimati', '2026-11-29T09:59:00Z', '2026-11-29T10:00:00.000Z'],
  ['a day of 23 hours', 'Europe/Berlin', '2026-03-28T23:30:00Z', '2026-03-29T22:00:00.000Z'],
  ['a day of 25 hours', 'Europe/Berlin', '2026-10-24T22:30:00Z', '2026-10-25T23:00:00.000Z'],
  ['the evening before summer time', 'America/New_York', '2026-03-08T04:59:00Z', '2026-03-08T05:00:00.000Z'],
  // Clocks went from 24:00 to 01:00: the day begins at one.
  ['a day without midnight', 'America/Sao_Paulo', '2018-11-03T20:00:00Z', '2018-11-04T03:00:00.000Z'],
  ['a day without midnight', 'Asia/Beirut', '2022-03-26T20:00:00Z', '2022-03-26T22:00:00.000Z'],
  // Clocks went from 24:00 back to 23:00: the day ends at the second midnight.
  ['a day whose midnight comes twice', 'America/Sao_Paulo', '2018-02-17T20:00:00Z', '2018-02-18T03:00:00.000Z'],
  // Samoa had no 30th of December.
  ['a date that does not exist', 'Pacific/Apia', '2011-12-30T08:00:00Z', '2011-12-30T10:00:00.000Z'],
])('the next midnight is right on %s in %s at %s', (_, zone, now, midnight) => {
  expect(toIso(nextMidnight(zone, toMs(now)))).toBe(midnight);
});

test('at every minute of days on which clocks change, the next midnight is in the future and starts another date', () => {
  for (const [zone, from] of [
    ['Europe/Berlin', '2026-10-24T20:00:00Z'],
    ['America/Sao_Paulo', '2018-11-03T20:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T10:00:00Z'],
  ] as const) {
    const date = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
    for (let nowMs = toMs(from); nowMs < toMs(from) + 30 * 3_600_000; nowMs += 7 * 60_000) {
      const midnightMs = nextMidnight(zone, nowMs) ?? 0;
      expect(midnightMs).toBeGreaterThan(nowMs);
      expect(date.format(midnightMs - 1)).toBe(date.format(nowMs));
      expect(date.format(midnightMs) > date.format(nowMs)).toBe(true);
    }
  }
});

test.each(['', 'Mars/Olympus', 'not a zone'])('an unknown time zone (%j) has no midnight', (zone) => {
  expect(nextMidnight(zone, 0)).toBeNull();
});
