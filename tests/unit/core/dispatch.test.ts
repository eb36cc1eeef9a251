// Every call returns a value, whatever its name and input.

import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDispatch, exceedsLimits } from '../../../electron/core/dispatch.ts';
import { batchMaxCharacters } from '../../../shared/batch/batch-limits.ts';
import { calls } from '../../../shared/ipc.ts';
import { createFakeLog } from '../../support/fake-log.ts';
import { fc } from '../../support/fast-check.ts';
import { type Bench, startBench } from '../../support/studio-bench.ts';

let bench: Bench;
beforeEach(() => {
  bench = startBench();
});
afterEach(() => bench.studio.stop({ withinMs: 0 }));

const deep = (levels: number): unknown => {
  let value: unknown = 1;
  for (let index = 0; index < levels; index += 1) value = { inner: value };
  return value;
};
const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;

const junk: readonly unknown[] = [
  undefined,
  null,
  0,
  'text',
  [],
  { id: '1' },
  { id: -1 },
  { id: Number.NaN },
  { id: 1, more: true },
  { id: 2 ** 60 },
  { resultId: 1.5 },
  JSON.parse('{"__proto__": {"id": 1}, "constructor": 1}'),
  { request: { model: 5 } },
  { paths: ['x'.repeat(5_000)] },
  { paths: Array.from({ length: 33 }, () => 'x') },
  { bytes: new Uint8Array(5), name: 5 },
  { bytes: [1, 2, 3], name: 'a.png' },
  { resultIds: Array.from({ length: 301 }, (_, index) => index + 1) },
  deep(10_000),
  cyclic,
  new Map([[1, 2]]),
  { url: 'x'.repeat(3_000_000) },
  new Date(),
];

test('every call returns a typed failure for invalid input', async () => {
  for (const name of Object.keys(calls)) {
    const takesNothing = Object.keys(calls[name as keyof typeof calls].input.shape).length === 0;
    for (const input of junk) {
      const result = await bench.studio.dispatch(name, input);
      const isEmpty = typeof input === 'object' && input !== null && !Array.isArray(input) && Object.keys(input).length === 0;
      if (takesNothing && isEmpty) continue;
      if (['settings.change', 'studio.snapshot'].includes(name) && isEmpty) continue;
      expect([name, result]).toEqual([name, { ok: false, error: { kind: 'invalid-input', issues: expect.any(Array) } }]);
    }
  }
  expect(bench.log.incidents).toEqual([]);
});

test('a name that the contract does not define is an unknown call', async () => {
  for (const name of ['', 'nope', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'tasks', 'tasks.submit ']) {
    expect(await bench.studio.dispatch(name, {})).toEqual({ ok: false, error: { kind: 'unknown-call' } });
  }
});

test('an unknown id returns a failure, and nothing throws', async () => {
  const id = 999;
  for (const name of Object.keys(calls) as (keyof typeof calls)[]) {
    const shape = Object.keys(calls[name].input.shape);
    const only = shape[0] ?? '';
    if (shape.length !== 1 || !['id', 'resultId', 'profileId'].includes(only)) continue;
    const result = await bench.studio.dispatch(name, { [only]: id });
    expect([name, result.ok]).toEqual([name, false]);
  }
  expect(bench.log.incidents).toEqual([]);
});

test('arbitrary values never throw and never cause an incident', async () => {
  const names = Object.keys(calls).filter((name) => !name.startsWith('system.') && name !== 'library.openFolder');
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.anything({ withMap: true, withSet: true, withTypedArray: true, withDate: true }),
      async (name, input) => {
        const result = await bench.studio.dispatch(name, input);
        expect(typeof result.ok).toBe('boolean');
        expect(bench.log.incidents).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

test('a bug becomes an incident without details of what went wrong', async () => {
  bench.desktop.openLogs = () => Promise.reject(new Error('secret detail'));
  expect(await bench.call('system.openLogs', {})).toEqual({ ok: false, error: { kind: 'internal', incident: 'incident-1' } });
  expect(bench.log.incidents).toHaveLength(1);
});

test('an oversized value is rejected before it is parsed', () => {
  expect(exceedsLimits({ a: [1, 'x', { b: null }] })).toBeNull();
  expect(exceedsLimits(deep(49))).toBeNull();
  expect(exceedsLimits(deep(51))).toBe('nested too deeply');
  expect(exceedsLimits(cyclic)).toBe('nested too deeply');
  expect(exceedsLimits(new Array(200_000).fill(0))).toBe('too many values');
  expect(exceedsLimits('x'.repeat(batchMaxCharacters))).toBeNull();
  expect(exceedsLimits('x'.repeat(batchMaxCharacters + 1))).toBe('too much text');
  expect(exceedsLimits(new Uint8Array(102 * 1024 * 1024))).toBe('too many bytes');
});

test('a name that is not a string is an unknown call', async () => {
  const names: readonly unknown[] = [undefined, 5, ['tasks.hold'], { toString: 5, valueOf: 5 }, Object.create(null), Symbol('tasks.hold')];
  for (const name of names) expect(await bench.studio.dispatch(name, {})).toEqual({ ok: false, error: { kind: 'unknown-call' } });
  expect(bench.log.incidents).toEqual([]);
});

test.each([
  ['templates.save', { id: null, name: '\0walk', text: 'a' }],
  ['templates.save', { id: null, name: 'walk', text: '\0' }],
  ['templates.saveValues', { values: [{ name: '\0', value: '' }] }],
  ['files.delete', { profileId: 1, fileId: 'a\ud800' }],
] as const)('%s rejects values that the database or a URL would truncate: %j', async (name, input) => {
  expect(await bench.studio.dispatch(name, input)).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
  expect(bench.log.incidents).toEqual([]);
});

test('a change for which the disk has no space gets its own error, and is not logged as a bug', async () => {
  const database = new BetterSqlite(':memory:');
  database.exec('CREATE TABLE note (text TEXT)');
  database.pragma('max_page_count = 3');
  const log = createFakeLog();
  const fillDisk = () => {
    for (;;) database.prepare('INSERT INTO note VALUES (?)').run('x'.repeat(1_000));
  };
  const handlers = { 'settings.change': fillDisk } as unknown as Parameters<typeof createDispatch>[0]['handlers'];
  const dispatch = createDispatch({ handlers, log, invalidRows: { report: () => 'none' }, checksOutput: true });

  expect(await dispatch('settings.change', { theme: 'dark' })).toEqual({ ok: false, error: { kind: 'database-full' } });
  expect(log.incidents).toEqual([]);
  database.close();
});
