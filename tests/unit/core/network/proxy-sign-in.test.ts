// A proxy that requires credentials: nothing is lost or sent twice, and the user is asked once.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AppErrorOf } from '../../../../shared/errors.ts';
import { type Bench, createWorld, startBench, type World } from '../../../support/studio-bench.ts';

const challenge = { host: 'proxy.office', port: 3128, realm: 'Office' };
const proxyAddress = { host: challenge.host, port: challenge.port };
const accepted = { name: 'OFFICE\\me', password: 'correct horse' };
const rejected = { name: 'me', password: 'battery staple' };
const signInRequired: AppErrorOf<'no-response'> = {
  kind: 'no-response',
  reason: 'proxy-sign-in',
  detail: 'net::ERR_TUNNEL_CONNECTION_FAILED',
};

let folder: string;
let world: World;
let bench: Bench;
const open = () => startBench({ world, databasePath: join(folder, 'studio.sqlite') });

/** Whether the proxy lets a request through. Asks for credentials as Electron does: again after each rejection. */
function passesProxy(): boolean {
  let refused: typeof accepted | null = null;
  for (;;) {
    const credentials = bench.proxy.challenge(challenge, refused);
    if (credentials === null) return false;
    if (credentials.name === accepted.name && credentials.password === accepted.password) return true;
    refused = credentials;
  }
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'evolink-proxy-'));
  world = createWorld();
  bench = open();
  await bench.connect();
  const originalOnSubmit = world.api.onSubmit;
  world.api.onSubmit = (...args) =>
    passesProxy() ? originalOnSubmit(...args) : { kind: 'unknown', wasSent: false, error: signInRequired, raw: null };
});
afterEach(async () => {
  await bench.studio.stop({ withinMs: 0 });
  expect(bench.log.incidents).toEqual([]);
  expect(JSON.stringify(bench.log.lines)).not.toContain(accepted.password);
  rmSync(folder, { recursive: true, force: true });
});

const question = async () => (await bench.must('studio.snapshot', {})).status.network.proxy;
const signIn = (credentials: typeof accepted, remembersPassword = false) =>
  bench.call('network.authenticateProxy', { ...proxyAddress, ...credentials, remembersPassword });

test('tasks wait for the proxy credentials, the user is asked once, and signing in releases all tasks', async () => {
  const ids = await bench.submit(undefined, 3);
  for (const id of ids) expect(await bench.taskIn(id, 'waiting')).toMatchObject({ error: signInRequired });
  expect(await question()).toEqual({ ...challenge, state: 'asked', wasRefused: false, canKeep: true });
  expect((await signIn(accepted)).ok).toBe(true);
  await bench.clock.advance(2_000);
  for (const id of ids) await bench.taskIn(id, 'pending');
  expect(bench.api.tasks.size).toBe(3);
  expect(await question()).toBeNull();
});

test('credentials that the proxy rejects are forgotten, and the user is asked again', async () => {
  const [id = 0] = await bench.submit();
  await signIn(rejected, true);
  await bench.clock.settle();
  await bench.taskIn(id, 'waiting');
  expect(await question()).toMatchObject({ state: 'asked', wasRefused: true });
  await bench.studio.stop({ withinMs: 0 });
  bench = open();
  expect(bench.proxy.challenge(challenge, null)).toBeNull();
});

test('a declined question stays declined until the user opens it again, and the tasks wait', async () => {
  const [id = 0] = await bench.submit();
  await bench.must('network.declineProxy', {});
  await bench.clock.advance(3_600_000);
  await bench.taskIn(id, 'waiting');
  expect(await question()).toMatchObject({ state: 'declined' });
  await bench.must('network.showProxyPrompt', {});
  expect(await question()).toMatchObject({ state: 'asked' });
});

test('after a change of network the user is not asked about the previous proxy', async () => {
  const [id = 0] = await bench.submit();
  await bench.must('network.declineProxy', {});
  world.api.onSubmit = () => world.api.accept();
  bench.studio.wake('resume');
  await bench.clock.settle();
  expect(await question()).toBeNull();
  await bench.taskIn(id, 'pending');
});

test('saved credentials survive a restart and are never stored in plain text', async () => {
  await bench.submit();
  await signIn(accepted, true);
  await bench.clock.settle();
  await bench.studio.stop({ withinMs: 0 });
  expect(readFileSync(join(folder, 'studio.sqlite')).includes(accepted.password)).toBe(false);
  bench = open();
  expect(passesProxy()).toBe(true);
});

test('credentials last only for the session if the user does not save them or there is no keychain', async () => {
  await bench.submit();
  world.keys.state = 'absent';
  expect(await question()).toMatchObject({ canKeep: false });
  await signIn(accepted, true);
  expect(passesProxy()).toBe(true);
  await bench.studio.stop({ withinMs: 0 });
  bench = open();
  expect(passesProxy()).toBe(false);
});

test('credentials that no proxy asked for are refused', async () => {
  expect(await signIn(accepted)).toMatchObject({ ok: false, error: { kind: 'not-allowed-in-state' } });
});
