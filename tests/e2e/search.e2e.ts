// The search of the library: words, Chinese words, conditions as chips, corrections, an empty result, and the keyboard alone.
import { expect, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { call } from './support/bridge.ts';
import { checkView, takeScreenshot, takesScreenshots, waitUntilStill } from './support/check-view.ts';
import { focusSearchField, messages, navButton, storedTile, waitForPosters } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile({ launch: { drawsClipPerTask: takesScreenshots }, choosesSimulator: true });

const prompts = [
  'A red fox crosses a frozen river at dawn, low mist',
  'A red lantern drifts over the lake, slow dolly in',
  'An old tram through rain, slow motion',
  '一只红色狐狸穿过结冰的河流，清晨的薄雾',
  '雨夜的老式電車駛過街道',
] as const;

/** The result id of each prompt. */
const resultIds = new Map<string, number>();

const searchField = (page: Page) => page.getByRole('combobox', { name: messages.search.label });
const tiles = (page: Page) => page.locator('[data-cell^="r"]');
const option = (page: Page, name: string | RegExp) => page.getByRole('option', { name });

/** Empties the search field and types a search. */
async function search(page: Page, text: string): Promise<void> {
  // In the grid, Delete would delete videos.
  await focusSearchField(page);
  await page.keyboard.press('Delete');
  await searchField(page).pressSequentially(text);
}

/** Waits until the library shows the videos with these prompts and no others. */
async function expectFound(page: Page, ...found: readonly string[]): Promise<void> {
  await expect(page.getByText(messages.search.found(found.length, prompts.length), { exact: true })).toBeVisible();
  // Compares ids, because a tile shows only the text around its hit.
  const cells = found.map((prompt) => `r${resultIds.get(prompt)}`).sort();
  await expect.poll(() => tiles(page).evaluateAll((all) => all.map((tile) => tile.getAttribute('data-cell')).sort())).toEqual(cells);
}

const [fox, lantern, tram, zhFox, zhTram] = prompts;

test('a search started in another view opens the library and finds videos while the user types', async () => {
  const { page } = studio;
  for (const [at, prompt] of prompts.entries()) {
    const model = at === 1 ? 'kling-o3-text-to-video' : 'seedance-1.5-pro';
    resultIds.set(prompt, await makeVideo(page, defaultRequest(model, prompt)));
  }
  await navButton(page, 'queue').click();
  await page.keyboard.press('ControlOrMeta+f');
  await expect(page.getByRole('region', { name: messages.library.title })).toBeVisible();
  await expect(searchField(page)).toBeFocused();
  await searchField(page).pressSequentially('red');
  await expectFound(page, fox, lantern);
  await expect(storedTile(page, 'red fox').locator('mark')).toHaveText('red');
  await expect(page.getByRole('status').filter({ hasText: messages.search.results(2) })).toBeAttached();
  await waitForPosters(page);
  await storedTile(page, 'red fox').click();
  await expect(page.getByRole('complementary', { name: messages.library.inspector.label }).locator('mark').first()).toHaveText('red');
  await checkView(page, 'search-words');
  await page.getByRole('button', { name: messages.library.inspector.close }).click();
});

test('the text and its result stay while another view is shown', async () => {
  const { page } = studio;
  await navButton(page, 'settings').click();
  await navButton(page, 'library').click();
  await expect(searchField(page)).toHaveValue('red');
  await expectFound(page, fox, lantern);
});

test('two Chinese characters find the word in either form of the characters', async () => {
  const { page } = studio;
  await search(page, '狐狸');
  await expectFound(page, zhFox);
  await expect(tiles(page).locator('mark')).toHaveText('狐狸');
  await search(page, '电车');
  await expectFound(page, zhTram);
  await expect(tiles(page).locator('mark')).toHaveText('電車');
});

test('a completion becomes a condition, which its chip excludes and removes', async () => {
  const { page } = studio;
  await search(page, 'mod');
  await expect(option(page, /^model:/)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(searchField(page)).toHaveValue('model:');
  await expect(searchField(page)).toBeFocused();
  await searchField(page).pressSequentially('kling');
  const suggestions = page.getByRole('listbox', { name: messages.search.suggestions });
  await expect(suggestions).toBeVisible();
  await checkView(page, 'search-suggestions');
  await page.keyboard.press('ArrowDown');
  await expect(suggestions.getByRole('option', { selected: true })).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expectFound(page, lantern);
  const chips = page.getByRole('list', { name: messages.search.conditions });
  // Only the chip of the facet shows this condition.
  await expect(page.getByRole('toolbar', { name: messages.search.facets.label }).locator('[data-active="true"]')).toHaveCount(1);
  await expect(chips).toBeHidden();
  await search(page, 'lantern is:simulated');
  await expect(chips.getByRole('listitem')).toHaveCount(1);
  await chips.getByRole('button').first().click();
  await expect(page.getByText(messages.search.none.title)).toBeVisible();
  await expect(searchField(page)).toHaveValue('lantern -is:simulated');
  // With the keyboard, the chip keeps the focus.
  await chips.getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  await expect(searchField(page)).toHaveValue('lantern is:simulated');
  await expect(chips.getByRole('button').first()).toBeFocused();
  await search(page, 'slow is:simulated -model:kling ');
  await expectFound(page, tram);
  await checkView(page, 'search-conditions');
  await searchField(page).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await expect(searchField(page)).toHaveValue('slow is:simulated ');
  await expectFound(page, lantern, tram);
  await chips.getByRole('button', { name: messages.search.remove('is:simulated') }).click();
  await expect(searchField(page)).toHaveValue('slow');
  await expect(searchField(page)).toBeFocused();
});

test('holding Backspace on a chip removes only its condition', async () => {
  const { page } = studio;
  await search(page, 'is:simulated -model:kling ');
  await page.getByRole('list', { name: messages.search.conditions }).getByRole('button').first().focus();
  for (let repeat = 0; repeat < 5; repeat += 1) await page.keyboard.down('Backspace');
  await page.keyboard.up('Backspace');
  await expect(searchField(page)).toBeFocused();
  await expect(searchField(page)).toHaveValue('-model:kling ');
  await page.keyboard.press('Backspace');
  await expect(searchField(page)).toHaveValue('');
});

test('an unknown field is reported with a correction', async () => {
  const { page } = studio;
  await search(page, 'modle:kling');
  await expect(page.getByRole('status').getByText(messages.search.problems.unknownField('modle'))).toBeVisible();
  await checkView(page, 'search-problem');
  await page.getByRole('button', { name: messages.search.problems.didYouMean('model') }).click();
  await expect(searchField(page)).toHaveValue('model:kling');
  await expectFound(page, lantern);
});

test('an empty result names the part that can be dropped', async () => {
  const { page } = studio;
  await search(page, 'red fox rain');
  await expect(page.getByText(messages.search.none.title)).toBeVisible();
  await expect(page.getByText(messages.search.found(0, prompts.length), { exact: true })).toBeVisible();
  await checkView(page, 'search-nothing');
  await page.getByRole('button', { name: messages.search.none.drop('rain', 1) }).click();
  await expect(searchField(page)).toHaveValue('red fox');
  await expectFound(page, fox);
});

test('the keyboard alone searches, opens a video and clears the search', async () => {
  const { page } = studio;
  await search(page, 'red');
  await expectFound(page, fox, lantern);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await search(page, 'red f');
  const suggestions = page.getByRole('listbox', { name: messages.search.suggestions });
  await expect(suggestions).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(suggestions).toBeHidden();
  await expect(searchField(page)).toHaveValue('red f');
  await page.keyboard.press('Escape');
  await expect(searchField(page)).toHaveValue('');
  await page.keyboard.type('red');
  await expectFound(page, fox, lantern);
  await page.keyboard.press('ArrowDown');
  await expect(tiles(page).first()).toBeFocused();
  // The range starts at the focused video, although it is not selected yet.
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByText(messages.library.inspector.multiple(2))).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText(messages.library.inspector.multiple(2))).toBeHidden();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByText(messages.library.inspector.multiple(2))).toBeVisible();
  await focusSearchField(page);
  await page.keyboard.type('red lantern');
  await expectFound(page, lantern);
  // Selected videos that the search does not find are no longer selected.
  await expect(page.getByText(messages.library.inspector.multiple(2))).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(searchField(page)).toHaveValue('');
  await expect(tiles(page)).toHaveCount(prompts.length);
  await expect(searchField(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(searchField(page)).not.toBeFocused();
});

test('after a search the library has its earlier scroll position and focus', async () => {
  const { page } = studio;
  await search(page, '');
  const size = page.viewportSize();
  await page.setViewportSize({ width: 960, height: 300 });
  await waitUntilStill(page);
  const grid = page.getByRole('grid', { name: messages.library.grid }).locator('[data-scroller]');
  const scrollTop = () => grid.evaluate((node) => node.scrollTop);
  const oldest = page.locator(`[data-cell="r${resultIds.get(fox)}"]`);
  await expect(async () => {
    await grid.evaluate((node) => node.scrollTo(0, node.scrollHeight));
    await expect(oldest).toBeInViewport({ timeout: 1_000 });
  }).toPass();
  await oldest.focus();
  await waitUntilStill(page);
  const before = await scrollTop();
  expect(before).toBeGreaterThan(0);
  await search(page, 'red');
  await expectFound(page, fox, lantern);
  await page.keyboard.press('Escape');
  await expect.poll(scrollTop).toBe(before);
  await page.keyboard.press('Escape');
  await expect(oldest).toBeFocused();
  if (size !== null) await page.setViewportSize(size);
});

test('a new video is added to the shown result', async () => {
  const { page } = studio;
  await search(page, 'heron');
  await expect(page.getByText(messages.search.none.title)).toBeVisible();
  await makeVideo(page, defaultRequest('seedance-1.5-pro', 'A heron lands on the pond'));
  await expect(storedTile(page, 'A heron')).toHaveCount(1);
  await expect(page.getByText(messages.search.found(1, prompts.length + 1), { exact: true })).toBeVisible();
});

test('the search field stays usable in small windows', async () => {
  const { page } = studio;
  await search(page, 'slow -model:kling');
  for (const [width, height, name] of [
    [960, 600, 'search-960'],
    [640, 400, 'search-640'],
    [480, 300, 'search-480'],
  ] as const) {
    await page.setViewportSize({ width, height });
    await waitUntilStill(page);
    await page.keyboard.press('ControlOrMeta+f');
    await expect(searchField(page)).toBeInViewport();
    const fieldWidth = async () => (await searchField(page).boundingBox())?.width ?? 0;
    await expect.poll(fieldWidth, { message: name }).toBeGreaterThan(80);
    await takeScreenshot(page, name);
  }
  await call(page, 'settings.change', { theme: 'dark' });
  await page.emulateMedia({ forcedColors: 'active' });
  await page.setViewportSize({ width: 1280, height: 800 });
  await waitUntilStill(page);
  await takeScreenshot(page, 'search-forced-colors');
  await page.emulateMedia({ forcedColors: null });
});
