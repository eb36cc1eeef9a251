// Every view in both themes and at two sizes: looked at by axe here, and by people in `screenshots/`.
import { expect, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { call, makeVideo } from './support/bridge.ts';
import { lookAt } from './support/look.ts';
import { chooseSimulator, place, storedTile, words, writePrompt } from './support/steps.ts';
import { createHome, type Home, launchStudio, type RunningStudio } from './support/studio-app.ts';

test.describe.configure({ mode: 'serial' });

let home: Home;
let studio: RunningStudio;

test.beforeAll(async () => {
  home = createHome();
  studio = await launchStudio(home);
});

test.afterAll(async () => {
  await studio.quit();
  home.remove();
});

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
  await call(page, 'settings.change', { maxRunning: 2 });
  await call(page, 'tasks.submit', {
    request: request('drone over basalt [simulate:content_policy_violation]'),
    variations: 1,
    sendAnyway: true,
    madeFromId: null,
  });
  await expect(page.getByRole('heading', { name: words.queue.sections['needs-you'] })).toBeVisible({ timeout: 30_000 });
  await call(page, 'tasks.submit', {
    request: request('time-lapse of bread rising, warm kitchen'),
    variations: 5,
    sendAnyway: true,
    madeFromId: null,
  });
  await expect(page.getByRole('heading', { name: words.queue.sections.waiting })).toBeVisible();
  await lookAt(page, 'queue');
});

test('the library with its inspector', async () => {
  const { page } = studio;
  await call(page, 'settings.change', { maxRunning: 8 });
  for (const [n, ratio] of ['16:9', '9:16', '1:1', '21:9'].entries()) {
    await makeVideo(page, {
      ...defaultRequest('seedance-1.5-pro', `an old tram in the rain, take ${n + 1}`),
      quality: '480p',
      durationSeconds: 4,
      aspectRatio: ratio,
    });
  }
  await place(page, 'library').click();
  await expect(storedTile(page, 'an old tram')).toHaveCount(4, { timeout: 30_000 });
  await storedTile(page, 'an old tram').first().click();
  await page.waitForTimeout(1_500); // posters follow the videos
  await lookAt(page, 'library');
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
  await expect(studio.page.getByText(words.settings.folder)).toBeVisible();
  await lookAt(studio.page, 'settings');
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
