// The queue in a person's hands: paused, put in another order by keyboard, doubled, thrown out and taken back; then it goes, in the order asked for.
import { expect, type Page, test } from '@playwright/test';
import { press } from '../support/press.ts';
import { addProfile, hurryLooks } from './support/accounts.ts';
import { call } from './support/bridge.ts';
import { lookAt } from './support/look-at-view.ts';
import { type OutsideService, startService } from './support/outside-service.ts';
import { generate, place, untilAdvancedMs, words, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile({ choosesSimulator: true });
let service: OutsideService;
/** The first task, by its id: at the end it is no longer in the queue. */
let ash = 0;

test.beforeAll(async () => {
  service = await startService({ progressMs: untilAdvancedMs, credits: 1_000 });
  const { page } = studio;
  await addProfile(page, { name: 'Work', key: 'sk-queue-0123456789', api: service.api, files: service.files });
});
test.afterAll(() => service?.stop());

const box = (page: Page, prompt: string) => page.getByRole('checkbox', { name: words.queue.select(prompt), exact: true });
const item = (page: Page, prompt: string) => page.getByRole('listitem').filter({ has: box(page, prompt) });
/** The waiting tasks from top to bottom. */
async function waiting(page: Page): Promise<string[]> {
  const names = await page.locator('[data-select]').evaluateAll((boxes) =>
    boxes
      .map((element) => ({ top: element.getBoundingClientRect().top, name: element.getAttribute('aria-label') ?? '' }))
      .sort((a, b) => a.top - b.top)
      .map(({ name }) => name),
  );
  return names.map((name) => name.replace(words.queue.select(''), ''));
}
const sent = () => service.does.ledger().accepted.map(({ body }) => (body as { readonly prompt: string }).prompt);

test('paused, nothing leaves; what waits is ordered by keyboard and by mouse, doubled, discarded and taken back', async () => {
  const { page } = studio;
  await call(page, 'settings.change', { maxConcurrentTasks: 1 });
  await page.keyboard.press('Control+Shift+H');
  await expect(page.getByRole('contentinfo').getByRole('button', { name: words.queue.pausedShort })).toBeVisible();
  for (const prompt of ['ash', 'birch', 'cedar', 'elm', 'fir']) {
    await writePrompt(page, prompt);
    await generate(page);
    await expect
      .poll(async () => (await call(page, 'studio.snapshot', {})).tasks.some((task) => task.request.prompt === prompt))
      .toBe(true);
  }
  ash = (await call(page, 'studio.snapshot', {})).tasks.find(({ request }) => request.prompt === 'ash')?.id ?? 0;
  await place(page, 'queue').click();
  await expect(page.getByText(words.queue.paused('Work'))).toBeVisible();
  await expect.poll(() => waiting(page)).toEqual(['ash', 'birch', 'cedar', 'elm', 'fir']);

  // By keyboard: one place, then two together to the end.
  await box(page, 'cedar').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => waiting(page)).toEqual(['ash', 'cedar', 'birch', 'elm', 'fir']);
  await expect(box(page, 'cedar')).toBeFocused();
  await page.keyboard.press('Escape');
  // To both ends, and by pages.
  await page.keyboard.press('End');
  await expect(box(page, 'fir')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(box(page, 'ash')).toBeFocused();
  await page.keyboard.press('PageDown');
  await expect(box(page, 'fir')).toBeFocused();
  await box(page, 'ash').focus();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText(words.queue.selected(2))).toBeVisible();
  await page.getByRole('button', { name: words.queue.actions['run-last'] }).click();
  await expect.poll(() => waiting(page)).toEqual(['birch', 'elm', 'fir', 'ash', 'cedar']);
  await page.getByRole('button', { name: words.queue.clear, exact: true }).click();

  // By mouse: dropped on the upper half of the first row.
  await item(page, 'cedar').dragTo(item(page, 'birch'), { sourcePosition: { x: 300, y: 12 }, targetPosition: { x: 300, y: 6 } });
  await expect.poll(() => waiting(page)).toEqual(['cedar', 'birch', 'elm', 'fir', 'ash']);

  // Doubled, behind itself.
  await item(page, 'elm').getByRole('button', { name: words.queue.more }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${words.queue.actions.rerun}`) }).click();
  await expect.poll(() => waiting(page)).toEqual(['cedar', 'birch', 'elm', 'elm', 'fir', 'ash']);

  // Two of them thrown out and taken back.
  await box(page, 'fir').click();
  await box(page, 'ash').click({ modifiers: ['ControlOrMeta'] });
  await lookAt(page, 'queue-selected');
  await page.getByRole('toolbar', { name: words.queue.selection }).getByRole('button', { name: words.queue.actions.discard }).click();
  await expect.poll(() => waiting(page)).toEqual(['cedar', 'birch', 'elm', 'elm']);
  await expect(page.getByText(words.queue.discarded(2))).toBeVisible();
  await lookAt(page, 'queue-discarded', ['dark']);
  await page.getByRole('button', { name: words.queue.undo, exact: true }).click();
  await expect.poll(() => waiting(page)).toEqual(['cedar', 'birch', 'elm', 'elm', 'fir', 'ash']);
  expect(sent()).toEqual([]);
});

test('resumed, they leave in the order asked for, one at a time', async () => {
  const { page } = studio;
  await page.getByRole('button', { name: words.queue.resume }).first().click();
  await expect.poll(() => sent().length).toBe(1);
  await expect.poll(() => waiting(page)).toEqual(['birch', 'elm', 'elm', 'fir', 'ash']);
  await lookAt(page, 'queue-running', ['light']);
  service.does.configure({ progressMs: 50 });
  service.does.advance(untilAdvancedMs);
  await expect
    .poll(async () => {
      await hurryLooks(page);
      return sent();
    })
    .toEqual(['cedar', 'birch', 'elm', 'elm', 'fir', 'ash']);
});

test('where a task came from, and how fast a profile may ask, are to be seen', async () => {
  const { page } = studio;
  // Nothing is sent meanwhile: a row that moves to the running ones would take its open menu along.
  const profileId = (await call(page, 'studio.snapshot', {})).status.activeProfileId ?? 0;
  await call(page, 'profiles.pause', { profileId, paused: true });
  const { ids } = await call(page, 'tasks.rerun', { key: press(), ids: [ash] });
  await place(page, 'queue').click();
  const row = page.getByRole('listitem').filter({ hasText: 'ash' }).last();
  await row.getByRole('button', { name: words.queue.more }).click();
  await page.getByRole('menuitem', { name: words.queue.actions.details }).click();
  const dialog = page.getByRole('dialog', { name: words.inspector.title });
  await expect(dialog.getByRole('button', { name: words.inspector.openTask(ash) })).toBeVisible();
  await lookAt(page, 'queue-lineage', ['dark'], '[role="dialog"]');
  await dialog.getByRole('button', { name: words.inspector.openTask(ash) }).click();
  await expect(dialog.getByRole('button', { name: words.inspector.openTask(ids[0] ?? 0) })).toBeVisible();
  await page.keyboard.press('Escape');
  await call(page, 'profiles.pause', { profileId, paused: false });
  await place(page, 'settings').click();
  const pace = page.getByRole('radiogroup', { name: words.settings.requestRateOf('Work') });
  await pace.getByRole('radio', { name: '20', exact: true }).click();
  await expect(pace.getByRole('radio', { name: '20', exact: true })).toHaveAttribute('aria-checked', 'true');
  await page.getByRole('switch', { name: words.settings.triesAgain }).click();
  await expect(page.getByRole('switch', { name: words.settings.triesAgain })).toHaveAttribute('aria-checked', 'true');
  await lookAt(page, 'queue-settings');
});
