// The queue is paused. Tasks are reordered by keyboard and mouse, duplicated, discarded and restored. Then the queue is resumed and sends
// the tasks in the chosen order.
import { expect, type Page, test } from '@playwright/test';
import { newActionId } from '../support/action-id.ts';
import { addProfile } from './support/accounts.ts';
import { call } from './support/bridge.ts';
import { checkView } from './support/check-view.ts';
import { type OutsideService, startService } from './support/outside-service.ts';
import { generate, longRenderMs, messages, navButton, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { pollLiveTasks } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile({ choosesSimulator: true });
let service: OutsideService;
/** The id of the task "ash". The last test needs the id because the task is no longer in the queue. */
let ashId = 0;

test.beforeAll(async () => {
  service = await startService({ progressMs: longRenderMs, credits: 1_000 });
  const { page } = studio;
  await addProfile(page, { name: 'Work', key: 'sk-queue-0123456789', api: service.api, files: service.files });
});
test.afterAll(() => service?.stop());

const box = (page: Page, prompt: string) => page.getByRole('checkbox', { name: messages.queue.select(prompt), exact: true });
const item = (page: Page, prompt: string) => page.getByRole('listitem').filter({ has: box(page, prompt) });
/** The prompts of the waiting tasks from top to bottom. */
async function waitingPrompts(page: Page): Promise<string[]> {
  const names = await page.locator('[data-select]').evaluateAll((boxes) =>
    boxes
      .map((element) => ({ top: element.getBoundingClientRect().top, name: element.getAttribute('aria-label') ?? '' }))
      .sort((a, b) => a.top - b.top)
      .map(({ name }) => name),
  );
  return names.map((name) => name.replace(messages.queue.select(''), ''));
}
const sentPrompts = () => service.simulator.ledger().accepted.map(({ body }) => (body as { readonly prompt: string }).prompt);

test('a paused queue sends nothing; waiting tasks can be reordered by keyboard and mouse, duplicated, discarded and restored', async () => {
  const { page } = studio;
  await call(page, 'settings.change', { maxConcurrentTasks: 1 });
  await page.keyboard.press('Control+Shift+H');
  await expect(page.getByRole('contentinfo').getByRole('button', { name: messages.queue.pausedShort })).toBeVisible();
  for (const prompt of ['ash', 'birch', 'cedar', 'elm', 'fir']) {
    await writePrompt(page, prompt);
    await generate(page);
    await expect
      .poll(async () => (await call(page, 'studio.snapshot', {})).tasks.some((task) => task.request.prompt === prompt))
      .toBe(true);
  }
  ashId = (await call(page, 'studio.snapshot', {})).tasks.find(({ request }) => request.prompt === 'ash')?.id ?? 0;
  await navButton(page, 'queue').click();
  await expect(page.getByText(messages.queue.paused('Work'))).toBeVisible();
  await expect.poll(() => waitingPrompts(page)).toEqual(['ash', 'birch', 'cedar', 'elm', 'fir']);

  // The keyboard moves one task by one position, then two tasks to the end.
  await box(page, 'cedar').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => waitingPrompts(page)).toEqual(['ash', 'cedar', 'birch', 'elm', 'fir']);
  await expect(box(page, 'cedar')).toBeFocused();
  await page.keyboard.press('Escape');
  // End, Home and PageDown move the focus.
  await page.keyboard.press('End');
  await expect(box(page, 'fir')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(box(page, 'ash')).toBeFocused();
  await page.keyboard.press('PageDown');
  await expect(box(page, 'fir')).toBeFocused();
  await box(page, 'ash').focus();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText(messages.queue.selected(2))).toBeVisible();
  await page.getByRole('button', { name: messages.queue.actions['run-last'] }).click();
  await expect.poll(() => waitingPrompts(page)).toEqual(['birch', 'elm', 'fir', 'ash', 'cedar']);
  await page.getByRole('button', { name: messages.queue.clear, exact: true }).click();

  // The mouse drops a task on the upper half of the first row.
  await item(page, 'cedar').dragTo(item(page, 'birch'), { sourcePosition: { x: 300, y: 12 }, targetPosition: { x: 300, y: 6 } });
  await expect.poll(() => waitingPrompts(page)).toEqual(['cedar', 'birch', 'elm', 'fir', 'ash']);

  // A duplicated task is right behind the original.
  await item(page, 'elm').getByRole('button', { name: messages.queue.more }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${messages.queue.actions.rerun}`) }).click();
  await expect.poll(() => waitingPrompts(page)).toEqual(['cedar', 'birch', 'elm', 'elm', 'fir', 'ash']);

  // Two tasks are discarded and restored.
  await box(page, 'fir').click();
  await box(page, 'ash').click({ modifiers: ['ControlOrMeta'] });
  await checkView(page, 'queue-selected');
  await page.getByRole('toolbar', { name: messages.queue.selection }).getByRole('button', { name: messages.queue.actions.discard }).click();
  await expect.poll(() => waitingPrompts(page)).toEqual(['cedar', 'birch', 'elm', 'elm']);
  await expect(page.getByText(messages.queue.discarded(2))).toBeVisible();
  const undoButton = page.getByRole('button', { name: messages.queue.undo, exact: true });
  // While the pointer is over it, the message stays.
  await undoButton.hover();
  await checkView(page, 'queue-discarded', ['dark']);
  await undoButton.click();
  await expect.poll(() => waitingPrompts(page)).toEqual(['cedar', 'birch', 'elm', 'elm', 'fir', 'ash']);
  await expect(page.getByText(messages.actions.tasksHeld)).toBeVisible();
  await checkView(page, 'queue-discard-undone', ['light']);

  // Ctrl+Z also restores a discarded task. Restored tasks are held until the user releases them.
  await box(page, 'fir').click();
  await page.getByRole('toolbar', { name: messages.queue.selection }).getByRole('button', { name: messages.queue.actions.discard }).click();
  await expect.poll(() => waitingPrompts(page)).toEqual(['cedar', 'birch', 'elm', 'elm', 'ash']);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => waitingPrompts(page)).toEqual(['cedar', 'birch', 'elm', 'elm', 'fir', 'ash']);
  const heldTasks = (await call(page, 'studio.snapshot', {})).tasks.filter((task) => task.state === 'waiting' && task.hold === 'user');
  expect(heldTasks.map(({ request }) => request.prompt).sort()).toEqual(['ash', 'fir']);
  await call(page, 'tasks.releaseMany', { ids: heldTasks.map(({ id }) => id) });
  expect(sentPrompts()).toEqual([]);
});

test('a resumed queue sends the tasks one at a time in the chosen order', async () => {
  const { page } = studio;
  await page.getByRole('button', { name: messages.queue.resume }).first().click();
  await expect.poll(() => sentPrompts().length).toBe(1);
  await expect.poll(() => waitingPrompts(page)).toEqual(['birch', 'elm', 'elm', 'fir', 'ash']);
  await checkView(page, 'queue-running', ['light']);
  service.simulator.configure({ progressMs: 50 });
  service.simulator.advance(longRenderMs);
  await expect
    .poll(async () => {
      await pollLiveTasks(page);
      return sentPrompts();
    })
    .toEqual(['cedar', 'birch', 'elm', 'elm', 'fir', 'ash']);
});

test('the inspector links a task to its source, and Settings changes a profile’s requests per second', async () => {
  const { page } = studio;
  // The queue is paused, because a row that moves to the running tasks would take its open menu along.
  const profileId = (await call(page, 'studio.snapshot', {})).status.activeProfileId ?? 0;
  await call(page, 'profiles.pause', { profileId, paused: true });
  const { ids } = await call(page, 'tasks.rerun', { actionId: newActionId(), ids: [ashId] });
  await navButton(page, 'queue').click();
  // Only waiting tasks can be selected.
  const row = item(page, 'ash');
  await row.getByRole('button', { name: messages.queue.more }).click();
  await page.getByRole('menuitem', { name: messages.queue.actions.details }).click();
  const dialog = page.getByRole('dialog', { name: messages.inspector.title });
  await expect(dialog.getByRole('button', { name: messages.inspector.openTask(ashId) })).toBeVisible();
  await checkView(page, 'queue-lineage', ['dark'], '[role="dialog"]');
  await dialog.getByRole('button', { name: messages.inspector.openTask(ashId) }).click();
  await expect(dialog.getByRole('button', { name: messages.inspector.openTask(ids[0] ?? 0) })).toBeVisible();
  await page.keyboard.press('Escape');
  await call(page, 'profiles.pause', { profileId, paused: false });
  await navButton(page, 'settings').click();
  const rate = page.getByRole('radiogroup', { name: messages.settings.requestRateOf('Work') });
  await rate.getByRole('radio', { name: '20', exact: true }).click();
  await expect(rate.getByRole('radio', { name: '20', exact: true })).toHaveAttribute('aria-checked', 'true');
  await page.getByRole('switch', { name: messages.settings.autoRetry }).click();
  await expect(page.getByRole('switch', { name: messages.settings.autoRetry })).toHaveAttribute('aria-checked', 'true');
  await checkView(page, 'queue-settings');
});
