// The cache of clips for tests: one clip is rendered for each shape, and shared by all processes that use the folder.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClipCache } from '../../../electron/simulator/media/clip-cache.ts';
import type { ClipRenderer, ClipSpec } from '../../../electron/simulator/media/clip-renderer.ts';

const spec: ClipSpec = {
  width: 864,
  height: 480,
  durationSeconds: 4,
  framesPerSecond: 24,
  audio: false,
  prompt: 'a fox',
  caption: 'seedance',
  seed: 1,
};
const signal = new AbortController().signal;

let home: string;
let folder: string;
let rendered: string[];
const renderer: ClipRenderer = {
  async render({ prompt }) {
    rendered.push(prompt);
    return Buffer.from(`a clip of ${prompt}`);
  },
};
const textOf = (clip: Uint8Array): string => Buffer.from(clip).toString();

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'clip-cache-'));
  folder = join(home, 'clips');
  rendered = [];
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('a clip of one shape is rendered once, even for another process that shares the folder', async () => {
  const first = await createClipCache(renderer, folder).render(spec, signal);
  const second = await createClipCache(renderer, folder).render({ ...spec, prompt: 'a heron', caption: 'veo', seed: 2 }, signal);
  expect([textOf(first), textOf(second), rendered]).toEqual(['a clip of a fox', 'a clip of a fox', ['a fox']]);
  expect(readdirSync(folder)).toHaveLength(1);
});

test.each([{ width: 480 }, { height: 864 }, { durationSeconds: 5 }, { framesPerSecond: 25 }, { audio: true }])(
  'a clip of another shape (%o) is rendered separately',
  async (change) => {
    const clips = createClipCache(renderer, folder);
    await clips.render(spec, signal);
    expect(textOf(await clips.render({ ...spec, ...change, prompt: 'a heron' }, signal))).toBe('a clip of a heron');
  },
);

test('a clip that could not be rendered is not cached', async () => {
  const failing: ClipRenderer = { render: () => Promise.reject(new Error('no encoder')) };
  await expect(createClipCache(failing, folder).render(spec, signal)).rejects.toThrow('no encoder');
  expect(textOf(await createClipCache(renderer, folder).render(spec, signal))).toBe('a clip of a fox');
});
