// The composer must never pay several times by accident, pay for another prompt, or lose the user's choices. The tests press real keys.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { defaultRequest, findModel } from '../../shared/models/index.ts';
import { submission } from '../support/submission.ts';
import { call } from './support/bridge.ts';
import { checkView, smallerSize, takeScreenshot, takesScreenshots, waitUntilStill } from './support/check-view.ts';
import { answerDialogs } from './support/dialog-answers.ts';
import { startService } from './support/outside-service.ts';
import { greyPng } from './support/plain-pictures.ts';
import { closeMenu, generateButton, messages, navButton, promptField, storedTile, typeModel, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo } from './support/tasks.ts';

test.setTimeout(180_000);

const { composer } = messages;
const shortRequest = (prompt: string) => ({ ...defaultRequest('seedance-1.5-pro', prompt), durationSeconds: 4, quality: '480p' });

const lighthouse = 'an old clip of a lighthouse';

const { home, studio } = studioPerFile({ choosesSimulator: true });
let page: Page;

test.beforeAll(async () => {
  page = studio.page;
  await makeVideo(page, shortRequest(lighthouse));
  await expect(storedTile(page, lighthouse)).toBeVisible();
});

const generateState = (): Locator => page.locator('#generate-state');
const variations = (): Locator => page.getByRole('combobox', { name: composer.variations });
const batch = (): Locator => page.getByRole('region', { name: messages.batch.title });

async function typePrompt(prompt: string): Promise<void> {
  await page.keyboard.press('Control+l');
  await expect(promptField(page)).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(prompt);
}
async function chooseModel(model: string): Promise<void> {
  await page.locator('#model').click();
  const search = page.getByRole('combobox', { name: messages.modelPicker.search });
  await search.fill(model);
  await search.press('Enter');
  await expect(page.locator('#model')).toContainText(findModel(model)?.name ?? model);
}
async function clickUseAgain(prompt: string): Promise<void> {
  await storedTile(page, prompt).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: messages.library.useAgain, exact: true }).click();
  await expect(promptField(page)).toHaveValue(prompt);
  // The menu has closed, and the prompt gets the keys.
  await expect(promptField(page)).toBeFocused();
}
async function insertEarlierPrompt(): Promise<void> {
  await page.keyboard.press('Control+p');
  await expect(page.getByRole('combobox', { name: messages.prompts.history.search })).toBeFocused();
  await page.keyboard.type('lighthouse');
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
}
/** Checks the view with axe. With `npm run screenshots` it also takes screenshots in small windows and in Chinese. */
async function checkViewVariants(name: string): Promise<void> {
  await checkView(page, name);
  if (!takesScreenshots) return;
  for (const [theme, language] of [
    ['dark', 'en'],
    ['light', 'zh'],
  ] as const) {
    await call(page, 'settings.change', { theme, language });
    await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? /^zh/ : /^en/);
    for (const size of [{ width: 960, height: 600 }, smallerSize]) {
      await page.setViewportSize(size);
      await waitUntilStill(page);
      await takeScreenshot(page, `${name}-${theme}-${language}-${size.width}`);
    }
  }
  await call(page, 'settings.change', { language: 'en' });
  await expect(page.locator('html')).toHaveAttribute('lang', /^en/);
}
/** Presses Undo repeatedly, because each Undo removes only one letter. */
async function undoAll(): Promise<void> {
  for (let press = 0; press < 24; press += 1) await page.keyboard.press('Control+z');
}
const prompts = async (): Promise<readonly string[]> =>
  (await call(page, 'studio.snapshot', {})).tasks.map(({ request }) => request.prompt).sort();

test('Undo never mixes two prompts', async () => {
  await typePrompt('first words');

  // An earlier prompt is inserted like typed text, so Undo restores exactly the previous text.
  await insertEarlierPrompt();
  await expect(promptField(page)).toHaveValue(lighthouse);
  await page.keyboard.press('Control+z');
  await expect(promptField(page)).toHaveValue('first words');

  // "Use again" replaces the whole form, so Undo in the prompt undoes only text that is typed afterwards.
  await clickUseAgain(lighthouse);
  await undoAll();
  await expect(promptField(page)).toHaveValue(lighthouse);
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' at night');
  await expect(promptField(page)).toHaveValue('an old clip of a lighthouse at night');
  await undoAll();
  await expect(promptField(page)).toHaveValue(lighthouse);

  // After a draft is restored there is nothing to undo, either.
  await page.getByRole('button', { name: composer.restoreDraft }).click();
  await expect(promptField(page)).toHaveValue('first words');
  await promptField(page).focus();
  await undoAll();
  await expect(promptField(page)).toHaveValue('first words');

  // Text is pasted in one piece and then replaced.
  await writePrompt(page, 'pasted words');
  await clickUseAgain(lighthouse);
  await promptField(page).focus();
  await undoAll();
  await expect(promptField(page)).toHaveValue(lighthouse);
});

test('the number of variations is 1 again after Use again, an earlier prompt, Continue from its last frame, and sending', async () => {
  await typePrompt('eight of these');
  await variations().selectOption('8');
  await clickUseAgain(lighthouse);
  await expect(variations()).toHaveValue('1');

  await variations().selectOption('8');
  await insertEarlierPrompt();
  await expect(promptField(page)).toBeFocused();
  await expect(variations()).toHaveValue('1');

  await storedTile(page, lighthouse).first().click({ button: 'right' });
  await variations()
    .selectOption('8', { force: true })
    .catch(() => undefined);
  await closeMenu(page);
  await variations().selectOption('8');
  await storedTile(page, lighthouse).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: messages.frames.continueFrom }).click();
  await expect(page.locator('[data-reference]')).toHaveCount(1);
  await expect(variations()).toHaveValue('1');

  await typePrompt('two of these');
  await variations().selectOption('2');
  await page.keyboard.press('Control+l');
  await page.keyboard.press('Control+Enter');
  await expect(generateState()).toContainText(composer.tasksAdded(2));
  await expect(variations()).toHaveValue('1');
});

test('switching to another model and back keeps frames and quality, and Undo returns to the previous model', async () => {
  const [first, last] = [join(home.folder, 'first.png'), join(home.folder, 'last.png')];
  writeFileSync(first, greyPng(60, 1280, 720));
  writeFileSync(last, greyPng(180, 1280, 720));
  await clickUseAgain(lighthouse);
  await answerDialogs(studio, [first, last]);
  await page.locator('[data-slot]:not([data-reference])').first().click();
  const pictures = page.locator('[data-reference]');
  await expect(pictures).toHaveCount(2);
  const quality = (): Locator => page.getByRole('radiogroup', { name: composer.quality }).getByRole('radio', { checked: true });
  await expect(quality()).toHaveText('480p');

  await chooseModel('kling-v3-text-to-video');
  await expect(page.getByText(composer.changedForModel('Kling V3 Text'), { exact: false })).toBeVisible();
  await expect(pictures).toHaveCount(0);
  await checkViewVariants('model-switch-note');
  await chooseModel('seedance-1.5-pro');
  await expect(pictures).toHaveCount(2);
  await expect(quality()).toHaveText('480p');
  await checkViewVariants('model-switch-back');

  await chooseModel('kling-v3-text-to-video');
  await page.getByRole('button', { name: composer.undo, exact: true }).click();
  await expect(page.locator('#model')).toContainText('Seedance 1.5 Pro');
  await expect(pictures).toHaveCount(2);
  await expect(quality()).toHaveText('480p');
});

test('a batch has a single Generate button, and Ctrl+Enter submits the batch', async () => {
  await navButton(page, 'library').click();
  await clickUseAgain(lighthouse);
  await page.keyboard.press('Control+b');
  const prompt = batch().getByRole('textbox', { name: messages.batch.prompts });
  await prompt.click();
  await page.keyboard.type('one\ntwo');
  await expect(generateButton(page)).toHaveCount(1);
  await expect(generateButton(page)).toContainText('Ctrl ↵');
  await checkViewVariants('batch-one-button');
  const before = await prompts();
  // Ctrl+Enter works in the composer's prompt, too, because there is no other Generate button.
  await page.locator('#prompt').focus();
  await page.keyboard.press('Control+Enter');
  await expect(batch().getByText(messages.batch.added(2))).toBeVisible();
  expect((await prompts()).filter((one) => !before.includes(one))).toEqual(['one', 'two']);
  await page.keyboard.press('Control+1');
  await expect(generateButton(page)).toHaveCount(1);
});

test('a paused queue is reported beside Generate before and after the click, with Resume', async () => {
  await call(page, 'settings.change', { maxConcurrentTasks: 1 });
  await typePrompt('added while paused');
  await page.keyboard.press('Control+Shift+h');
  await expect(generateState()).toContainText(composer.notSending.paused);
  await expect(generateButton(page)).toContainText(composer.addToQueue);
  await checkViewVariants('paused-before');
  await page.keyboard.press('Control+l');
  await page.keyboard.press('Control+Enter');
  await expect(generateState()).toContainText(composer.notSending.pausedTasksAdded(1));
  await checkViewVariants('paused-after');

  await page.keyboard.press('Control+b');
  const prompt = batch().getByRole('textbox', { name: messages.batch.prompts });
  await prompt.fill('three\nfour');
  await expect(batch().getByRole('button', { name: messages.batch.addToQueue(2) })).toBeVisible();
  await expect(batch().getByText(composer.notSending.paused)).toBeVisible();
  await checkViewVariants('paused-batch-before');
  await page.keyboard.press('Control+Enter');
  await expect(batch().getByText(composer.notSending.pausedTasksAdded(2))).toBeVisible();
  await checkViewVariants('paused-batch-after');
  await batch().getByRole('button', { name: composer.notSending.resume }).click();
  await expect(batch().getByText(messages.batch.added(2))).toBeVisible();
  await page.keyboard.press('Control+1');
});

test('Ctrl+Enter does not send a request with warnings but moves the focus to Send anyway', async () => {
  await typePrompt('doubtful');
  // The catalogue does not contain the model, so the check only warns.
  await typeModel(page, 'veo-99-ultra');
  const button = page.getByRole('button', { name: composer.sendAnyway });
  await expect(button).toHaveAttribute('data-meaning', 'anyway');
  await expect(button).not.toContainText('↵');
  await checkViewVariants('send-anyway');
  await page.keyboard.press('Control+l');
  await page.keyboard.press('Control+Enter');
  await expect(button).toBeFocused();
  // Tasks of the tests before this one may finish meanwhile, so only the new prompt counts.
  expect(await prompts()).not.toContain('doubtful');
  await page.keyboard.press('Enter');
  await expect(generateState()).toContainText(composer.tasksAdded(1));
});

test('the composer still shows after a restart that a task was taken back for editing', async () => {
  const { status } = await call(page, 'studio.snapshot', {});
  await call(page, 'profiles.pause', { profileId: status.activeProfileId ?? 0, paused: true });
  const { ids } = await call(page, 'tasks.submit', submission(shortRequest('taken back'), { sendAnyway: true }));
  await navButton(page, 'queue').click();
  const row = page.getByRole('listitem').filter({ hasText: 'taken back' });
  await row.getByRole('button', { name: messages.queue.actions.edit, exact: true }).click();
  await expect(page.getByText(composer.editingQueuedTask)).toBeVisible();
  await expect.poll(async () => (await call(page, 'studio.snapshot', {})).status.composerSource?.taskId).toBe(ids[0]);
  await studio.restart();
  page = studio.page;
  await expect(promptField(page)).toHaveValue('taken back');
  await expect(page.getByText(composer.editingQueuedTask)).toBeVisible();
  await call(page, 'profiles.pause', { profileId: status.activeProfileId ?? 0, paused: false });
  await checkViewVariants('taken-back-restarted');
});

test('the user can resume a queue that a key’s daily limit holds, and sees why a balance could not be checked', async () => {
  const service = await startService({ credits: 100_000 });
  const refuseNext = (code: string) =>
    service.simulator.addFaults([{ match: { endpoint: 'create' }, count: 1, action: { kind: 'status', status: 402, code } }]);
  const send = async (prompt: string) => {
    await typePrompt(prompt);
    await expect(generateButton(page)).toHaveAttribute('data-meaning', 'send');
    await page.keyboard.press('Control+Enter');
  };
  const stateOf = async (prompt: string) => {
    const { tasks } = await call(page, 'studio.snapshot', {});
    return tasks.find((task) => task.request.prompt === prompt)?.state ?? 'stored';
  };
  try {
    const connection = {
      profileId: null,
      name: 'Day',
      key: 'sk-day-of-a-key-0123456789',
      apiBaseUrl: service.api,
      filesBaseUrl: service.files,
    };
    await call(page, 'profiles.connect', connection);
    // With two slots the second task need not wait for the first poll of the first task.
    await call(page, 'settings.change', { maxConcurrentTasks: 2 });
    await navButton(page, 'library').click();
    refuseNext('token_daily_quota_exceeded');
    await send('the day is spent');
    await generateState().getByRole('button', { name: messages.queue.resumeHeld, exact: true }).click();
    await expect.poll(() => stateOf('the day is spent')).not.toBe('waiting');
    await expect(generateState().getByRole('button', { name: messages.queue.resumeHeld, exact: true })).toBeHidden();

    refuseNext('insufficient_quota');
    await send('the account is empty');
    const check = generateState().getByRole('button', { name: messages.settings.check, exact: true });
    await expect(check).toBeVisible();
    service.simulator.addFaults([{ match: { endpoint: 'credits' }, count: 50, action: { kind: 'status', status: 500 } }]);
    await check.click();
    await expect(generateState().getByRole('alert')).toContainText('An error occurred at EvoLink.');
    await checkViewVariants('check-refused');
  } finally {
    await service.stop();
  }
});

test('a held profile is reported beside Generate with the reason and the next step', async () => {
  const service = await startService({ credits: 100_000 });
  try {
    const connection = {
      profileId: null,
      name: 'Work',
      key: 'sk-spending-0123456789',
      apiBaseUrl: service.api,
      filesBaseUrl: service.files,
    };
    await call(page, 'profiles.connect', connection);
    service.simulator.addFaults([{ match: { endpoint: 'create' }, count: 1, action: { kind: 'status', status: 402 } }]);
    await navButton(page, 'library').click();
    await typePrompt('no credits left');
    await expect(generateButton(page)).toHaveAttribute('data-meaning', 'send');
    await page.keyboard.press('Control+Enter');
    const heldProfile = messages.queue.onHold('Work');
    await expect(generateState()).toContainText(heldProfile);
    const { status } = await call(page, 'studio.snapshot', {});
    const [hold] = status.profiles.find(({ id }) => id === status.activeProfileId)?.holds ?? [];
    if (hold === undefined) throw new Error('nothing holds the profile');
    const { title } = messages.errorText(hold.error);
    await expect(generateState()).toContainText(composer.notSending.heldTasksAdded(1, heldProfile, title));
    await expect(generateState().getByRole('button')).toHaveCount(2);
    await checkViewVariants('held-after');
    await typePrompt('no credits left, again');
    await expect(generateState()).toContainText(composer.notSending.held(heldProfile, title));
    await expect(generateButton(page)).toContainText(composer.addToQueue);
    await checkViewVariants('held-before');
  } finally {
    await service.stop();
  }
});
