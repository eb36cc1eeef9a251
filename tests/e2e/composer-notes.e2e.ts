// What the composer says while it waits for files, and of drafts that made room for something else; what a batch says of a file that is
// no table. In both languages.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { callChannel } from '../../shared/ipc/bridge.ts';
import { defaultRequest } from '../../shared/models/index.ts';
import { type Text, text } from '../../shared/text/index.ts';
import { call, makeVideo } from './support/bridge.ts';
import { answerDialogs, picture } from './support/dialog-answers.ts';
import { lookAt } from './support/look-at-view.ts';
import { storedTile } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';

const languages = ['en', 'zh'] as const;
const lighthouse = 'an old clip of a lighthouse';

const { home, studio } = studioPerFile({ choosesSimulator: true });
let page: Page;

test.beforeAll(async () => {
  page = studio.page;
  await makeVideo(page, { ...defaultRequest('seedance-1.5-pro', lighthouse), durationSeconds: 4, quality: '480p' });
  await expect(storedTile(page, lighthouse)).toBeVisible();
});

/** The prompt, in whatever language the studio speaks. */
const promptField = () => page.locator('#prompt');

async function speak(language: (typeof languages)[number]): Promise<Text> {
  await call(page, 'settings.change', { language });
  await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : 'en');
  await page.keyboard.press('Control+1');
  return text(language);
}
async function type(prompt: string): Promise<void> {
  await page.keyboard.press('Control+l');
  await expect(promptField()).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(prompt);
}
async function composeAgain(words: Text): Promise<void> {
  await storedTile(page, lighthouse).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: words.library.useAgain, exact: true }).click();
  await expect(promptField()).toHaveValue(lighthouse);
}

/** Calls of this name are answered only once the answer of this function is called: a drive that takes its time. */
async function holdBack(name: string): Promise<() => Promise<void>> {
  await studio.app.evaluate(
    ({ ipcMain }, { channel, held }) => {
      type Answer = (event: unknown, name: unknown, input: unknown) => Promise<unknown>;
      // Electron names the handlers nowhere else.
      const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Answer> })._invokeHandlers;
      const answer = handlers.get(channel) as Answer;
      const kept = globalThis as { letGo?: () => void };
      const released = new Promise<void>((resolve) => {
        kept.letGo = () => {
          handlers.set(channel, answer);
          resolve();
        };
      });
      handlers.set(channel, async (event, called, input) => {
        if (called === held) await released;
        return answer(event, called, input);
      });
    },
    { channel: callChannel, held: name },
  );
  return () => studio.app.evaluate(() => (globalThis as { letGo?: () => void }).letGo?.());
}

for (const language of languages) {
  test(`in ${language}: Generate waits for a file that is being added, and the wait can be stopped`, async () => {
    const words = await speak(language);
    await composeAgain(words);
    const file = join(home.folder, `slow-${language}.png`);
    writeFileSync(file, picture(90, 1280, 720));
    await answerDialogs(studio, [file]);
    const letGo = await holdBack('references.choose');
    await page.locator('[data-slot]:not([data-reference])').first().click();
    const stop = page.getByRole('button', { name: words.composer.stopAdding });
    await expect(stop).toBeVisible();
    await expect(page.getByRole('button', { name: words.composer.generate, exact: true })).toBeDisabled();
    await lookAt(page, `adding-${language}`);
    await stop.click();
    await expect(stop).toBeHidden();
    await letGo();
    await expect(page.locator('[data-reference]')).toHaveCount(0);
  });

  test(`in ${language}: drafts that made room are counted, and come back one by one`, async () => {
    const words = await speak(language);
    for (const draft of ['a tram in the rain', 'a fox in the snow', 'a door in the wall']) {
      await type(draft);
      await composeAgain(words);
    }
    await expect(page.getByText(words.composer.putAside(3))).toBeVisible();
    await lookAt(page, `drafts-${language}`);
    const back = page.getByRole('button', { name: words.composer.putBack });
    for (const draft of ['a door in the wall', 'a fox in the snow', 'a tram in the rain']) {
      await back.click();
      await expect(promptField()).toHaveValue(draft);
    }
    // What stood there in between is kept as well.
    await expect(page.getByText(words.composer.putAside(2))).toBeVisible();
  });

  test(`in ${language}: a batch names the first faults of a file that is no table, and counts the rest`, async () => {
    const words = await speak(language);
    await page.keyboard.press('Control+b');
    const stage = page.getByRole('region', { name: words.batch.title });
    await stage.getByRole('radio', { name: words.batch.ways.csv }).click();
    const file = join(home.folder, 'headings.csv');
    writeFileSync(file, `prompt,${Array.from({ length: 50 }, (_, at) => `colour${at}`).join(',')}\na\n`);
    await page.locator('input[type="file"]').setInputFiles(file);
    await expect(stage.getByText(words.batch.fileProblem({ kind: 'more-columns', count: 30 }))).toBeVisible();
    await lookAt(page, `batch-headings-${language}`);
    writeFileSync(file, 'prompt\n'.concat('a fox\n'.repeat(3_000)));
    await page.locator('input[type="file"]').setInputFiles(file);
    await expect(stage.getByText(words.batch.fileProblem({ kind: 'too-many', max: 1_000 }))).toBeVisible();
    await lookAt(page, `batch-too-many-${language}`);
  });
}
