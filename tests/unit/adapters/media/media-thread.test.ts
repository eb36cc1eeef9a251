// Parses media in a thread, so that no file can block or crash the studio.
import { execFileSync } from 'node:child_process';
import { constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  createMediaThread,
  type MediaThreadFailure,
  mediaThreadCount,
  onMediaThreadFailure,
} from '../../../../electron/adapters/media/media-thread.ts';
import { mp4 } from '../mp4/mp4-fixture.ts';
import { png } from './image-fixture.ts';

let folder = '';
let handle: FileHandle;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'media-thread-'));
  writeFileSync(join(folder, 'fox.mp4'), mp4());
  handle = await open(join(folder, 'fox.mp4'));
});
afterEach(async () => {
  await handle.close();
  rmSync(folder, { recursive: true, force: true });
});
const size = mp4().byteLength;

/** How long a thread may go without a read: long enough for a thread to start on a busy computer. */
const limitMs = 2_000;

/** Creates a thread that runs `program` for each job; `job.request.name` is the name of the reference. */
function createThreadRunning(program: string, stallLimitMs: number, totalLimitMs = 60_000) {
  const file = join(folder, 'worker.mjs');
  const imports = "import { readSync } from 'node:fs'; import { parentPort } from 'node:worker_threads'; const port = parentPort;";
  const helpers = "const tell = (response, job) => port.postMessage({ id: job.id, kind: 'response', response });";
  writeFileSync(file, `${imports} ${helpers} port.on('message', (job) => { ${program} }); port.postMessage({ kind: 'ready' });`);
  return createMediaThread({ stallLimitMs, totalLimitMs, workerFile: pathToFileURL(file) });
}
const referenceRequest = (name: string) => ({ kind: 'reference', name }) as const;

describe('the thread that parses media', () => {
  it('returns the metadata of videos and pictures', async () => {
    const thread = createMediaThread({ stallLimitMs: 60_000, totalLimitMs: 60_000 });
    expect(await thread.ask(handle, size, { kind: 'check' })).toMatchObject({
      kind: 'response',
      response: { kind: 'video', extension: 'mp4' },
    });
    expect(await thread.ask(handle, size, { kind: 'read' })).toMatchObject({
      kind: 'response',
      response: { metadata: { width: 1_280 }, record: null },
    });
    expect(await thread.ask(handle, size, { kind: 'tagging' })).toEqual({ kind: 'response', response: null });
    writeFileSync(join(folder, 'fox.png'), png(640, 480));
    const picture = await open(join(folder, 'fox.png'));
    const response = await thread.ask(picture, png(640, 480).byteLength, referenceRequest('fox.png'));
    await picture.close();
    expect(response).toMatchObject({ kind: 'response', response: { ok: true, value: { metadata: { kind: 'image', width: 640 } } } });
  });

  it('is terminated if a file keeps it busy; meanwhile the studio keeps running, and then the next file is read', async () => {
    const thread = createThreadRunning("if (job.request.name === 'bad') for (;;); tell('read', job);", limitMs);
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 10);
    const [bad, good] = await Promise.all([
      thread.ask(handle, size, referenceRequest('bad')),
      thread.ask(handle, size, referenceRequest('good')),
    ]);
    clearInterval(ticking);
    expect([bad, good]).toEqual([
      { kind: 'gave-up', reason: 'timed-out', detail: `it read nothing for ${limitMs} ms` },
      { kind: 'response', response: 'read' },
    ]);
    expect(turns).toBeGreaterThan(5);
  });

  it.skipIf(process.platform === 'win32')('is abandoned if a read never returns, and the next file is read', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    // Opened for reading and writing, so that opening never blocks.
    const pipeHandle = await open(pipe, constants.O_RDWR);
    const thread = createThreadRunning(
      "if (job.request.name === 'bad') readSync(job.fd, Buffer.alloc(1), 0, 1, null); tell('read', job);",
      limitMs,
    );
    const [bad, good] = await Promise.all([
      thread.ask(pipeHandle, 1, referenceRequest('bad')),
      thread.ask(handle, size, referenceRequest('good')),
    ]);
    expect([bad.kind, good.kind]).toEqual(['gave-up', 'response']);
    expect(mediaThreadCount()).toBe(1);
    await pipeHandle.write('x');
    await pipeHandle.close();
    await expect.poll(mediaThreadCount).toBe(0);
  });

  it('is not terminated while it makes progress, up to a total limit', async () => {
    const reads = (ms: number) => `const endsAt = performance.now() + ${ms};
      const step = () => { if (performance.now() > endsAt) tell('read', job); else { port.postMessage({ kind: 'reading' }); setTimeout(step, 20); } };
      step();`;
    expect(await createThreadRunning(reads(2 * limitMs), limitMs).ask(handle, size, referenceRequest('slow'))).toEqual({
      kind: 'response',
      response: 'read',
    });
    expect(await createThreadRunning(reads(60_000), limitMs, limitMs + 500).ask(handle, size, referenceRequest('endless'))).toEqual({
      kind: 'gave-up',
      reason: 'timed-out',
      detail: `it was not done after ${limitMs + 500} ms`,
    });
  });

  it('is reported with the cause if it runs out of memory', async () => {
    const failures: MediaThreadFailure[] = [];
    onMediaThreadFailure((failure) => failures.push(failure));
    onTestFinished(() => onMediaThreadFailure(() => undefined));
    const thread = createThreadRunning('const all = []; for (;;) all.push(new Array(100_000).fill(job.id));', 60_000);
    const detail = expect.stringContaining('memory limit');
    expect(await thread.ask(handle, size, referenceRequest('bad'))).toEqual({ kind: 'gave-up', reason: 'died', detail });
    // Two failures, because the job is retried once: the first thread could have died for another reason.
    expect(failures).toEqual(Array(2).fill({ request: 'reference', reason: 'died', detail }));
    await expect.poll(mediaThreadCount).toBe(0);
  });

  it('is restarted for the next file if it died while idle', async () => {
    const thread = createThreadRunning(
      "tell(job.id, job); setTimeout(() => { const at = performance.now() + 50; while (performance.now() < at); throw new Error('at rest'); });",
      60_000,
    );
    for (let count = 0; count < 8; count += 1)
      expect(await thread.ask(handle, size, referenceRequest('fox'))).toMatchObject({ kind: 'response' });
  });

  it('blames no file if it does not start', async () => {
    const file = join(folder, 'broken.mjs');
    writeFileSync(file, "import './not-there.mjs';");
    const thread = createMediaThread({ stallLimitMs: 60_000, totalLimitMs: 60_000, workerFile: pathToFileURL(file) });
    await expect(thread.ask(handle, size, referenceRequest('fox'))).rejects.toThrow(/does not start.*not-there/);
  });

  it('passes on disk errors', async () => {
    const thread = createMediaThread({ stallLimitMs: 60_000, totalLimitMs: 60_000 });
    const folderHandle = await open(folder);
    await expect(thread.ask(folderHandle, 10, { kind: 'check' })).rejects.toMatchObject({ code: 'EISDIR' });
    await folderHandle.close();
  });
});
