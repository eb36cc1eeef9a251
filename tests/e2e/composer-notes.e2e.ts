// Messages in both languages: of the composer while files are being added and about replaced drafts, and of a batch about an unusable CSV
// file.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { callChannel } from '../../shared/ipc/bridge.ts';
import { defaultRequest } from '../../shared/models/index.ts';
import { type Text, text } from '../../shared/text/index.ts';
import { call } from './support/bridge.ts';
import { checkView } from './support/check-view.ts';
import { answerDialogs } from './support/dialog-answers.ts';
import { greyPng } from './support/plain-pictures.ts';
import { storedTile } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo } from './support/tasks.ts';

const languages = ['en', 'zh'] as const;
const lighthouse = 'an old clip of a lighthouse';

const { home, studio } = studioPerFile({ choosesSimulator: true });
let page: Page;

test.beforeAll(async () => {
  page = studio.page;
  await makeVideo(page, { ...defaultRequest('seedance-1.5-pro', lighthouse), durationSeconds: 4, quality: '480p' });
  await expect(storedTile(page, lighthouse)).toBeVisible();
});

/** The prompt field, found without its label because the window's language changes. */
const promptField = () => page.locator('#prompt');

async function switchLanguage(language: (typeof languages)[number]): Promise<Text> {
  await call(page, 'settings.change', { language });
  await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : 'en');
  await page.keyboard.press('Control+1');
  return text(language);
}
async function typePrompt(prompt: string): Promise<void> {
  await page.keyboard.press('Control+l');
  await expect(promptField()).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(prompt);
}
async function clickUseAgain(messages: Text): Promise<void> {
  await storedTile(page, lighthouse).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: messages.library.useAgain, exact: true }).click();
  await expect(promptField()).toHaveValue(lighthouse);
  // The menu has closed, and the prompt gets the keys.
  await expect(promptField()).toBeFocused();
}

/** Delays calls with this name, as a slow drive would, until the returned function is called. */
async function delayCalls(name: string): Promise<() => Promise<void>> {
  await studio.app.evaluate(
    ({ ipcMain }, { channel, held: delayedName }) => {
      type Handler = (event: unknown, name: unknown, input: unknown) => Promise<unknown>;
      // Electron has no public API for its handlers.
      const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers;
      const handler = handlers.get(channel) as Handler;
      const shared = globalThis as { releaseCalls?: () => void };
      const released = new Promise<void>((resolve) => {
        shared.releaseCalls = () => {
          handlers.set(channel, handler);
          resolve();
        };
      });
      handlers.set(channel, async (event, called, input) => {
        if (called === delayedName) await released;
        return handler(event, called, input);
      });
    },
    { channel: callChannel, held: name },
  );
  return () => studio.app.evaluate(() => (globalThis as { releaseCalls?: () => void }).releaseCalls?.());
}

for (const language of languages) {
  test(`in ${language}: Generate is disabled while a file is being added, and the user can stop that`, async () => {
    const messages = await switchLanguage(language);
    await clickUseAgain(messages);
    const file = join(home.folder, `slow-${language}.png`);
    writeFileSync(file, greyPng(90, 1280, 720));
    await answerDialogs(studio, [file]);
    const release = await delayCalls('references.choose');
    await page.locator('[data-slot]:not([data-reference])').first().click();
    const stop = page.getByRole('button', { name: messages.composer.stopAdding });
    await expect(stop).toBeVisible();
    await expect(page.getByRole('button', { name: messages.composer.generate, exact: true })).toBeDisabled();
    await checkView(page, `adding-${language}`);
    await stop.click();
    await expect(stop).toBeHidden();
    await release();
    await expect(page.locator('[data-reference]')).toHaveCount(0);
  });

  test(`in ${language}: replaced drafts are counted and can be restored one by one`, async () => {
    const messages = await switchLanguage(language);
    for (const draft of ['a tram in the rain', 'a fox in the snow', 'a door in the wall']) {
      await typePrompt(draft);
      await clickUseAgain(messages);
    }
    await expect(page.getByText(messages.composer.draftsSetAside(3))).toBeVisible();
    await checkView(page, `drafts-${language}`);
    const restoreButton = page.getByRole('button', { name: messages.composer.restoreDraft });
    for (const draft of ['a door in the wall', 'a fox in the snow', 'a tram in the rain']) {
      await restoreButton.click();
      await expect(promptField()).toHaveValue(draft);
    }
    // A draft that a restored draft replaces can be restored, too.
    await expect(page.getByText(messages.composer.draftsSetAside(2))).toBeVisible();
  });

  test(`in ${language}: a batch lists the first unknown columns of a CSV file, counts the others, and reports too many lines`, async () => {
    const messages = await switchLanguage(language);
    await page.keyboard.press('Control+b');
    const stage = page.getByRole('region', { name: messages.batch.title });
    await stage.getByRole('radio', { name: messages.batch.modes.csv }).click();
    const file = join(home.folder, 'headings.csv');
    writeFileSync(file, `prompt,${Array.from({ length: 50 }, (_, index) => `colour${index}`).join(',')}\na\n`);
    await page.locator('input[type="file"]').setInputFiles(file);
    await expect(stage.getByText(messages.batch.fileProblem({ kind: 'more-columns', count: 30 }))).toBeVisible();
    await checkView(page, `batch-headings-${language}`);
    writeFileSync(file, 'prompt\n'.concat('a fox\n'.repeat(3_000)));
    await page.locator('input[type="file"]').setInputFiles(file);
    await expect(stage.getByText(messages.batch.fileProblem({ kind: 'too-many', max: 1_000 }))).toBeVisible();
    await checkView(page, `batch-too-many-${language}`);
  });
}
