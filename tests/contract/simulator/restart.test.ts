import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { authorizationHeader, startSimulatedService, temporaryDirectory, uploadPng } from './simulated-service.ts';
import { createTinyClips } from './tiny-clip.ts';

const keyHeader = { 'idempotency-key': 'key-0123456789abcdef' };
const hourMs = 3_600_000;

test('tasks, links, files, credits, keys, the clock and the ports survive a restart', async () => {
  const directory = await temporaryDirectory();
  const first = await startSimulatedService({ directory });
  const { body: task } = await first.submit({ model: 'seedance-1.5-pro', prompt: 'a cat' }, keyHeader);
  const endedTask = await first.waitForEnd(task.id);
  const upload = await uploadPng(first);
  first.simulator.control.advance(5 * hourMs);
  const before = first.simulator.control.ledger();
  await first.simulator.stop();

  const second = await startSimulatedService({ directory });
  expect([second.api, second.files, second.port]).toEqual([first.api, first.files, first.port]);
  expect(second.control).not.toBe(first.control);
  expect(second.simulator.control.ledger()).toEqual(before);
  expect((await second.call('GET', `/v1/tasks/${task.id}`)).body).toEqual(endedTask);
  expect([(await fetch(endedTask.results[0])).status, (await fetch(upload.file_url)).status]).toEqual([200, 200]);
  const repeat = await second.submit({ model: 'seedance-1.5-pro', prompt: 'a cat' }, keyHeader);
  expect([repeat.body, repeat.headers.get('idempotency-replayed')]).toEqual([task, 'true']);
  expect(second.simulator.control.state().nowMs - Date.now()).toBeGreaterThan(4.9 * hourMs);
});

test('a state written by the first version of the schema keeps its tasks, links and charges', async () => {
  const directory = await temporaryDirectory();
  const first = await startSimulatedService({ directory });
  const { body: task } = await first.submit({ model: 'seedance-1.5-pro', prompt: 'a cat' }, keyHeader);
  const endedTask = await first.waitForEnd(task.id);
  const before = first.simulator.control.ledger();
  await first.simulator.stop();
  const state = new Database(join(directory, 'simulator.db'));
  state.exec(`ALTER TABLE tasks RENAME COLUMN output TO makes; ALTER TABLE tasks RENAME COLUMN outcome TO ending;
    ALTER TABLE clips RENAME COLUMN result_index TO place; ALTER TABLE links RENAME COLUMN result_index TO place;
    PRAGMA user_version = 1`);
  state.close();

  const second = await startSimulatedService({ directory });
  expect(second.simulator.control.ledger()).toEqual(before);
  expect((await second.call('GET', `/v1/tasks/${task.id}`)).body).toEqual(endedTask);
  expect((await fetch(endedTask.results[0])).status).toBe(200);
});

test('a task whose clip was being drawn is completed after a restart', async () => {
  const directory = await temporaryDirectory();
  const first = await startSimulatedService({ directory, clips: createTinyClips(60_000) });
  const { body: task } = await first.submit({ model: 'seedance-1.5-pro', prompt: 'a cat' });
  const stopped = first.simulator.stop();
  const second = await stopped.then(() => startSimulatedService({ directory }));
  expect((await second.waitForEnd(task.id)).status).toBe('completed');
});

test('every task accepted before a SIGKILL still exists afterwards, and is charged once', async () => {
  const directory = await temporaryDirectory();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'simulator-process.ts'), directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { api, files } = JSON.parse(line);

  const acceptedIds: string[] = [];
  let isKilled = false;
  const submissions = Array.from({ length: 4 }, async () => {
    while (!isKilled) {
      try {
        const response = await fetch(`${api}/v1/videos/generations`, {
          method: 'POST',
          headers: { ...authorizationHeader, 'content-type': 'application/json' },
          body: JSON.stringify({ model: 'seedance-1.5-pro', prompt: 'a cat', duration: 4 }),
        });
        acceptedIds.push((await response.json()).id);
      } catch {
        return;
      }
    }
  });
  for (let attempt = 0; attempt < 2_000 && acceptedIds.length < 5; attempt += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  isKilled = true;
  await Promise.all(submissions);
  await exited;

  const second = await startSimulatedService({ directory });
  expect(second.files).toBe(files);
  const ids = second.simulator.control.ledger().accepted.map(({ taskId }) => taskId);
  expect(acceptedIds.length).toBeGreaterThan(3);
  expect(ids).toEqual(expect.arrayContaining(acceptedIds));
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
  const first = await startSimulatedService({ directory });
  await first.generate();
  await uploadPng(first);
  first.simulator.control.advance(25 * hourMs);
  const unexpiredUpload = await uploadPng(first);
  await first.simulator.stop();
  await writeFile(join(directory, 'files', 'file_stray.part'), 'x');
  const second = await startSimulatedService({ directory });
  expect((await readdir(join(directory, 'files'))).length).toBe(2);
  second.simulator.control.advance(71 * hourMs);
  await second.simulator.stop();
  await startSimulatedService({ directory });
  expect(await readdir(join(directory, 'files'))).toEqual([unexpiredUpload.file_id]);
});

test('a remembered port that is taken is replaced, and a requested one is an error', async () => {
  const directory = await temporaryDirectory();
  const first = await startSimulatedService({ directory });
  await first.simulator.stop();
  const otherServer = createServer().listen(first.port, '127.0.0.1');
  await once(otherServer, 'listening');
  onTestFinished(() => void otherServer.close());
  const second = await startSimulatedService({ directory });
  expect(second.port).not.toBe(first.port);
  await second.simulator.stop();
  await expect(startSimulatedService({ directory, port: first.port })).rejects.toThrow('EADDRINUSE');
});

test('a second simulator on the same directory is refused', async () => {
  const directory = await temporaryDirectory();
  await startSimulatedService({ directory });
  await expect(startSimulatedService({ directory })).rejects.toThrow('database is locked');
});

test('an unreadable state is moved aside, and a new one is created', async () => {
  const directory = await temporaryDirectory();
  const { readdir, writeFile } = await import('node:fs/promises');
  await writeFile(join(directory, 'simulator.db'), 'this is not a database, but it is long enough to be read as one'.repeat(20));
  const service = await startSimulatedService({ directory });
  expect((await service.generate()).status).toBe('completed');
  expect((await readdir(directory)).filter((name) => name.includes('unreadable'))).toHaveLength(1);
});
