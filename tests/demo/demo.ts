// `npm run demo -- --prompt "…" --out DIR`: drives the app as a user does. In a fresh profile it chooses the simulator, types a prompt,
// clicks Generate and waits for the stored video. Then it starts the app again and plays the video. The last line is JSON. On failure the
// demo prints the reason and exits with 1.
import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { expect } from '@playwright/test';
import { call } from '../e2e/support/bridge.ts';
import { chooseSimulator, generate, storedTile, waitUntilStored, writePrompt } from '../e2e/support/steps.ts';
import { createHome, launchStudio } from '../e2e/support/studio-app.ts';

const { values } = parseArgs({
  options: { prompt: { type: 'string', default: 'a fox in the snow' }, out: { type: 'string', default: './demo-out' } },
});
const prompt = values.prompt;
const outFolder = resolve(values.out);
const startedAtMs = Date.now();
const printProgress = (sentence: string) => console.error(`demo: ${sentence}`);

/** The simulator renders each task for six seconds and draws a clip for each task. */
const simulatorSettings = { progressMs: 6_000, drawsClipPerTask: true } as const;

async function run(): Promise<void> {
  if (prompt.trim() === '') throw new Error('the prompt is empty');
  mkdirSync(outFolder, { recursive: true });
  const home = createHome();
  try {
    printProgress('starting the studio with a fresh profile');
    const first = await launchStudio(home, simulatorSettings);
    try {
      await chooseSimulator(first.page);
      await writePrompt(first.page, prompt);
      await generate(first.page);
      printProgress('generating');
      await waitUntilStored(first.page, prompt, 180_000);
    } finally {
      await first.quit();
    }

    printProgress('stored; starting the studio again');
    const second = await launchStudio(home, simulatorSettings);
    try {
      await waitUntilStored(second.page, prompt);
      const [resultId] = (await call(second.page, 'library.index', {})).resultIds;
      if (resultId === undefined) throw new Error('the library is empty after the restart');
      const [item] = (await call(second.page, 'library.records', { resultIds: [resultId] })).items;
      if (item === undefined || item.state !== 'stored') throw new Error('the video is missing after the restart');
      await storedTile(second.page, prompt).first().dblclick();
      const video = second.page.locator('video');
      await expect.poll(() => video.evaluate((v: HTMLVideoElement) => v.currentTime)).toBeGreaterThan(0.2);
      await second.page.setViewportSize({ width: 1440, height: 900 });
      await second.page.screenshot({ path: join(outFolder, 'studio.png') });
      const { folder } = (await call(second.page, 'studio.snapshot', {})).status.library;
      const file = join(outFolder, item.fileName);
      copyFileSync(join(folder, item.fileName), file);
      const { serviceTaskId, width, height, durationSeconds } = item;
      const seconds = Math.round((Date.now() - startedAtMs) / 100) / 10;
      console.log(JSON.stringify({ serviceTaskId, file, bytes: statSync(file).size, width, height, durationSeconds, seconds }));
    } finally {
      await second.quit();
    }
  } finally {
    home.remove();
  }
}

run().catch((error: unknown) => {
  console.error(`demo: failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
