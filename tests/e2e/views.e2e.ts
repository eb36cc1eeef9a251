// Axe checks every view in both themes. `npm run screenshots` also takes screenshots of the views.
import { expect, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { newActionId } from '../support/action-id.ts';
import { submitNewProfile } from './support/accounts.ts';
import { call } from './support/bridge.ts';
import { checkView, takesScreenshots, waitUntilStill } from './support/check-view.ts';
import {
  chooseSimulator,
  longRenderMs,
  messages,
  navButton,
  promptField,
  storedTile,
  waitForPosters,
  writePrompt,
} from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile({ launch: { drawsClipPerTask: takesScreenshots } });

/** Checks the open menu and closes it. */
async function checkMenu(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('menu')).toBeVisible();
  await checkView(page, name, undefined, '[role="menu"]');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
}

test('the first screen is accessible', async () => {
  await expect(studio.page.getByRole('button', { name: messages.welcome.trySimulator })).toBeVisible();
  await checkView(studio.page, 'welcome');
});

test('the empty library and the empty queue are accessible', async () => {
  await chooseSimulator(studio.page);
  await expect(studio.page.getByText(messages.library.empty.title)).toBeVisible();
  await checkView(studio.page, 'library-empty');
  await navButton(studio.page, 'queue').click();
  await expect(studio.page.getByText(messages.queue.empty.title)).toBeVisible();
  await checkView(studio.page, 'queue-empty');
});

test('a queue with rendering, waiting and failed tasks is accessible', async () => {
  const { page } = studio;
  const request = (prompt: string) => ({ ...defaultRequest('seedance-1.5-pro', prompt), quality: '480p', durationSeconds: 4 });
  await call(page, 'settings.change', { maxConcurrentTasks: 2 });
  await call(page, 'tasks.submit', {
    actionId: newActionId(),
    request: request('drone over basalt [simulate:content_policy_violation]'),
    variations: 1,
    sendAnyway: true,
    sourceTaskId: null,
  });
  await expect(page.getByRole('heading', { name: messages.queue.sections['needs-you'] })).toBeVisible();
  await studio.simulator.configure({ progressMs: longRenderMs });
  await call(page, 'tasks.submit', {
    actionId: newActionId(),
    request: request('time-lapse of bread rising, warm kitchen'),
    variations: 5,
    sendAnyway: true,
    sourceTaskId: null,
  });
  await expect(page.getByRole('heading', { name: messages.queue.sections.waiting })).toBeVisible();
  await checkView(page, 'queue');
});

test('the task inspector and the menu of a held task are accessible', async () => {
  const { page } = studio;
  await page.getByRole('button', { name: messages.queue.actions.details }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await checkView(page, 'task-inspector');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  // A held task does not change while it is checked.
  const request = { ...defaultRequest('seedance-1.5-pro', 'held for a while'), quality: '480p', durationSeconds: 4 };
  const { ids } = await call(page, 'tasks.submit', {
    actionId: newActionId(),
    request,
    variations: 4,
    sendAnyway: true,
    sourceTaskId: null,
  });
  await call(page, 'tasks.hold', { id: ids.at(-1) ?? 0 });
  const heldRow = page.getByRole('listitem').filter({ hasText: messages.queue.actions.release });
  await heldRow.getByRole('button', { name: messages.queue.more }).click();
  await checkMenu(page, 'queue-menu');
});

test('the library with its inspector is accessible', async () => {
  const { page } = studio;
  await call(page, 'settings.change', { maxConcurrentTasks: 8 });
  await studio.simulator.configure({ progressMs: 1_000 });
  await studio.simulator.advance(longRenderMs);
  for (const [n, ratio] of ['16:9', '9:16', '1:1', '21:9'].entries()) {
    await makeVideo(page, {
      ...defaultRequest('seedance-1.5-pro', `an old tram in the rain, take ${n + 1}`),
      quality: '480p',
      durationSeconds: 4,
      aspectRatio: ratio,
    });
  }
  await navButton(page, 'library').click();
  await expect(storedTile(page, 'an old tram')).toHaveCount(4);
  await storedTile(page, 'an old tram').first().click();
  await waitForPosters(page);
  await checkView(page, 'library');
});

test('the menu of a video is accessible', async () => {
  const { page } = studio;
  await storedTile(page, 'an old tram').first().click({ button: 'right' });
  await checkMenu(page, 'library-menu');
});

test('the player is accessible', async () => {
  const { page } = studio;
  await storedTile(page, 'an old tram').first().dblclick();
  await expect.poll(() => page.locator('video').evaluate((v: HTMLVideoElement) => v.readyState)).toBeGreaterThan(2);
  await page.locator('video').evaluate((v: HTMLVideoElement) => v.pause());
  await checkView(page, 'player');
});

test('Settings is accessible', async () => {
  await navButton(studio.page, 'settings').click();
  await expect(studio.page.getByText(messages.settings.folder, { exact: true })).toBeVisible();
  await checkView(studio.page, 'settings');
});

test('the dialog of a profile with a malformed key is accessible', async () => {
  const { page } = studio;
  const dialog = await submitNewProfile(page, {
    name: 'Work',
    key: 'two words',
    api: 'https://api.example',
    files: 'https://files.example',
  });
  await expect(dialog.getByRole('alert')).toBeVisible();
  await checkView(page, 'connect-refused');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('the model picker is accessible', async () => {
  const { page } = studio;
  await navButton(page, 'library').click();
  await page.locator('[data-field="model"] button').first().click();
  await expect(
    page
      .getByRole('combobox', { name: messages.modelPicker.search })
      .or(page.getByRole('searchbox', { name: messages.modelPicker.search }))
      .or(page.getByPlaceholder(messages.modelPicker.searchHint))
      .first(),
  ).toBeVisible();
  await checkView(page, 'model-picker');
  await page.keyboard.press('Escape');
  await writePrompt(page, 'a prompt');
});

test('a form with many problems is accessible', async () => {
  const { page } = studio;
  const request = defaultRequest('kling-o3-image-to-video', `a fox ${'in the snow '.repeat(600)}`);
  // The prompt of the test before this one is saved a moment after it was written, and would replace the draft.
  await expect.poll(async () => (await call(page, 'studio.snapshot', {})).status.composer?.prompt).toBe('a prompt');
  const parameters = { ...request.parameters, 'model_params.multi_shot': true, negative_prompt: 'not of this model' };
  await call(page, 'composer.saveDraft', {
    actionId: newActionId(),
    request: { ...request, quality: '8k', aspectRatio: '5:1', parameters },
    sourceTaskId: null,
  });
  await page.reload();
  await expect(promptField(page)).toHaveValue(request.prompt);
  await expect(page.locator('#generate-state')).not.toBeEmpty();
  // Listeners are added after the first frame.
  await waitUntilStill(page);
  await page.evaluate(() => {
    const data = new DataTransfer();
    for (let n = 0; n < 6; n += 1) data.items.add(new File([`no picture ${n}`], `note-${n}.png`, { type: 'image/png' }));
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(page.getByText(messages.composer.moreProblems(2))).toBeVisible();
  await checkView(page, 'composer-wrong');
});
