// Every view in both themes: looked at by axe here, and by people in `screenshots/` (`npm run screenshots`).
import { expect, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { press } from '../support/press.ts';
import { askForProfile } from './support/accounts.ts';
import { call, makeVideo } from './support/bridge.ts';
import { lookAt, takesPictures } from './support/look-at-view.ts';
import { chooseSimulator, place, storedTile, untilAdvancedMs, waitForPosters, words, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile({ launch: { drawsEachClip: takesPictures } });

/** Looks at the menu that is open, and closes it. */
async function lookAtMenu(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('menu')).toBeVisible();
  await lookAt(page, name, undefined, '[role="menu"]');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
}

test('the first screen', async () => {
  await expect(studio.page.getByRole('button', { name: words.welcome.trySimulator })).toBeVisible();
  await lookAt(studio.page, 'welcome');
});

test('the empty library and the empty queue', async () => {
  await chooseSimulator(studio.page);
  await expect(studio.page.getByText(words.library.empty.title)).toBeVisible();
  await lookAt(studio.page, 'library-empty');
  await place(studio.page, 'queue').click();
  await expect(studio.page.getByText(words.queue.empty.title)).toBeVisible();
  await lookAt(studio.page, 'queue-empty');
});

test('the queue at work, with something that failed', async () => {
  const { page } = studio;
  const request = (prompt: string) => ({ ...defaultRequest('seedance-1.5-pro', prompt), quality: '480p', durationSeconds: 4 });
  await call(page, 'settings.change', { maxConcurrentTasks: 2 });
  await call(page, 'tasks.submit', {
    key: press(),
    request: request('drone over basalt [simulate:content_policy_violation]'),
    variations: 1,
    sendAnyway: true,
    sourceTaskId: null,
  });
  await expect(page.getByRole('heading', { name: words.queue.sections['needs-you'] })).toBeVisible();
  await studio.simulator.configure({ progressMs: untilAdvancedMs });
  await call(page, 'tasks.submit', {
    key: press(),
    request: request('time-lapse of bread rising, warm kitchen'),
    variations: 5,
    sendAnyway: true,
    sourceTaskId: null,
  });
  await expect(page.getByRole('heading', { name: words.queue.sections.waiting })).toBeVisible();
  await lookAt(page, 'queue');
});

test('the inside of a task, and the menu of one that is held', async () => {
  const { page } = studio;
  await page.getByRole('button', { name: words.queue.actions.details }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await lookAt(page, 'task-inspector');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  // One that is held stays as it is while it is looked at.
  const request = { ...defaultRequest('seedance-1.5-pro', 'held for a while'), quality: '480p', durationSeconds: 4 };
  const { ids } = await call(page, 'tasks.submit', { key: press(), request, variations: 4, sendAnyway: true, sourceTaskId: null });
  await call(page, 'tasks.hold', { id: ids.at(-1) ?? 0 });
  const held = page.getByRole('listitem').filter({ hasText: words.queue.actions.release });
  await held.getByRole('button', { name: words.queue.more }).click();
  await lookAtMenu(page, 'queue-menu');
});

test('the library with its inspector', async () => {
  const { page } = studio;
  await call(page, 'settings.change', { maxConcurrentTasks: 8 });
  await studio.simulator.configure({ progressMs: 1_000 });
  await studio.simulator.advance(untilAdvancedMs);
  for (const [n, ratio] of ['16:9', '9:16', '1:1', '21:9'].entries()) {
    await makeVideo(page, {
      ...defaultRequest('seedance-1.5-pro', `an old tram in the rain, take ${n + 1}`),
      quality: '480p',
      durationSeconds: 4,
      aspectRatio: ratio,
    });
  }
  await place(page, 'library').click();
  await expect(storedTile(page, 'an old tram')).toHaveCount(4);
  await storedTile(page, 'an old tram').first().click();
  await waitForPosters(page);
  await lookAt(page, 'library');
});

test('the menu of a video', async () => {
  const { page } = studio;
  await storedTile(page, 'an old tram').first().click({ button: 'right' });
  await lookAtMenu(page, 'library-menu');
});

test('the player', async () => {
  const { page } = studio;
  await storedTile(page, 'an old tram').first().dblclick();
  await expect.poll(() => page.locator('video').evaluate((v: HTMLVideoElement) => v.readyState)).toBeGreaterThan(2);
  await page.locator('video').evaluate((v: HTMLVideoElement) => v.pause());
  await lookAt(page, 'player');
});

test('settings', async () => {
  await place(studio.page, 'settings').click();
  await expect(studio.page.getByText(words.settings.folder, { exact: true })).toBeVisible();
  await lookAt(studio.page, 'settings');
});

test('a profile that is added with a key that is none', async () => {
  const { page } = studio;
  const dialog = await askForProfile(page, { name: 'Work', key: 'two words', api: 'https://api.example', files: 'https://files.example' });
  await expect(dialog.getByRole('alert')).toBeVisible();
  await lookAt(page, 'connect-refused');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('the model picker and a model with many fields', async () => {
  const { page } = studio;
  await place(page, 'library').click();
  await page.locator('[data-field="model"] button').first().click();
  await expect(
    page
      .getByRole('combobox', { name: words.modelPicker.search })
      .or(page.getByRole('searchbox', { name: words.modelPicker.search }))
      .or(page.getByPlaceholder(words.modelPicker.searchHint))
      .first(),
  ).toBeVisible();
  await lookAt(page, 'model-picker');
  await page.keyboard.press('Escape');
  await writePrompt(page, 'a prompt');
});

test('a form with everything that can be wrong in it', async () => {
  const { page } = studio;
  const request = defaultRequest('kling-o3-image-to-video', `a fox ${'in the snow '.repeat(600)}`);
  const parameters = { ...request.parameters, 'model_params.multi_shot': true, negative_prompt: 'not of this model' };
  await call(page, 'composer.saveDraft', {
    key: press(),
    request: { ...request, quality: '8k', aspectRatio: '5:1', parameters },
    sourceTaskId: null,
  });
  await page.reload();
  await expect(page.locator('#generate-state')).not.toBeEmpty();
  await page.evaluate(() => {
    const data = new DataTransfer();
    for (let n = 0; n < 6; n += 1) data.items.add(new File([`no picture ${n}`], `note-${n}.png`, { type: 'image/png' }));
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(page.getByText(words.composer.moreProblems(2))).toBeVisible();
  await lookAt(page, 'composer-wrong');
});
