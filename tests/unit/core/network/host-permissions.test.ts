// A link whose host may be in a private network waits for the user's permission, and does not expire before its day is over.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sectionOf } from '../../../../renderer/src/views/queue/queue-sections.ts';
import type { AppError } from '../../../../shared/errors.ts';
import { fail } from '../../../../shared/result.ts';
import { type Bench, createWorld, startBench, type World } from '../../../support/studio-bench.ts';

const hourMs = 3_600_000;
const host = 'cdn.example';
const needsPermission: AppError = { kind: 'host-needs-permission', host };

let folder: string;
let world: World;
let bench: Bench;
const open = () => startBench({ world, databasePath: join(folder, 'studio.sqlite') });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'evolink-hosts-'));
  world = createWorld();
  world.library.onDownload = (job) => (job.account.allowsHost?.(host) === true ? world.library.store(job) : fail(needsPermission));
  world.references.addUrl = async (url, access) =>
    access.allowsHost?.(host) === true ? world.references.addBytes(url, new Uint8Array(8)) : fail(needsPermission);
  bench = open();
  await bench.connect();
});
afterEach(async () => {
  await bench.studio.stop({ withinMs: 0 });
  expect(bench.log.incidents).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});

async function finishTask(): Promise<number> {
  const [id = 0] = await bench.submit();
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(15_000);
  return id;
}
const resultOf = async (id: number) => (await bench.taskIn(id, 'completed')).results[0];
const allowedHosts = async () => (await bench.must('studio.snapshot', {})).status.network.allowedHosts;

test('a blocked result needs the user, and is stored as soon as the user allows the host', async () => {
  const id = await finishTask();
  expect([await resultOf(id), sectionOf(await bench.task(id))]).toMatchObject([
    { state: 'available', error: needsPermission },
    'needs-you',
  ]);
  await bench.must('network.allowHost', { host });
  await bench.clock.settle();
  expect([(await resultOf(id))?.state, await allowedHosts()]).toEqual(['stored', [host]]);
});

test('without permission the host is looked up all day, ever more slowly, and the result expires with the link', async () => {
  const id = await finishTask();
  await bench.clock.advance(23 * hourMs);
  expect((await resultOf(id))?.state).toBe('available');
  expect(bench.library.downloads.length).toBeGreaterThan(100);
  expect(bench.library.downloads.length).toBeLessThan(500);
  await bench.clock.advance(4 * hourMs);
  expect(await resultOf(id)).toMatchObject({ state: 'expired', error: needsPermission });
});

test('a proxy that is switched on later makes the permission unnecessary', async () => {
  const id = await finishTask();
  await bench.clock.advance(hourMs);
  bench.library.onDownload = null;
  await bench.clock.advance(6 * 60_000);
  expect((await resultOf(id))?.state).toBe('stored');
});

test('the permission survives a restart, until it is withdrawn', async () => {
  await finishTask();
  await bench.must('network.allowHost', { host });
  await bench.studio.stop({ withinMs: 0 });
  bench = open();
  expect((await resultOf(await finishTask()))?.state).toBe('stored');
  await bench.must('network.forgetHost', { host });
  expect([(await resultOf(await finishTask()))?.error, await allowedHosts()]).toEqual([needsPermission, []]);
});

test('a host that was never blocked cannot be allowed', async () => {
  expect(await bench.call('network.allowHost', { host: 'router.lan' })).toMatchObject({
    ok: false,
    error: { kind: 'not-allowed-in-state' },
  });
  expect(await allowedHosts()).toEqual([]);
});

test('a reference by URL asks for permission in the same way', async () => {
  const url = `https://${host}/fox.png`;
  expect(await bench.call('references.addUrl', { url })).toEqual(fail(needsPermission));
  await bench.must('network.allowHost', { host });
  expect(await bench.call('references.addUrl', { url })).toMatchObject({ ok: true });
});
