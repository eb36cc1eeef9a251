// The tag record in a video file: ffprobe reads the record, the library is rebuilt from records, and a dropped video fills the form. All
// tests share one start. The folder already contains a video of another profile.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { writeTags } from '../../electron/adapters/mp4/tag-writer.ts';
import { buildTags } from '../../electron/core/library/tag-record.ts';
import { newTask } from '../../electron/core/tasks/row-factories.ts';
import type { GenerationRequest } from '../../shared/generation.ts';
import { call } from './support/bridge.ts';
import { checkView } from './support/check-view.ts';
import { chooseSimulator, generate, messages, navButton, promptField, storedTile, waitUntilStored, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';

test.describe.configure({ mode: 'serial' });

let folder: string;
const { studio } = studioPerFile({
  fill: async (home) => {
    folder = join(home.videos, 'Evolink Studio');
    mkdirSync(folder, { recursive: true });
    await createEarlierVideo(join(folder, earlierName));
  },
});

const earlierRequest: GenerationRequest = {
  model: 'sora-2',
  prompt: 'a lighthouse that another profile once made',
  durationSeconds: 8,
  quality: null,
  aspectRatio: '9:16',
  generateAudio: null,
  references: [{ role: 'first-frame', referenceId: 1 }],
  parameters: {},
};
const earlierName = 'from long ago.mp4';

async function createEarlierVideo(path: string): Promise<void> {
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=320x568:rate=24:duration=2'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...picture, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', path]);
  const draft = newTask({ profileId: 1, simulated: true, request: earlierRequest, sourceTaskId: null }, Date.UTC(2026, 0, 2));
  const row = { ...draft, id: 1, serviceTaskId: 'task-unified-1767312000-longago0', acceptedAtMs: Date.UTC(2026, 0, 2), endedAtMs: null };
  const tags = buildTags(row, 0, () => ({ sha256: 'e'.repeat(64), name: 'harbour.png' }));
  const received = createHash('sha256').update(readFileSync(path)).digest('hex');
  const handle = await open(path, 'r+');
  const { size } = await handle.stat();
  expect((await writeTags(handle, size, tags({ sha256: received }), async () => undefined)).kind).toBe('written');
  await handle.close();
}

/** Drops a real file on an element, as a file manager does. */
async function drop(page: Page, path: string, selector: string): Promise<void> {
  await page.evaluate(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', id: 'dropped-file', hidden: true });
    document.body.append(input);
  });
  await page.locator('#dropped-file').setInputFiles(path);
  await page.evaluate((target) => {
    const input = document.querySelector<HTMLInputElement>('#dropped-file');
    const file = input?.files?.[0];
    if (file === undefined) throw new Error('no file to drop');
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file);
    document.querySelector(target)?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
    input?.remove();
  }, selector);
}

test('a video made here plays, and ffprobe reads its prompt', async () => {
  const { page } = studio;
  await chooseSimulator(page);
  await writePrompt(page, 'paper boats — 纸船 — on a canal');
  await generate(page);
  await waitUntilStored(page, 'paper boats');
  const [resultId = 0] = (await call(page, 'library.index', {})).resultIds;
  const { items } = await call(page, 'library.records', { resultIds: [resultId] });
  const [item] = items;
  const file = join(folder, item?.fileName ?? '');
  const probeOutput = execFileSync('ffprobe', ['-v', 'error', '-of', 'json', '-show_format', file], { encoding: 'utf8' });
  const { tags } = (JSON.parse(probeOutput) as { format: { tags: Record<string, string> } }).format;
  expect([tags.description, tags.comment]).toEqual(['paper boats — 纸船 — on a canal', 'paper boats — 纸船 — on a canal']);
  expect(JSON.parse(tags['evolink-studio'] ?? '{}')).toMatchObject({
    taskId: item?.serviceTaskId,
    model: item?.request.model,
    simulated: true,
    receivedSha256: item?.receivedSha256,
  });
  expect([item?.untaggedReason, item?.sha256 === item?.receivedSha256, statSync(file).size]).toEqual([null, false, item?.bytes]);
  await storedTile(page, 'paper boats').first().dblclick();
  const video = page.locator('video');
  await expect.poll(() => video.evaluate((v: HTMLVideoElement) => v.currentTime)).toBeGreaterThan(0.2);
  await page.keyboard.press('Escape');
});

test('the library is rebuilt from the folder, including a renamed file', async () => {
  const { page } = studio;
  const fileName = readdirSync(folder).find((name) => name.includes('paper boats')) ?? '';
  renameSync(join(folder, fileName), join(folder, 'renamed by hand.mp4'));
  await navButton(page, 'settings').click();
  await page.getByRole('button', { name: messages.settings.rebuildStart, exact: true }).click();
  await expect(page.getByText(/Done: 2 files checked, 1 added, 1 found again/)).toBeVisible();
  await checkView(page, 'tags-settings');
  await navButton(page, 'library').click();
  await expect(storedTile(page, 'a lighthouse').first()).toBeVisible();
  const { resultIds } = await call(page, 'library.index', {});
  const { items } = await call(page, 'library.records', { resultIds });
  expect(items.map(({ fileName, state }) => [fileName, state]).sort()).toEqual([
    [earlierName, 'stored'],
    ['renamed by hand.mp4', 'stored'],
  ]);
  await storedTile(page, 'a lighthouse').first().click();
  await expect(page.getByText(messages.library.inspector.tagged)).toBeVisible();
  await checkView(page, 'tags-inspector');
});

test('a video that is dropped on the composer or elsewhere fills the form, and the previous draft can be restored', async () => {
  const { page } = studio;
  await writePrompt(page, 'something of my own');
  await drop(page, join(folder, earlierName), '#prompt');
  await expect(promptField(page)).toHaveValue(earlierRequest.prompt);
  await expect(page.getByText(messages.composer.reusedFrom(earlierName))).toContainText(messages.composer.reusedWithout(['harbour.png']));
  await checkView(page, 'tags-composer');
  await page.getByRole('button', { name: messages.composer.restoreDraft }).click();
  await expect(promptField(page)).toHaveValue('something of my own');
  await page.mouse.move(500, 300);
  await drop(page, join(folder, 'renamed by hand.mp4'), 'body');
  await expect(promptField(page)).toHaveValue('paper boats — 纸船 — on a canal');
});
