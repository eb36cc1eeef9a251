// Results in other formats than H.264 in MP4. Each is stored with its own extension, the inspector names its format, and the player plays
// the video or says why it cannot.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, test } from '@playwright/test';
import { createSimulator, type Simulator } from '../../electron/simulator/simulator.ts';
import { addProfile } from './support/accounts.ts';
import { checkView, takeScreenshot } from './support/check-view.ts';
import { generate, messages, navButton, storedTile, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { pollUntilStored } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { home, studio } = studioPerFile();
const withSound = ['-f', 'lavfi', '-i', 'sine=duration=2'];
/** The video that the service delivers for every task. */
let video: Buffer;
let service: Simulator;

test.beforeAll(async () => {
  service = createSimulator({ directory: null, clips: { render: async () => video }, settings: { progressMs: 100 } });
  const { api, files } = await service.start();
  await addProfile(studio.page, { name: 'Work', key: 'sk-work-4f2a', api, files });
});

test.afterAll(() => service?.stop());

/** Makes a task whose result is this video, waits until it is stored, and returns its tile. `prompt` must be unique. */
async function makeVideoFromFile(prompt: string, name: string, output: readonly string[], sound: readonly string[]): Promise<Locator> {
  const { page } = studio;
  const file = join(home.videos, name);
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=24:duration=2'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...picture, ...sound, ...output, '-pix_fmt', 'yuv420p', file]);
  video = readFileSync(file);
  await navButton(page, 'library').click();
  await writePrompt(page, prompt);
  await generate(page);
  await pollUntilStored(page, prompt);
  return storedTile(page, prompt).first();
}

const hevc = ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=error', '-tag:v', 'hvc1', '-c:a', 'aac'];
const mpeg4 = ['-c:v', 'mpeg4', '-c:a', 'aac'];

for (const [format, codec, output, sound] of [
  ['HEVC with sound', 'hevc', hevc, withSound],
  ['HEVC without sound', 'hevc', hevc, []],
  ['MPEG-4 Part 2 with sound', 'mpeg4', mpeg4, withSound],
] as const) {
  test(`a video in ${format}, which cannot be decoded here, is marked on its tile and in the player, and actions that cannot work are disabled`, async () => {
    const { page } = studio;
    const tile = await makeVideoFromFile(`a fox in ${format}`, 'made.mp4', output, sound);
    const { player, frames } = messages;
    await expect(tile).toContainText(player.noDecoderShort(codec));
    await takeScreenshot(page, `tile-no-decoder-${codec}`);
    await tile.click({ button: 'right' });
    await expect(page.getByRole('menuitem', { name: player.openElsewhere })).toBeVisible();
    await expect(page.getByRole('menuitem', { name: frames.continueFrom })).toBeDisabled();
    await page.keyboard.press('Escape');
    await tile.dblclick();
    const playsSound = sound.length > 0;
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(player.noDecoder(codec));
    await expect(alert).toContainText(player.noDecoderDetail(true, playsSound));
    await expect(alert.getByRole('button', { name: player.openElsewhere })).toBeVisible();
    for (const name of [frames.use, player.previousFrame, player.nextFrame, frames.saveKey]) {
      await expect(page.getByRole('button', { name, exact: true })).toBeDisabled();
    }
    const toggle = page.getByRole('button', { name: new RegExp(`^(${player.play}|${player.pause})$`) });
    if (playsSound) await expect(toggle).toBeEnabled();
    else await expect(toggle).toBeDisabled();
    await checkView(page, `no-decoder-${codec}-${playsSound ? 'sound' : 'silent'}`);
  });
}

const encoders = {
  webm: ['-c:v', 'libvpx', '-b:v', '200k'],
  ts: ['-c:v', 'libx264', '-preset', 'ultrafast'],
} as const;

for (const [kind, isPlayable] of [
  ['webm', true],
  ['ts', false],
] as const) {
  test(`a result in ${kind} keeps its format and ${isPlayable ? 'plays' : 'the player says why it does not play'}`, async () => {
    const { page } = studio;
    const tile = await makeVideoFromFile(`a fox in ${kind}`, `made.${kind}`, encoders[kind], []);
    expect(readdirSync(join(home.videos, 'Evolink Studio')).filter((name) => name.endsWith(`.${kind}`))).toHaveLength(1);
    await tile.click();
    await expect(page.getByText(messages.library.inspector.containers[kind])).toBeVisible();
    await expect(page.getByText(messages.library.inspector.untagged['other-container'])).toBeVisible();
    // The video has a poster even if it cannot be played.
    await expect(tile.locator('img')).toBeVisible();
    await tile.dblclick();
    if (isPlayable) {
      await expect.poll(() => page.locator('video').evaluate((node: HTMLVideoElement) => node.videoWidth)).toBe(320);
      await expect(page.getByText(messages.player.unplayable)).toHaveCount(0);
    } else {
      await expect(page.getByRole('alert')).toContainText(messages.player.intactButUnplayable);
    }
  });
}
