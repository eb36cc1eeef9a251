// The log level that a start requests.
import { expect, test } from 'vitest';
import { readLogLevel } from '../../../../electron/shell/start/log-level.ts';

test.each(['debug', 'info', 'warn', 'error'] as const)('%s is a valid level', (level) => {
  expect(readLogLevel(level)).toEqual({ level, isUnknown: false });
});

test('no level means the default', () => {
  expect(readLogLevel('')).toEqual({ level: 'info', isUnknown: false });
});

test.each(['verbose', 'DEBUG', '1'])('%s is invalid: the default is used, and the log records it', (word) => {
  expect(readLogLevel(word)).toEqual({ level: 'info', isUnknown: true });
});
