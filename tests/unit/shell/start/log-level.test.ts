// Which level of the log a start asks for.
import { expect, test } from 'vitest';
import { readLogLevel } from '../../../../electron/shell/start/log-level.ts';

test.each(['debug', 'info', 'warn', 'error'] as const)('%s is a level', (level) => {
  expect(readLogLevel(level)).toEqual({ level, isUnknown: false });
});

test('nothing given is the default', () => {
  expect(readLogLevel('')).toEqual({ level: 'info', isUnknown: false });
});

test.each(['verbose', 'DEBUG', '1'])('%s is no level: the default, and the log is told', (word) => {
  expect(readLogLevel(word)).toEqual({ level: 'info', isUnknown: true });
});
