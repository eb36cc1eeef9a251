// Which level of the log a start asks for.
import { expect, test } from 'vitest';
import { readLogLevel } from '../../../../electron/shell/start/log-level.ts';

test.each(['debug', 'info', 'warn', 'error'] as const)('%s is a level', (level) => {
  expect(readLogLevel(level)).toEqual({ level, unknown: null });
});

test('nothing given is the default', () => {
  expect(readLogLevel('')).toEqual({ level: 'info', unknown: null });
});

test.each(['verbose', 'DEBUG', '1'])('%s is no level: the default, and the word to say so', (word) => {
  expect(readLogLevel(word)).toEqual({ level: 'info', unknown: word });
});
