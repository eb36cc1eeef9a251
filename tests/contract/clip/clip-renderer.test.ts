import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClipSpec } from '../../../electron/simulator/media/clip-renderer.ts';
import { createWorkerClipRenderer, type WorkerClipRenderer } from '../../../scripts/clip-worker.mjs';
import { buildWithClipPage } from './build-with-clip-page.ts';
import { contrast, crop, difference, greyPicture, probeMedia } from './media-probe.ts';

const spec: ClipSpec = {
  width: 640,
  height: 360,
  durationSeconds: 2,
  framesPerSecond: 24,
  audio: false,
  prompt: 'a fox in the snow',
  caption: 'Veo 3.1 · 2 s · 360p',
  seed: 7,
};
const noAbort = new AbortController().signal;

let folder: string;
let entry: string;
let worker: WorkerClipRenderer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clip-test-'));
  entry = await buildWithClipPage('test-clip', 'electron/clip-worker.ts');
  worker = createWorkerClipRenderer({ entry });
});

afterAll(async () => {
  await worker?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function renderToFile(name: string, change: Partial<ClipSpec>): Promise<string> {
  const file = join(folder, `${name}.mp4`);
  await writeFile(file, await worker.render({ ...spec, ...change }, noAbort));
  return file;
}

/** The processor time that a process has used, in hundredths of a second. */
function processorTicks(pid: number): number {
  // The second field, the name, may contain spaces; user and system time are the 14th and 15th fields.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
}

/** Waits until a page uses processor time, which happens only while it renders. Linux only; elsewhere it does nothing. */
async function waitUntilRendering(): Promise<void> {
  if (process.platform !== 'linux') return;
  const ticksBefore = pageProcesses().map(processorTicks);
  const isRendering = () => pageProcesses().some((page, index) => processorTicks(page) > (ticksBefore[index] ?? 0) + 10);
  for (let attempt = 0; attempt < 1_000 && !isRendering(); attempt += 1) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Finds the page processes of this test's own worker in /proc. */
function pageProcesses(): number[] {
  const read = (pid: number | string, name: string) => {
    try {
      return readFileSync(`/proc/${pid}/${name}`, 'utf8');
    } catch {
      return '';
    }
  };
  const isOurs = (pid: number): boolean =>
    pid === process.pid || (pid > 1 && isOurs(Number(/^PPid:\s+(\d+)/m.exec(read(pid, 'status'))?.[1] ?? 0)));
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && read(pid, 'cmdline').includes('--type=renderer'))
    .map(Number)
    .filter(isOurs);
}

describe('a rendered clip', () => {
  const cases: readonly (readonly [string, Partial<ClipSpec>])[] = [
    ['wide 720p', { width: 1280, height: 720, durationSeconds: 5 }],
    ['tall with sound', { width: 720, height: 1280, durationSeconds: 2, audio: true }],
    ['square at 30 frames per second', { width: 512, height: 512, durationSeconds: 6, framesPerSecond: 30, audio: true }],
    ['an odd ratio at 25 frames per second', { width: 854, height: 366, durationSeconds: 3, framesPerSecond: 25 }],
    ['1080p with sound', { width: 1920, height: 1080, durationSeconds: 1, audio: true }],
    ['4k', { width: 3840, height: 2160, durationSeconds: 0.5 }],
    ['tiny and long', { width: 96, height: 54, durationSeconds: 25, audio: true }],
  ];

  it.each(cases)('has the requested properties: %s', async (name, change) => {
    const requested = { ...spec, ...change };
    const file = await renderToFile(name.replaceAll(' ', '-'), change);
    const properties = await probeMedia(file);
    expect(properties).toEqual({
      streams: requested.audio ? ['h264', 'opus'] : ['h264'],
      size: `${requested.width}x${requested.height}`,
      durationSeconds: expect.closeTo(requested.durationSeconds, 1),
      framesPerSecond: requested.framesPerSecond,
      frames: requested.durationSeconds * requested.framesPerSecond,
      longestKeyFrameGap: expect.any(Number),
    });
    expect(Math.abs(properties.durationSeconds - requested.durationSeconds)).toBeLessThan(0.05);
    expect(properties.longestKeyFrameGap).toBeLessThan(1.05);
  });

  it('can be played before it is complete, because the index is before the media', async () => {
    const bytes = Buffer.from(await worker.render(spec, noAbort));
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
  });

  it('shows a moving picture', async () => {
    const file = await renderToFile('moving', {});
    const [first, last] = [await greyPicture(file), await greyPicture(file, 1.8)];
    expect(contrast(first)).toBeGreaterThan(15);
    expect(difference(first, last)).toBeGreaterThan(3);
  });

  it('has the same picture for the same seed, and another picture for another seed', async () => {
    const [one, same, other] = await Promise.all(
      [1, 1, 2].map((seed, number) => renderToFile(`seed-${number}`, { seed, durationSeconds: 0.5 })),
    );
    const [a, b, c] = await Promise.all([one, same, other].map((file) => greyPicture(file ?? '')));
    if (!a || !b || !c) throw new Error('no pictures');
    expect(difference(a, b)).toBeLessThan(0.5);
    expect(difference(a, c)).toBeGreaterThan(5);
  });

  it('accepts any prompt: empty, very long, without spaces, right to left', async () => {
    for (const prompt of ['', 'x'.repeat(5000), '雪の中を走る狐'.repeat(60), 'ثعلب في الثلج 🦊 '.repeat(30), '\n\n\t'])
      expect((await worker.render({ ...spec, durationSeconds: 0.25, prompt }, noAbort)).length).toBeGreaterThan(1000);
  });

  it('is refused if H.264 cannot encode it', async () => {
    await expect(worker.render({ ...spec, width: 641 }, noAbort)).rejects.toMatchObject({ reason: 'cannot-encode' });
    await expect(worker.render({ ...spec, width: 16_384, height: 16_384 }, noAbort)).rejects.toMatchObject({ reason: 'cannot-encode' });
  });

  it('stops when it is cancelled, and the next clip is rendered', async () => {
    const controller = new AbortController();
    // Rendering this clip completely would take far longer than the test.
    const long = worker.render({ ...spec, width: 1920, height: 1080, durationSeconds: 3_600 }, controller.signal);
    await waitUntilRendering();
    controller.abort();
    await expect(long).rejects.toMatchObject({ name: 'AbortError' });
    expect((await worker.render({ ...spec, durationSeconds: 0.25 }, noAbort)).length).toBeGreaterThan(1_000);
  });

  it.runIf(process.platform === 'linux')('is rendered again after a crash of the page', async () => {
    const clip = worker.render({ ...spec, width: 1280, height: 720, durationSeconds: 4 }, noAbort);
    await waitUntilRendering();
    const pages = pageProcesses();
    expect(pages).toHaveLength(1);
    for (const page of pages) process.kill(page, 'SIGKILL');
    expect((await clip).length).toBeGreaterThan(10_000);
  });
});

describe('a poster', () => {
  it('shows a frame and a strip of different frames, with the metadata', async () => {
    const file = await renderToFile('for-poster', { width: 1280, height: 720, durationSeconds: 4, audio: true, prompt: '' });
    const { poster, filmstrip, ...metadata } = await worker.poster(file);
    expect(metadata).toEqual({ width: 1280, height: 720, durationSeconds: expect.closeTo(4, 1), framesPerSecond: 24, hasAudio: true });

    await writeFile(join(folder, 'poster.jpg'), poster);
    await writeFile(join(folder, 'strip.jpg'), filmstrip);
    const picture = await greyPicture(join(folder, 'poster.jpg'));
    expect([picture.width, picture.height]).toEqual([640, 360]);
    expect(contrast(picture)).toBeGreaterThan(15);
    const strip = await greyPicture(join(folder, 'strip.jpg'));
    expect([strip.width, strip.height]).toEqual([1600, 90]);
    expect(difference(crop(strip, 0, 160), crop(strip, 1440, 160))).toBeGreaterThan(3);
  });

  it('is not black if only the start of the video is black', async () => {
    const file = join(folder, 'black-first.mp4');
    const filter = 'color=black:s=640x360:d=1:r=25[a];testsrc=s=640x360:d=2:r=25[b];[a][b]concat';
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-filter_complex', filter, '-pix_fmt', 'yuv420p', file]);
    await writeFile(join(folder, 'black.jpg'), (await worker.poster(file)).poster);
    expect(contrast(await greyPicture(join(folder, 'black.jpg')))).toBeGreaterThan(30);
  });

  it('fails with a reason if the file is not a video', async () => {
    const pdf = join(folder, 'renamed.mp4');
    await writeFile(pdf, `%PDF-1.7\n${'nothing to see here\n'.repeat(5_000)}`);
    await expect(worker.poster(pdf)).rejects.toMatchObject({ reason: 'unreadable' });

    const empty = join(folder, 'empty.mp4');
    await writeFile(empty, '');
    await expect(worker.poster(empty)).rejects.toMatchObject({ reason: 'unreadable' });

    const sound = join(folder, 'sound.mp4');
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'sine=d=1', sound]);
    await expect(worker.poster(sound)).rejects.toMatchObject({ reason: 'no-video' });

    const undecodable = join(folder, 'noise.mp4');
    const bytes = Buffer.from(await worker.render({ ...spec, durationSeconds: 0.5 }, noAbort));
    bytes.fill(0xa5, bytes.indexOf('mdat') + 4);
    await writeFile(undecodable, bytes);
    await expect(worker.poster(undecodable)).rejects.toMatchObject({ reason: 'undecodable' });
  });
});

describe('an image', () => {
  it('is measured, and another file with the extension of an image is rejected', async () => {
    const image = join(folder, 'clear.png');
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'color=red@0.5:s=30x20,format=rgba', '-frames:v', '1', image]);
    expect(await worker.image(image)).toEqual({ width: 30, height: 20, hasAlpha: true });

    const pdf = join(folder, 'renamed.png');
    await writeFile(pdf, '%PDF-1.7 nothing to see here');
    await expect(worker.image(pdf)).rejects.toMatchObject({ reason: 'unreadable' });
  });
});
