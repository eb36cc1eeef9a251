// Results that are no MP4: each is stored under its own extension, the inspector names its kind, and the player shows it or says that this
// computer cannot.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createSimulator } from '../../electron/simulator/simulator.ts';
import { addProfile } from './support/accounts.ts';
import { generate, place, storedTile, waitUntilStored, words, writePrompt } from './support/steps.ts';
import { createHome, launchStudio } from './support/studio-app.ts';

const encoders = {
  webm: ['-c:v', 'libvpx', '-b:v', '200k'],
  ts: ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
} as const;

for (const [kind, isPlayable] of [
  ['webm', true],
  ['ts', false],
] as const) {
  test(`a result in ${kind} is stored as such and ${isPlayable ? 'plays' : 'the player says why it does not play'}`, async () => {
    const home = createHome();
    const file = join(home.videos, `made.${kind}`);
    const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=24:duration=2'];
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...picture, ...encoders[kind], file]);
    const bytes = readFileSync(file);
    const service = createSimulator({ directory: null, clips: { render: async () => bytes }, settings: { progressMs: 100 } });
    const { api, files } = await service.start();
    const studio = await launchStudio(home);
    try {
      const { page } = studio;
      await addProfile(page, { name: 'Work', key: 'sk-work-4f2a', api, files });
      await place(page, 'library').click();
      await writePrompt(page, 'a fox');
      await generate(page);
      await waitUntilStored(page, 'a fox');
      expect(readdirSync(join(home.videos, 'Evolink Studio')).filter((name) => name.endsWith(`.${kind}`))).toHaveLength(1);
      const tile = storedTile(page, 'a fox').first();
      await tile.click();
      await expect(page.getByText(words.library.inspector.containers[kind])).toBeVisible();
      await expect(page.getByText(words.library.inspector.untagged['other-container'])).toBeVisible();
      // Its poster was made, whether it plays or not.
      await expect(tile.locator('img')).toBeVisible();
      await tile.dblclick();
      const video = page.locator('video');
      if (isPlayable) {
        await expect.poll(() => video.evaluate((node: HTMLVideoElement) => node.videoWidth)).toBe(320);
        await expect(page.getByText(words.player.broken)).toHaveCount(0);
      } else {
        await expect(page.getByRole('alert')).toContainText(words.player.brokenWholeDetail);
      }
    } finally {
      await studio.quit();
      await service.stop();
      home.remove();
    }
  });
}
