import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { key, run, temporaryDirectory, uploadPng } from './simulated-service.ts';
import { createTinyClips } from './tiny-clip.ts';

const withKey = { 'idempotency-key': 'key-0123456789abcdef' };
const hour = 3_600_000;

test('tasks, links, files, credits, keys, the clock and the ports survive a restart', async () => {
  const directory = await temporaryDirectory();
  const first = await run({ directory });
  const { body: task } = await first.submit({ model: 'seedance-1.5-pro', prompt: 'a cat' }, withKey);
  const done = await first.waitForEnd(task.id);
  const upload = await uploadPng(first);
  first.simulator.control.advance(5 * hour);
  const before = first.simulator.control.ledger();
  await first.simulator.stop();

  const second = await run({ directory });
  expect([second.api, second.files, second.port]).toEqual([first.api, first.files, first.port]);
  expect(second.control).not.toBe(first.control);
  expect(second.simulator.control.ledger()).toEqual(before);
  expect((await second.call('GET', `/v1/tasks/${task.id}`)).body).toEqual(done);
  expect([(await fetch(done.results[0])).status, (await fetch(upload.file_url)).status]).toEqual([200, 200]);
  const repeat = await second.submit({ model: 'seedance-1.5-pro', prompt: 'a cat' }, withKey);
  expect([repeat.body, repeat.headers.get('idempotency-replayed')]).toEqual([task, 'true']);
  expect(second.simulator.control.state().nowMs - Date.now()).toBeGreaterThan(4.9 * hour);
});

test('a state written by the first version of the schema keeps its tasks, links and charges', async () => {
  const directory = await temporaryDirectory();
  const first = await run({ directory });
  const { body: task } = await first.submit({ model: 'seedance-1.5-pro', prompt: 'a cat' }, withKey);
  const done = await first.waitForEnd(task.id);
  const before = first.simulator.control.ledger();
  await first.simulator.stop();
  const state = new Database(join(directory, 'simulator.db'));
  state.exec(`ALTER TABLE tasks RENAME COLUMN output TO makes; ALTER TABLE tasks RENAME COLUMN outcome TO ending;
    ALTER TABLE clips RENAME COLUMN result_index TO place; ALTER TABLE links RENAME COLUMN result_index TO place;
    PRAGMA user_version = 1`);
  state.close();

  const second = await run({ directory });
  expect(second.simulator.control.ledger()).toEqual(before);
  expect((await second.call('GET', `/v1/tasks/${task.id}`)).body).toEqual(done);
  expect((await fetch(done.results[0])).status).toBe(200);
});

test('a task whose clip was being drawn is completed after a restart', async () => {
  const directory = await temporaryDirectory();
  const first = await run({ directory, clips: createTinyClips(60_000) });
  const { body: task } = await first.submit({ model: 'seedance-1.5-pro', prompt: 'a cat' });
  const stopped = first.simulator.stop();
  const second = await stopped.then(() => run({ directory }));
  expect((await second.waitForEnd(task.id)).status).toBe('completed');
});

test('everything accepted before kill -9 is there afterwards, charged once', async () => {
  const directory = await temporaryDirectory();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'simulator-process.ts'), directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { api, files } = JSON.parse(line);

  const accepted: string[] = [];
  let killed = false;
  const submitting = Array.from({ length: 4 }, async () => {
    while (!killed) {
      try {
        const response = await fetch(`${api}/v1/videos/generations`, {
          method: 'POST',
          headers: { ...key, 'content-type': 'application/json' },
          body: JSON.stringify({ model: 'seedance-1.5-pro', prompt: 'a cat', duration: 4 }),
        });
        accepted.push((await response.json()).id);
      } catch {
        return;
      }
    }
  });
  for (let attempt = 0; attempt < 2_000 && accepted.length < 5; attempt += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  killed = true;
  await Promise.all(submitting);
  await exited;

  const second = await run({ directory });
  expect(second.files).toBe(files);
  const ids = second.simulator.control.ledger().accepted.map(({ taskId }) => taskId);
  expect(accepted.length).toBeGreaterThan(3);
  expect(ids).toEqual(expect.arrayContaining(accepted));
  for (const id of ids) await second.waitForEnd(id);
  const { entries } = second.simulator.control.ledger();
  const charges = ids.map((id) => entries.filter((entry) => entry.taskId === id && entry.kind === 'charged').length);
  expect(charges).toEqual(ids.map(() => 1));
  const balance = (await second.call('GET', '/v1/credits')).body.data.user.remaining_credits;
  expect(balance).toBe(100_000 - 8 * ids.length);
});

test('a start removes expired files and leftovers of an interrupted run', async () => {
  const directory = await temporaryDirectory();
  const { readdir, writeFile } = await import('node:fs/promises');
  const first = await run({ directory });
  await first.make();
  await uploadPng(first);
  first.simulator.control.advance(25 * hour);
  const kept = await uploadPng(first);
  await first.simulator.stop();
  await writeFile(join(directory, 'files', 'file_stray.part'), 'x');
  const second = await run({ directory });
  expect((await readdir(join(directory, 'files'))).length).toBe(2);
  second.simulator.control.advance(71 * hour);
  await second.simulator.stop();
  await run({ directory });
  expect(await readdir(join(directory, 'files'))).toEqual([kept.file_id]);
});

test('a remembered port that is taken is replaced, and a requested one is an error', async () => {
  const directory = await temporaryDirectory();
  const first = await run({ directory });
  await first.simulator.stop();
  const otherServer = createServer().listen(first.port, '127.0.0.1');
  await once(otherServer, 'listening');
  onTestFinished(() => void otherServer.close());
  const second = await run({ directory });
  expect(second.port).not.toBe(first.port);
  await second.simulator.stop();
  await expect(run({ directory, port: first.port })).rejects.toThrow('EADDRINUSE');
});

test('a second simulator on the same directory is refused', async () => {
  const directory = await temporaryDirectory();
  await run({ directory });
  await expect(run({ directory })).rejects.toThrow('database is locked');
});

test('an unreadable state is moved aside and a fresh one created', async () => {
  const directory = await temporaryDirectory();
  const { readdir, writeFile } = await import('node:fs/promises');
  await writeFile(join(directory, 'simulator.db'), 'this is no database, and it is long enough to be looked at as one'.repeat(20));
  const running = await run({ directory });
  expect((await running.make()).status).toBe('completed');
  expect((await readdir(directory)).filter((name) => name.includes('unreadable'))).toHaveLength(1);
});
