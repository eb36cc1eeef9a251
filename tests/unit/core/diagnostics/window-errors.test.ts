// Errors of the window are logged as incidents, under the id that the window shows.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createLogFile } from '../../../../electron/adapters/log-file.ts';
import { createWindowErrors } from '../../../../electron/core/diagnostics/window-errors.ts';
import { startBenchInTest } from '../../../support/bench-per-test.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { createFakeLog } from '../../../support/fake-log.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';

const inFolder = folderPerTest('window-errors-');
const bug = {
  where: 'render',
  message: 'x is not a function',
  stack: 'TypeError: x is not a function\n    at Stage (app.js:1:2)',
} as const;

test('an error of the window is logged with its stack, and the call returns the incident id', async () => {
  const bench = startBenchInTest();
  const result = await bench.must('system.reportWindowError', bug);
  expect(result).toEqual({ incident: 'incident-1' });
  expect(bench.log.lines).toContain('incident window: render: x is not a function');
  expect(bench.log.incidents[0]).toMatchObject({ stack: bug.stack });
  bench.log.incidents.length = 0;
});

test('texts over the maximum length, unknown values and extra fields are refused', async () => {
  const bench = startBenchInTest();
  for (const input of [
    { ...bug, message: 'x'.repeat(501) },
    { ...bug, stack: 'x'.repeat(4_001) },
    { ...bug, where: 'elsewhere' },
    { ...bug, state: { prompt: 'a fox' } },
  ]) {
    expect(await bench.studio.dispatch('system.reportWindowError', input)).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
  }
  expect(bench.log.incidents).toEqual([]);
});

test('at most ten errors a minute are logged; the others get no id', () => {
  const clock = createFakeClock(0);
  const log = createFakeLog();
  const errors = createWindowErrors({ clock, log });
  const ids = Array.from({ length: 12 }, () => errors.report(bug));
  expect(ids.filter((id) => id === null)).toHaveLength(2);
  clock.set(24 * 3_600_000); // the limit uses the monotonic clock and ignores this change
  expect(errors.report(bug)).toBeNull();
});

test('the limit ends after a minute', async () => {
  const clock = createFakeClock(0);
  const log = createFakeLog();
  const errors = createWindowErrors({ clock, log });
  for (let index = 0; index < 12; index += 1) errors.report(bug);
  await clock.advance(60_001);
  expect(errors.report(bug)).not.toBeNull();
  expect(log.incidents).toHaveLength(11);
});

test('the log contains file names instead of URLs, and no key', () => {
  const clock = createFakeClock(0);
  const log = createLogFile({ folder: inFolder(), level: 'info', clock, random: { id: () => 'abcd1234' } });
  const stack = [
    'Error: no answer from https://user:word@files.example/videos/fox.mp4?sig=secret&x=1',
    '    at load (file:///home/ada/Evolink%20Studio/out/renderer/index-1a2b.js:10:20)',
    '    at async Promise.all (file:///C:/Users/ada/studio/app.js:1:2)',
    '    with Bearer sk-live-0123456789',
  ].join('\n');
  const message = 'no answer from https://user:word@files.example/videos/fox.mp4?sig=secret&x=1';
  expect(createWindowErrors({ clock, log }).report({ where: 'promise', message, stack })).toBe('abcd1234');
  const logText = readFileSync(inFolder('studio.log'), 'utf8');
  expect(JSON.parse(logText)).toMatchObject({ event: 'incident', incident: 'abcd1234', where: 'window: promise' });
  expect(logText).toContain('at load (index-1a2b.js:10:20)');
  expect(logText).toContain('(app.js:1:2)');
  expect(logText).toContain('no answer from fox.mp4');
  for (const secret of ['ada', 'secret', 'word@', 'sk-live', 'file:']) expect(logText).not.toContain(secret);
});
