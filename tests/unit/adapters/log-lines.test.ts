// The lines of the log in a diagnostics file.
import { expect, test } from 'vitest';
import { newestLogLines } from '../../../electron/adapters/log-lines.ts';

const line = (level: string, n: number): string => `{"at":"x","level":"${level}","n":${n}}`;

test('the newest two thousand lines are kept in order', () => {
  const lines = Array.from({ length: 2_100 }, (_, n) => line('info', n));
  expect(newestLogLines(lines)).toEqual(lines.slice(100));
});

test('debug lines do not displace other lines, and lines of earlier versions are included', () => {
  const old = line('bug', 0);
  const debug = Array.from({ length: 3_000 }, (_, n) => line('debug', n + 1));
  const last = line('warn', 3_001);
  expect(newestLogLines([old, ...debug, last])).toEqual([old, ...debug.slice(-500), last]);
});
