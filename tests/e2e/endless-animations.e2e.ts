// Tasks render for minutes. Meanwhile no animation of the window may keep the processor busy.
import { expect, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { addProfile } from './support/accounts.ts';
import { checkView } from './support/check-view.ts';
import { type OutsideService, startService } from './support/outside-service.ts';
import { longRenderMs, messages, navButton, storedTile } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo, submitPending } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile();
let service: OutsideService;
let page: Page;

test.beforeAll(async () => {
  service = await startService({ credits: 100_000 });
  page = studio.page;
  await addProfile(page, { name: 'Work', key: 'sk-rest-0123456789', api: service.api, files: service.files });
  await makeVideo(page, { ...defaultRequest('seedance-1.5-pro', 'a stored tram'), quality: '480p', durationSeconds: 4 });
  service.simulator.configure({ progressMs: longRenderMs });
  await submitPending(page, 50);
});
test.afterAll(() => service?.stop());

/** Returns the markup of elements with an endless animation. */
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
      await navButton(page, 'library').click();
      await expect(page.locator('[data-cell^="t"]').first()).toBeVisible();
    },
  },
  {
    name: 'queue',
    open: async () => {
      await navButton(page, 'queue').click();
      await expect(page.getByRole('listitem').filter({ hasText: 'paper lanterns' }).first()).toBeVisible();
    },
  },
  {
    name: 'task inspector',
    open: async () => {
      await page.getByRole('button', { name: messages.queue.more }).first().click();
      await page.getByRole('menuitem', { name: messages.queue.actions.details }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'batch',
    open: async () => {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
      await page.keyboard.press('Control+b');
      await expect(page.getByRole('heading', { name: messages.batch.title })).toBeVisible();
    },
  },
  {
    name: 'models',
    open: async () => {
      await page.keyboard.press('Control+Shift+m');
      await expect(page.getByRole('heading', { name: messages.modelBrowser.title })).toBeVisible();
    },
  },
  {
    name: 'settings',
    open: async () => {
      await navButton(page, 'settings').click();
      await expect(page.getByText(messages.settings.folder, { exact: true })).toBeVisible();
    },
  },
  {
    name: 'player',
    open: async () => {
      await navButton(page, 'library').click();
      // The stored tile is below the tiles of the live tasks, so the test scrolls down.
      await page.locator('[data-cell^="t"]').first().hover();
      const tile = storedTile(page, 'a stored tram').first();
      // A turn of the wheel before the last row is measured does not lead to the end.
      await expect(async () => {
        await page.mouse.wheel(0, 50_000);
        await expect(tile).toBeVisible({ timeout: 1_000 });
      }).toPass();
      await tile.dblclick();
      await expect(page.locator('video')).toBeAttached();
    },
  },
];

for (const { name, open } of views) {
  test(`the ${name} view runs no endless animation while 50 tasks are pending`, async () => {
    await open();
    // A view may show that it is loading before it is complete.
    await expect.poll(endlessAnimations).toEqual([]);
  });
}

test('the tile of a task with unknown progress shows a static icon', async () => {
  await navButton(page, 'library').click();
  const ring = page.locator('[data-cell^="t"]').first().getByRole('progressbar');
  await expect(ring).toBeVisible();
  await expect(ring).not.toHaveAttribute('aria-valuenow');
  await expect(ring.locator('svg.lucide-hourglass')).toBeVisible();
  await checkView(page, 'library-pending');
});
