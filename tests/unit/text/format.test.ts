import { describe, expect, it } from 'vitest';
import { format } from '../../../shared/text/en/format.ts';

const atMs = (day: number, hour = 12, month = 10, year = 2026): number => new Date(year, month, day, hour).getTime();

describe('formatted values', () => {
  it('show sizes in powers of a thousand, with one decimal if it helps', () => {
    expect([0, 999, 8_400, 999_600, 48_000_000, 184e9, 3.2e12].map(format.bytes)).toEqual([
      '0 B',
      '999 B',
      '8.4 KB',
      '1 MB',
      '48 MB',
      '184 GB',
      '3.2 TB',
    ]);
  });

  it('use one unit for two sizes if possible', () => {
    expect([format.bytesOf(31e6, 48e6), format.bytesOf(900_000, 48e6)]).toEqual(['31 of 48 MB', '900 KB of 48 MB']);
  });

  it('never show a countdown below zero', () => {
    expect([-5, 0, 45, 110, 3_730].map(format.clock)).toEqual(['0:00', '0:00', '0:45', '1:50', '1:02:10']);
  });

  it('show durations in minutes and hours', () => {
    expect([45, 120, 126, 3_600, 3_840].map(format.duration)).toEqual(['45 s', '2 min', '2 min 6 s', '1 h', '1 h 4 min']);
  });

  it('name days relative to today', () => {
    const now = atMs(22);
    expect([atMs(22, 0), atMs(21, 23), atMs(20), atMs(10), atMs(10, 12, 0, 2025)].map((day) => format.day(day, now))).toEqual([
      'Today',
      'Yesterday',
      'Friday',
      'Tuesday, 10 November',
      '10 January 2025',
    ]);
  });

  it('show frames in a time code', () => {
    expect([format.timeCode(0, 24), format.timeCode(3.5, 24), format.timeCode(61 + 23 / 24, 24)]).toEqual([
      '00:00:00',
      '00:03:12',
      '01:01:23',
    ]);
  });
});
