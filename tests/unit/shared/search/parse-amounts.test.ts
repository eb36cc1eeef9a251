// Reads numbers, durations and dates of search conditions, and writes days back.
import { afterEach, describe, expect, test } from 'vitest';
import { formatDay, parseComparedNumber, parseDate, parseSeconds } from '../../../../shared/search/parse/parse-amounts.ts';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe('dates', () => {
  const read = (text: string, now: Date) => {
    const atMs = parseDate(text, now.getTime());
    return atMs === undefined ? undefined : new Date(atMs).toString().slice(4, 24);
  };

  test('count back to the first moment of a local day', () => {
    const now = new Date(2026, 4, 31, 23, 59);
    expect(['today', 'yesterday', '今天', '7d', '2w', '3m', '1y', '0d', '7天', '2周', '3个月'].map((text) => read(text, now))).toEqual([
      'May 31 2026 00:00:00',
      'May 30 2026 00:00:00',
      'May 31 2026 00:00:00',
      'May 24 2026 00:00:00',
      'May 17 2026 00:00:00',
      'Feb 28 2026 00:00:00',
      'May 31 2025 00:00:00',
      'May 31 2026 00:00:00',
      'May 24 2026 00:00:00',
      'May 17 2026 00:00:00',
      'Feb 28 2026 00:00:00',
    ]);
  });

  test('are calendar dates, in every supported format', () => {
    const now = new Date(2026, 0, 1);
    for (const text of ['2026-03-05', '2026-3-5', '2026/03/05', '2026.3.5', '2026年3月5日', '２０２６-３-５', ' 2026-03-05 '])
      expect(read(text, now)).toBe('Mar 05 2026 00:00:00');
    for (const text of [
      '2026-02-29',
      '2026-00',
      '2026-13',
      '0050',
      '1969',
      '26-03',
      '2026-03-',
      'constructor',
      '9999d',
      '2026-03-05-01',
      '',
    ])
      expect(read(text, now), text).toBe(text === '9999d' ? 'Aug 17 1998 00:00:00' : undefined);
  });

  test.each([
    ['Europe/Berlin', new Date(Date.UTC(2026, 3, 2, 12)), '7d', '2026-03-26T00:00:00+01:00'],
    ['America/New_York', new Date(Date.UTC(2026, 10, 3, 12)), '3d', '2026-10-31T00:00:00-04:00'],
    ['Asia/Shanghai', new Date(Date.UTC(2026, 2, 4, 17)), 'today', '2026-03-05T00:00:00+08:00'],
    // Clocks went from midnight to 1:00.
    ['America/Sao_Paulo', new Date(Date.UTC(2018, 10, 5, 12)), '1d', '2018-11-04T01:00:00-02:00'],
  ])('in %s are right across a change of the clocks', (timeZone, now, text, expected) => {
    process.env.TZ = timeZone;
    const atMs = parseDate(text, now.getTime());
    expect(atMs).toBe(Date.parse(expected));
    expect(parseDate(formatDay(atMs ?? 0), now.getTime())).toBe(atMs);
  });
});

test('durations are seconds, minutes and seconds, or with units', () => {
  expect(['5', '5s', '5.5', '1:05', '1m', '1m30s', '1分30秒', '90 ', '５秒', '2MIN'].map(parseSeconds)).toEqual([
    5, 5, 5.5, 65, 60, 90, 90, 90, 5, 120,
  ]);
  expect(['', 's', '5x', '1:5', '1:60', '-5', '>5', '1h', '1e3'].map(parseSeconds)).toEqual(Array(9).fill(undefined));
});

test('numbers are compared as they are typed', () => {
  expect(
    ['4', '>=3', '=>3', '≥3', '＞３', '<=2', '<2.5', '=1', '3+', '-0'].map((text) => Object.values(parseComparedNumber(text) ?? {})),
  ).toEqual([
    ['=', 4],
    ['>=', 3],
    ['>=', 3],
    ['>=', 3],
    ['>', 3],
    ['<=', 2],
    ['<', 2.5],
    ['=', 1],
    ['>=', 3],
    ['=', 0],
  ]);
  expect(['', '>', '==3', '3..5', '1e3', '0x1', 'NaN', '>=3+', '1234567890123456'].map(parseComparedNumber)).toEqual(
    Array(9).fill(undefined),
  );
});
