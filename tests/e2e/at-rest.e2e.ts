// The window while videos are waited for, which takes minutes: nothing on the screen may keep the machine at work.
import { expect, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { addProfile } from './support/accounts.ts';
import { call, makeVideo } from './support/bridge.ts';
import { submitPending } from './support/live-tasks.ts';
import { lookAt } from './support/look-at-view.ts';
import { type OutsideService, startService } from './support/outside-service.ts';
import { place, storedTile, untilAdvancedMs, words } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile();
let service: OutsideService;
let page: Page;

test.beforeAll(async () => {
  service = await startService({ credits: 100_000 });
  page = studio.page;
  await addProfile(page, { name: 'Work', key: 'sk-rest-0123456789', api: service.api, files: service.files });
  await makeVideo(page, { ...defaultRequest('seedance-1.5-pro', 'a stored tram'), quality: '480p', durationSeconds: 4 });
  service.does.configure({ progressMs: untilAdvancedMs });
  await submitPending(page, 50);
});
test.afterAll(() => service?.stop());

/** The animations of the document that go on for ever, as the markup of what they move. */
const endlessAnimations = (): Promise<readonly string[]> =>
  page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY)
      .map(({ effect }) => (effect instanceof KeyframeEffect ? (effect.target?.outerHTML.slice(0, 120) ?? '') : '')),
  );

const views: readonly { readonly name: string; open(): Promise<void> }[] = [
  {
    name: 'library',
    open: async () => {
      await place(page, 'library').click();
      await expect(page.locator('[data-cell^="t"]').first()).toBeVisible();
    },
  },
  {
    name: 'queue',
    open: async () => {
      await place(page, 'queue').click();
      await expect(page.getByRole('listitem').filter({ hasText: 'paper lanterns' }).first()).toBeVisible();
    },
  },
  {
    name: 'task inspector',
    open: async () => {
      await page.getByRole('button', { name: words.queue.more }).first().click();
      await page.getByRole('menuitem', { name: words.queue.actions.details }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'batch',
    open: async () => {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
      await page.keyboard.press('Control+b');
      await expect(page.getByRole('heading', { name: words.batch.title })).toBeVisible();
    },
  },
  {
    name: 'models',
    open: async () => {
      await page.keyboard.press('Control+Shift+m');
      await expect(page.getByRole('heading', { name: words.modelBrowser.title })).toBeVisible();
    },
  },
  {
    name: 'settings',
    open: async () => {
      await place(page, 'settings').click();
      await expect(page.getByText(words.settings.folder, { exact: true })).toBeVisible();
    },
  },
  {
    name: 'player',
    open: async () => {
      await place(page, 'library').click();
      // Below the tiles of what is in the making.
      await page.locator('[data-cell^="t"]').first().hover();
      await page.mouse.wheel(0, 50_000);
      await storedTile(page, 'a stored tram').first().dblclick();
      await expect(page.locator('video')).toBeAttached();
    },
  },
];

for (const { name, open } of views) {
  test(`with 50 tasks at the service no animation runs without end in: ${name}`, async () => {
    await open();
    expect(await endlessAnimations()).toEqual([]);
  });
}

test('a tile whose progress nobody knows says so with a still icon', async () => {
  await place(page, 'library').click();
  const ring = page.locator('[data-cell^="t"]').first().getByRole('progressbar');
  await expect(ring).toBeVisible();
  await expect(ring).not.toHaveAttribute('aria-valuenow');
  await expect(ring.locator('svg.lucide-hourglass')).toBeVisible();
  await call(page, 'studio.snapshot', {});
  await lookAt(page, 'library-pending');
});
