// What the composer must never do by accident: pay several times, pay for another prompt, or lose what was chosen. With real keys.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { defaultRequest, findModel } from '../../shared/models/index.ts';
import { call, makeVideo } from './support/bridge.ts';
import { answerDialogs, picture } from './support/dialog-answers.ts';
import { lookAt, smallest, takePicture } from './support/look-at-view.ts';
import { startService } from './support/outside-service.ts';
import { generateButton, place, promptField, storedTile, typeModel, words, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';

test.setTimeout(180_000);

const { composer } = words;
const clip = (prompt: string) => ({ ...defaultRequest('seedance-1.5-pro', prompt), durationSeconds: 4, quality: '480p' });

const lighthouse = 'an old clip of a lighthouse';

const { home, studio } = studioPerFile({ choosesSimulator: true });
let page: Page;

test.beforeAll(async () => {
  page = studio.page;
  await makeVideo(page, clip(lighthouse));
  await expect(storedTile(page, lighthouse)).toBeVisible();
});

const said = (): Locator => page.locator('#generate-state');
const count = (): Locator => page.getByRole('combobox', { name: composer.variations });
const batch = (): Locator => page.getByRole('region', { name: words.batch.title });

async function type(prompt: string): Promise<void> {
  await page.keyboard.press('Control+l');
  await expect(promptField(page)).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(prompt);
}
async function choose(model: string): Promise<void> {
  await page.locator('#model').click();
  const search = page.getByRole('combobox', { name: words.modelPicker.search });
  await search.fill(model);
  await search.press('Enter');
  await expect(page.locator('#model')).toContainText(findModel(model)?.name ?? model);
}
async function useAgain(prompt: string): Promise<void> {
  await storedTile(page, prompt).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: words.library.useAgain, exact: true }).click();
  await expect(promptField(page)).toHaveValue(prompt);
}
async function takeEarlierPrompt(): Promise<void> {
  await page.keyboard.press('Control+p');
  await expect(page.getByRole('combobox', { name: words.prompts.history.search })).toBeFocused();
  await page.keyboard.type('lighthouse');
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
}
/** Pictures in each theme, also at the smallest size of the window and in Chinese; and what axe says. */
async function lookAround(name: string): Promise<void> {
  await lookAt(page, name);
  for (const [theme, language] of [
    ['dark', 'en'],
    ['light', 'zh'],
  ] as const) {
    await call(page, 'settings.change', { theme, language });
    await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? /^zh/ : /^en/);
    for (const size of [{ width: 960, height: 600 }, smallest]) {
      await page.setViewportSize(size);
      await page.waitForTimeout(250);
      await takePicture(page, `${name}-${theme}-${language}-${size.width}`);
    }
  }
  await call(page, 'settings.change', { language: 'en' });
  await expect(page.locator('html')).toHaveAttribute('lang', /^en/);
}
/** Undo takes back a letter at a time. */
async function undoAll(): Promise<void> {
  for (let times = 0; times < 24; times += 1) await page.keyboard.press('Control+z');
}
const prompts = async (): Promise<readonly string[]> =>
  (await call(page, 'studio.snapshot', {})).tasks.map(({ request }) => request.prompt).sort();

test('Undo never mixes two prompts', async () => {
  await type('first words');

  // An earlier prompt is put in by typing it: Undo brings back exactly what stood there.
  await takeEarlierPrompt();
  await expect(promptField(page)).toHaveValue(lighthouse);
  await page.keyboard.press('Control+z');
  await expect(promptField(page)).toHaveValue('first words');

  // "Use again" replaces the whole form: Undo in the prompt does nothing, and keeps to what is typed since.
  await useAgain(lighthouse);
  await expect(promptField(page)).toBeFocused();
  await undoAll();
  await expect(promptField(page)).toHaveValue(lighthouse);
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' at night');
  await expect(promptField(page)).toHaveValue('an old clip of a lighthouse at night');
  await undoAll();
  await expect(promptField(page)).toHaveValue(lighthouse);

  // What was written comes back as a whole, and has nothing to undo either.
  await page.getByRole('button', { name: composer.putBack }).click();
  await expect(promptField(page)).toHaveValue('first words');
  await promptField(page).focus();
  await undoAll();
  await expect(promptField(page)).toHaveValue('first words');

  // Pasted in one piece, then replaced.
  await writePrompt(page, 'pasted words');
  await useAgain(lighthouse);
  await promptField(page).focus();
  await undoAll();
  await expect(promptField(page)).toHaveValue(lighthouse);
});

test('a count of eight does not outlive Use again, an earlier prompt, or its own sending', async () => {
  await type('eight of these');
  await count().selectOption('8');
  await useAgain(lighthouse);
  await expect(count()).toHaveValue('1');

  await count().selectOption('8');
  await takeEarlierPrompt();
  await expect(promptField(page)).toBeFocused();
  await expect(count()).toHaveValue('1');

  await storedTile(page, lighthouse).first().click({ button: 'right' });
  await count()
    .selectOption('8', { force: true })
    .catch(() => undefined);
  await page.keyboard.press('Escape');
  await count().selectOption('8');
  await storedTile(page, lighthouse).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: words.frames.continueFrom }).click();
  await expect(page.locator('[data-reference]')).toHaveCount(1);
  await expect(count()).toHaveValue('1');

  await type('two of these');
  await count().selectOption('2');
  await page.keyboard.press('Control+l');
  await page.keyboard.press('Control+Enter');
  await expect(said()).toContainText(composer.sent(2));
  await expect(count()).toHaveValue('1');
});

test('another model and back loses neither frame nor quality, and Undo goes back at once', async () => {
  const [first, last] = [join(home.folder, 'first.png'), join(home.folder, 'last.png')];
  writeFileSync(first, picture(60, 1280, 720));
  writeFileSync(last, picture(180, 1280, 720));
  await useAgain(lighthouse);
  await answerDialogs(studio, [first, last]);
  await page.locator('[data-slot]:not([data-reference])').first().click();
  const pictures = page.locator('[data-reference]');
  await expect(pictures).toHaveCount(2);
  const quality = (): Locator => page.getByRole('radiogroup', { name: composer.quality }).getByRole('radio', { checked: true });
  await expect(quality()).toHaveText('480p');

  await choose('kling-v3-text-to-video');
  await expect(page.getByText(composer.switched('Kling V3 Text'), { exact: false })).toBeVisible();
  await expect(pictures).toHaveCount(0);
  await lookAround('model-switch-note');
  await choose('seedance-1.5-pro');
  await expect(pictures).toHaveCount(2);
  await expect(quality()).toHaveText('480p');
  await lookAround('model-switch-back');

  await choose('kling-v3-text-to-video');
  await page.getByRole('button', { name: composer.undo, exact: true }).click();
  await expect(page.locator('#model')).toContainText('Seedance 1.5 Pro');
  await expect(pictures).toHaveCount(2);
  await expect(quality()).toHaveText('480p');
});

test('in a batch there is one Generate, and the key does what its hint says', async () => {
  await place(page, 'library').click();
  await useAgain(lighthouse);
  await page.keyboard.press('Control+b');
  const prompt = batch().getByRole('textbox', { name: words.batch.prompts });
  await prompt.click();
  await page.keyboard.type('one\ntwo');
  await expect(generateButton(page)).toHaveCount(1);
  await expect(generateButton(page)).toContainText('Ctrl ↵');
  await lookAround('batch-one-button');
  const before = await prompts();
  // From the composer's own prompt as well: there is no other Generate to mean.
  await page.locator('#prompt').focus();
  await page.keyboard.press('Control+Enter');
  await expect(batch().getByText(words.batch.added(2))).toBeVisible();
  expect((await prompts()).filter((one) => !before.includes(one))).toEqual(['one', 'two']);
  await page.keyboard.press('Control+1');
  await expect(generateButton(page)).toHaveCount(1);
});

test('paused is said at the button before and after the press, with Resume', async () => {
  await call(page, 'settings.change', { maxConcurrentTasks: 1 });
  await type('added while paused');
  await page.keyboard.press('Control+Shift+h');
  await expect(said()).toContainText(composer.waits.paused);
  await expect(generateButton(page)).toContainText(composer.addToQueue);
  await lookAround('paused-before');
  await page.keyboard.press('Control+l');
  await page.keyboard.press('Control+Enter');
  await expect(said()).toContainText(composer.waits.pausedAdded(1));
  await lookAround('paused-after');

  await page.keyboard.press('Control+b');
  const prompt = batch().getByRole('textbox', { name: words.batch.prompts });
  await prompt.fill('three\nfour');
  await expect(batch().getByRole('button', { name: words.batch.addToQueue(2) })).toBeVisible();
  await expect(batch().getByText(composer.waits.paused)).toBeVisible();
  await lookAround('paused-batch-before');
  await page.keyboard.press('Control+Enter');
  await expect(batch().getByText(composer.waits.pausedAdded(2))).toBeVisible();
  await lookAround('paused-batch-after');
  await batch().getByRole('button', { name: composer.waits.resume }).click();
  await expect(batch().getByText(words.batch.added(2))).toBeVisible();
  await page.keyboard.press('Control+1');
});

test('what is only doubtful is not sent by the key: it leads to a button that looks otherwise', async () => {
  await type('doubtful');
  // Nothing is known of such a model, so everything about it is advice.
  await typeModel(page, 'veo-99-ultra');
  const button = page.getByRole('button', { name: composer.sendAnyway });
  await expect(button).toHaveAttribute('data-meaning', 'anyway');
  await expect(button).not.toContainText('↵');
  await lookAround('send-anyway');
  const before = await prompts();
  await page.keyboard.press('Control+l');
  await page.keyboard.press('Control+Enter');
  await expect(button).toBeFocused();
  expect(await prompts()).toEqual(before);
  await page.keyboard.press('Enter');
  await expect(said()).toContainText(composer.sent(1));
});

test('a task that was taken back for editing says so after a restart as well', async () => {
  const { status } = await call(page, 'studio.snapshot', {});
  await call(page, 'profiles.pause', { profileId: status.activeProfileId ?? 0, paused: true });
  const { ids } = await call(page, 'tasks.submit', {
    key: crypto.randomUUID(),
    request: clip('taken back'),
    variations: 1,
    sendAnyway: true,
    sourceTaskId: null,
  });
  await place(page, 'queue').click();
  const row = page.getByRole('listitem').filter({ hasText: 'taken back' });
  await row.getByRole('button', { name: words.queue.actions.edit, exact: true }).click();
  await expect(page.getByText(composer.takenBack)).toBeVisible();
  await expect.poll(async () => (await call(page, 'studio.snapshot', {})).status.composerSource?.taskId).toBe(ids[0]);
  await studio.restart();
  page = studio.page;
  await expect(promptField(page)).toHaveValue('taken back');
  await expect(page.getByText(composer.takenBack)).toBeVisible();
  await call(page, 'profiles.pause', { profileId: status.activeProfileId ?? 0, paused: false });
  await lookAround('taken-back-restarted');
});

test('the person ends the day of a key whose zone is not known, and reads why a balance could not be checked', async () => {
  const service = await startService({ credits: 100_000 });
  const refuseNext = (code: string) =>
    service.does.addFaults([{ match: { endpoint: 'create' }, count: 1, action: { kind: 'status', status: 402, code } }]);
  const send = async (prompt: string) => {
    await type(prompt);
    await expect(generateButton(page)).toHaveAttribute('data-meaning', 'send');
    await page.keyboard.press('Control+Enter');
  };
  const stateOf = async (prompt: string) => {
    const { tasks } = await call(page, 'studio.snapshot', {});
    return tasks.find((task) => task.request.prompt === prompt)?.state ?? 'stored';
  };
  try {
    const wish = { profileId: null, name: 'Day', key: 'sk-day-of-a-key-0123456789', apiBaseUrl: service.api, filesBaseUrl: service.files };
    await call(page, 'profiles.connect', wish);
    await place(page, 'library').click();
    refuseNext('token_daily_quota_exceeded');
    await send('the day is spent');
    await said().getByRole('button', { name: words.queue.resumeHeld, exact: true }).click();
    await expect.poll(() => stateOf('the day is spent')).not.toBe('waiting');
    await expect(said().getByRole('button', { name: words.queue.resumeHeld, exact: true })).toBeHidden();

    refuseNext('insufficient_quota');
    await send('the account is empty');
    const check = said().getByRole('button', { name: words.settings.check, exact: true });
    await expect(check).toBeVisible();
    service.does.addFaults([{ match: { endpoint: 'credits' }, count: 50, action: { kind: 'status', status: 500 } }]);
    await check.click();
    await expect(said().getByRole('alert')).toContainText('An error occurred at EvoLink.');
    await lookAround('check-refused');
  } finally {
    await service.stop();
  }
});

test('a profile that is held is said at the button with the reason and the step', async () => {
  const service = await startService({ credits: 100_000 });
  try {
    const wish = { profileId: null, name: 'Work', key: 'sk-spending-0123456789', apiBaseUrl: service.api, filesBaseUrl: service.files };
    await call(page, 'profiles.connect', wish);
    service.does.addFaults([{ match: { endpoint: 'create' }, count: 1, action: { kind: 'status', status: 402 } }]);
    await place(page, 'library').click();
    await type('no credits left');
    await expect(generateButton(page)).toHaveAttribute('data-meaning', 'send');
    await page.keyboard.press('Control+Enter');
    const whom = words.queue.held('Work');
    await expect(said()).toContainText(whom);
    const { status } = await call(page, 'studio.snapshot', {});
    const [hold] = status.profiles.find(({ id }) => id === status.activeProfileId)?.holds ?? [];
    if (hold === undefined) throw new Error('nothing holds the profile');
    const { title } = words.errorText(hold.error);
    await expect(said()).toContainText(composer.waits.heldAdded(1, whom, title));
    await expect(said().getByRole('button')).toHaveCount(2);
    await lookAround('held-after');
    await type('no credits left, again');
    await expect(said()).toContainText(composer.waits.held(whom, title));
    await expect(generateButton(page)).toContainText(composer.addToQueue);
    await lookAround('held-before');
  } finally {
    await service.stop();
  }
});
