// Parsing in a thread: what a file does to it is no harm to the studio.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMediaThread } from '../../../electron/adapters/media-thread.ts';
import { png } from './image-fixture.ts';
import { mp4 } from './mp4-fixture.ts';

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

/** A thread that answers each question with what this program says; the name of a reference is the file's. */
function threadThat(program: string, limitMs: number) {
  const file = join(folder, 'worker.mjs');
  writeFileSync(file, `import { parentPort } from 'node:worker_threads'; parentPort.on('message', (order) => { ${program} });`);
  return createMediaThread({ limitMs, workerFile: pathToFileURL(file) });
}
const named = (name: string) => ({ kind: 'reference', name }) as const;

describe('the thread that parses media', () => {
  it('tells what videos and pictures are', async () => {
    const thread = createMediaThread({ limitMs: 60_000 });
    expect(await thread.ask(handle, size, { kind: 'check' })).toMatchObject({
      kind: 'answered',
      answer: { kind: 'video', extension: 'mp4' },
    });
    expect(await thread.ask(handle, size, { kind: 'read' })).toMatchObject({
      kind: 'answered',
      answer: { facts: { width: 1_280 }, record: null },
    });
    expect(await thread.ask(handle, size, { kind: 'tagging' })).toEqual({ kind: 'answered', answer: null });
    writeFileSync(join(folder, 'fox.png'), png(640, 480));
    const picture = await open(join(folder, 'fox.png'));
    const told = await thread.ask(picture, png(640, 480).byteLength, named('fox.png'));
    await picture.close();
    expect(told).toMatchObject({ kind: 'answered', answer: { ok: true, value: { facts: { kind: 'image', width: 640 } } } });
  });

  it('is ended by a file that never lets it go, while the studio goes on, and the next file is read', async () => {
    const thread = threadThat(
      "if (order.question.name === 'bad') for (;;); parentPort.postMessage({ id: order.id, kind: 'answer', answer: 'read' });",
      500,
    );
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 10);
    const [bad, good] = await Promise.all([thread.ask(handle, size, named('bad')), thread.ask(handle, size, named('good'))]);
    clearInterval(ticking);
    expect([bad, good]).toEqual([
      { kind: 'gave-up', why: 'timed-out' },
      { kind: 'answered', answer: 'read' },
    ]);
    expect(turns).toBeGreaterThan(5);
  });

  it('may die of a file that fills its memory', async () => {
    const thread = threadThat('const all = []; for (;;) all.push(new Array(100_000).fill(order.id));', 60_000);
    expect(await thread.ask(handle, size, named('bad'))).toEqual({ kind: 'gave-up', why: 'died' });
  });

  it('comes again for the next file where it died at rest', async () => {
    const dying =
      "parentPort.postMessage({ id: order.id, kind: 'answer', answer: order.id }); setTimeout(() => { throw new Error('at rest'); });";
    const thread = threadThat(dying, 60_000);
    expect(await thread.ask(handle, size, named('one'))).toMatchObject({ kind: 'answered' });
    await expect.poll(async () => (await thread.ask(handle, size, named('two'))).kind).toBe('answered');
  });

  it('passes on what the disk says', async () => {
    const thread = createMediaThread({ limitMs: 60_000 });
    const folderHandle = await open(folder);
    await expect(thread.ask(folderHandle, 10, { kind: 'check' })).rejects.toMatchObject({ code: 'EISDIR' });
    await folderHandle.close();
  });
});
