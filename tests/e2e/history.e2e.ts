// The library's history contains all tasks. Words and conditions find failed, cancelled and discarded tasks, with the keyboard alone.
import { expect, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { call } from './support/bridge.ts';
import { checkView, takeScreenshot, takesScreenshots, waitUntilStill } from './support/check-view.ts';
import { closeMenu, focusSearchField, messages, promptField, waitForMenuFocus, waitForPosters } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo, pollLiveTasks, submitOne } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile({ launch: { drawsClipPerTask: takesScreenshots }, choosesSimulator: true });

const model = 'seedance-1.5-pro';
const fox = 'A red fox crosses a frozen river at dawn';
const lanterns = 'Paper lanterns drift over a dark lake [simulate:content_policy_violation]';
const tram = 'An old tram turns into a narrow street in the rain [simulate:cancelled]';
const heron = 'A heron lands on the pond';
/** Matches the message of the failed task, at the beginning or in the middle of a sentence. */
const refusal = /refused by the content filter/i;

const { scope } = messages.history;
const field = (page: Page) => page.getByRole('combobox', { name: messages.search.label });
const grid = (page: Page) => page.getByRole('grid', { name: scope.history });
const cell = (page: Page, prompt: string) => grid(page).locator('[data-cell]').filter({ hasText: prompt });
const cells = (page: Page) => grid(page).locator('[data-cell]');
const inspector = (page: Page) => page.getByRole('complementary', { name: messages.library.inspector.label });
const radio = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });

const send = (page: Page, prompt: string) => submitOne(page, defaultRequest(model, prompt));

/** Polls until a task has ended. */
async function waitUntilEnded(page: Page, id: number): Promise<void> {
  await expect
    .poll(async () => {
      await pollLiveTasks(page);
      return (await call(page, 'tasks.read', { id })).task.state;
    })
    .toMatch(/^(failed|cancelled)$/);
}

test('the history lists failed, cancelled and discarded tasks together with the videos', async () => {
  const { page } = studio;
  await makeVideo(page, defaultRequest(model, fox));
  const failed = await send(page, lanterns);
  await waitUntilEnded(page, failed);
  await call(page, 'tasks.dismiss', { id: failed });
  await waitUntilEnded(page, await send(page, tram));
  const profileId = (await call(page, 'studio.snapshot', {})).status.activeProfileId ?? 0;
  await call(page, 'profiles.pause', { profileId, paused: true });
  await call(page, 'tasks.discard', { id: await send(page, heron) });

  await radio(page, scope.videos).focus();
  await page.keyboard.press('ArrowRight');
  await expect(radio(page, scope.history)).toBeChecked();
  await expect(cells(page)).toHaveCount(4);
  await expect(page.getByText(messages.history.found(4, null), { exact: true }).first()).toBeVisible();
  await expect(cell(page, 'Paper lanterns')).toContainText(messages.stateNames.failed);
  await expect(cell(page, 'An old tram')).toContainText(messages.stateNames.cancelled);
  await expect(cell(page, heron)).toContainText(messages.stateNames.discarded);
  await expect(cell(page, fox)).toHaveAttribute('data-cell', /^r/);
  await waitForPosters(page);
  await checkView(page, 'history');
});

test('words and is:failed find a failed task, and its details say why', async () => {
  const { page } = studio;
  await focusSearchField(page);
  await page.keyboard.type('lanterns');
  await expect(cells(page)).toHaveCount(1);
  await focusSearchField(page);
  await page.keyboard.type('is:failed ');
  await expect(cells(page)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(field(page)).toHaveValue('');
  await expect(cells(page)).toHaveCount(4);
  await page.keyboard.type('is:failed ');
  await expect(cells(page)).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await expect(cell(page, 'Paper lanterns')).toBeFocused();
  await page.keyboard.press('Control+Space');
  await expect(inspector(page).getByRole('heading', { name: 'Paper lanterns drift' })).toBeVisible();
  await expect(inspector(page).getByText(refusal).first()).toBeVisible();
  await checkView(page, 'history-failed');
  // Enter opens its details.
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: messages.inspector.title })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the state is a facet, and a word of the search', async () => {
  const { page } = studio;
  const { names, states, label } = messages.search.facets;
  await field(page).fill('');
  const bar = page.getByRole('toolbar', { name: label });
  await bar.getByRole('button', { name: names.state, exact: true }).click();
  const value = (name: string) => page.getByRole('menuitemcheckbox', { name });
  for (const state of ['ready', 'failed', 'cancelled', 'discarded'] as const) await expect(value(states[state])).toContainText('1');
  await checkView(page, 'history-states', undefined, '[role="menu"]');
  await value(states.cancelled).click();
  await value(states.discarded).click();
  await expect(field(page)).toHaveValue('(is:cancelled OR is:discarded)');
  await expect(cells(page)).toHaveCount(2);
  await closeMenu(page);
  await field(page).fill('is:cancled fox');
  await page.keyboard.press('Home');
  await page.keyboard.press('End');
  await page.getByRole('button', { name: /cancelled/ }).click();
  await expect(field(page)).toHaveValue('is:cancelled fox');
  await field(page).fill('is:failed lanterns');
  await expect(cells(page)).toHaveCount(1);
});

test('a search that finds no video offers to search the history', async () => {
  const { page } = studio;
  await radio(page, scope.videos).click();
  await expect(page.getByText(messages.search.none.title)).toBeVisible();
  await checkView(page, 'history-offered', undefined, 'main, section');
  await page.getByRole('button', { name: messages.history.none.searchHistory }).press('Enter');
  await expect(radio(page, scope.history)).toBeChecked();
  await expect(cells(page)).toHaveCount(1);
  await focusSearchField(page);
  await page.keyboard.type('nothing like this');
  await expect(page.getByText(messages.history.none.title)).toBeVisible();
});

test('after a restart several tasks can be selected, and Use again fills the composer, by keyboard', async () => {
  await studio.page.keyboard.press('Escape');
  await studio.restart();
  const { page } = studio;
  await expect(radio(page, scope.history)).toBeChecked();
  await expect(cells(page)).toHaveCount(4);
  await focusSearchField(page);
  await page.keyboard.press('ArrowDown');
  await expect(cells(page).and(page.locator(':focus'))).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByText(messages.history.inspector.multiple(4))).toBeVisible();
  await page.keyboard.press('Escape');
  await focusSearchField(page);
  await page.keyboard.type('heron');
  await expect(cells(page)).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await expect(cell(page, heron)).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: messages.queue.actions.reuse })).toBeVisible();
  await waitForMenuFocus(page);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: messages.queue.actions.reuse })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(promptField(page)).toHaveValue(heron);
  await expect(promptField(page)).toBeFocused();
});

test('the list view shows the same tasks', async () => {
  const { page } = studio;
  await field(page).fill('');
  await expect(cells(page)).toHaveCount(4);
  await call(page, 'settings.change', { libraryLayout: 'list' });
  await expect(grid(page).locator('[role="row"][data-cell]')).toHaveCount(4);
  await checkView(page, 'history-list');
  await call(page, 'settings.change', { libraryLayout: 'grid' });
  // A task without a picture has a thin tile.
  const heightOf = async (prompt: string) => (await cell(page, prompt).boundingBox())?.height ?? 0;
  await expect.poll(() => heightOf(heron)).toBeLessThan(80);
  await expect.poll(() => heightOf(fox)).toBeGreaterThan(100);
  await page.setViewportSize({ width: 960, height: 600 });
  await cells(page).filter({ hasText: 'An old tram' }).click();
  // In windows narrower than 1,000 pixels the panel covers the stage, so that nothing is squeezed or cut off.
  await expect(inspector(page)).toHaveCSS('position', 'absolute');
  await waitUntilStill(page);
  for (const layout of ['list', 'grid'] as const) {
    await call(page, 'settings.change', { libraryLayout: layout });
    await expect(
      grid(page)
        .locator(layout === 'list' ? '[role="row"][data-cell]' : '[role="gridcell"][data-cell]')
        .first(),
    ).toBeVisible();
    await waitUntilStill(page);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(960);
    await takeScreenshot(page, `history-960${layout === 'list' ? '-list' : ''}`);
  }
  await page.keyboard.press('Escape');
  await expect(inspector(page)).toHaveCount(0);
  // The first click opens the panel over the tile. The second click must still reach the tile.
  await cell(page, fox).dblclick({ position: { x: 150, y: 40 } });
  await expect(page.getByRole('region', { name: messages.player.label })).toBeVisible();
});
