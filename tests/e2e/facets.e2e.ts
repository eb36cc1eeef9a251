// The facets, the order and the groups of the library: by mouse and by keyboard, in wide and narrow windows.
import { expect, type Page, test } from '@playwright/test';
import type { CallInput } from '../../shared/ipc.ts';
import { defaultRequest } from '../../shared/models/index.ts';
import { call } from './support/bridge.ts';
import { checkView, takeScreenshot, takesScreenshots, waitUntilStill } from './support/check-view.ts';
import { closeMenu, messages, waitForMenuFocus, waitForPosters, waitUntilMenuIsClosed } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile({ launch: { drawsClipPerTask: takesScreenshots }, choosesSimulator: true });

const { facets, order } = messages.search;
const searchField = (page: Page) => page.getByRole('combobox', { name: messages.search.label });
const tiles = (page: Page) => page.locator('[data-cell^="r"]');
const bar = (page: Page) => page.getByRole('toolbar', { name: facets.label });
const chip = (page: Page, name: string) => bar(page).getByRole('button', { name, exact: true });
const value = (page: Page, name: string | RegExp) => page.getByRole('menuitemcheckbox', { name });
const headings = (page: Page) => page.getByRole('rowheader');

/** The videos: model, prompt, and what differs from the defaults of the model. */
const videos = [
  ['seedance-1.5-pro', 'A red fox crosses a frozen river', { aspectRatio: '16:9' }],
  ['seedance-1.5-pro', 'Old tram through rain', { aspectRatio: '9:16', durationSeconds: 8, quality: '480p' }],
  ['kling-o3-text-to-video', 'Paper lanterns drift over a lake', { aspectRatio: '16:9' }],
  ['kling-o3-text-to-video', 'A heron lands on the pond', { aspectRatio: '1:1' }],
] as const;

const clearSearch = async (page: Page): Promise<void> => {
  await searchField(page).fill('');
  await expect(tiles(page)).toHaveCount(videos.length);
};

test('two facets narrow the library and appear in the search text', async () => {
  const { page } = studio;
  for (const [model, prompt, change] of videos) await makeVideo(page, { ...defaultRequest(model, prompt), ...change });
  await chip(page, facets.names.model).click();
  await expect(value(page, /Kling O3/)).toContainText('2');
  await checkView(page, 'facet-model', undefined, '[role="menu"]');
  await value(page, /Kling O3/).click();
  await expect(searchField(page)).toHaveValue(/^model:/);
  await expect(tiles(page)).toHaveCount(2);
  // Other values of the facet can still be chosen.
  await expect(value(page, /Seedance 1\.5/)).toContainText('2');
  await expect(value(page, /Kling O3/)).toBeChecked();
  await value(page, /Seedance 1\.5/).click();
  await expect(searchField(page)).toHaveValue(/^\(model:.+ OR model:.+\)$/);
  await expect(tiles(page)).toHaveCount(4);
  await value(page, /Seedance 1\.5/).click();
  await closeMenu(page);
  await chip(page, facets.names.ratio).click();
  await expect(value(page, '9:16')).toContainText('0');
  await value(page, '1:1').click();
  await closeMenu(page);
  await expect(tiles(page)).toHaveCount(1);
  await expect(searchField(page)).toHaveValue(/^model:.+ ratio:1:1$/);
  await waitForPosters(page);
  await checkView(page, 'facets-active');
  await bar(page)
    .getByRole('button', { name: messages.search.remove('1:1') })
    .click();
  await expect(tiles(page)).toHaveCount(2);
});

test('a value can be excluded with Alt+click, with its exclude button, and by keyboard', async () => {
  const { page } = studio;
  await clearSearch(page);
  await chip(page, facets.names.ratio).click();
  await value(page, '16:9').click({ modifiers: ['Alt'] });
  await expect(searchField(page)).toHaveValue('-ratio:16:9');
  await expect(tiles(page)).toHaveCount(2);
  await expect(value(page, /16:9/)).not.toBeChecked();
  await value(page, '1:1').hover();
  await value(page, '1:1').locator('[data-exclude]').click();
  await expect(searchField(page)).toHaveValue('-ratio:16:9 -ratio:1:1');
  await expect(tiles(page)).toHaveCount(1);
  await closeMenu(page);
  await clearSearch(page);
  await chip(page, facets.names.model).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitemcheckbox').first()).toBeFocused();
  await page.keyboard.press('Alt+Enter');
  await expect(searchField(page)).toHaveValue(/^-model:/);
  await page.keyboard.press('Alt+Enter');
  await expect(searchField(page)).toHaveValue('');
  await page.keyboard.press('Enter');
  await expect(searchField(page)).toHaveValue(/^model:/);
  await closeMenu(page);
  await expect(bar(page).getByRole('button', { name: new RegExp(`^${facets.names.model}: `) })).toBeFocused();
  await clearSearch(page);
});

test('what the user decided about videos can be chosen, and one tag required while another is excluded', async () => {
  const { page } = studio;
  const resultIds = [...(await call(page, 'library.index', {})).resultIds];
  const [heron = 0, lanterns = 0, tram = 0, fox = 0] = resultIds;
  const judge = (ids: readonly number[], command: CallInput<'judgement.change'>['command']) =>
    call(page, 'judgement.change', { resultIds: Float64Array.from(ids), command });
  await judge([fox, tram], { kind: 'add-tag', name: 'rain' });
  await judge([tram], { kind: 'add-tag', name: 'city at night' });
  await judge([fox, heron], { kind: 'rate', rating: 4 });
  await judge([fox], { kind: 'flag', flag: 'pick' });
  const { id } = await call(page, 'collections.create', { name: 'Client work', parentId: null, query: null });
  await judge([lanterns, fox], { kind: 'add-to-collection', collectionId: id });
  await chip(page, facets.names.tag).click();
  await value(page, /rain/).click();
  await value(page, /city at night/).click({ modifiers: ['Alt'] });
  await expect(searchField(page)).toHaveValue('tag:rain -tag:"city at night"');
  await expect(tiles(page)).toHaveCount(1);
  await checkView(page, 'facet-tags', undefined, '[role="menu"]');
  await closeMenu(page);
  await clearSearch(page);
  await chip(page, facets.names.rating).press('Enter');
  await expect(value(page, new RegExp(messages.judging.stars(4)))).toContainText('2');
  await expect(value(page, new RegExp(messages.judging.stars(4)))).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(searchField(page)).toHaveValue('rating:4');
  await closeMenu(page);
  await chip(page, facets.names.flag).click();
  await expect(value(page, messages.judging.pick)).toContainText('1');
  await value(page, messages.judging.pick).click();
  await closeMenu(page);
  await chip(page, facets.names.collection).click();
  await value(page, /Client work/).click();
  await closeMenu(page);
  await expect(searchField(page)).toHaveValue('rating:4 is:pick in:"Client work"');
  await expect(tiles(page)).toHaveCount(1);
  await checkView(page, 'facets-judged');
  // An empty result says which condition to drop.
  await chip(page, facets.names.ratio).click();
  await value(page, '1:1').click();
  await closeMenu(page);
  await page.getByRole('button', { name: messages.search.none.drop('ratio:1:1', 1) }).click();
  await expect(tiles(page)).toHaveCount(1);
  await clearSearch(page);
});

test('the order and the groups are chosen, shown and remembered', async () => {
  const { page } = studio;
  const group = (name: string) => page.getByRole('button', { name: `${order.group}: ${name}` });
  const sort = (name: string) => page.getByRole('button', { name: `${order.sort}: ${name}` });
  await group(order.groups.day).click();
  await checkView(page, 'group-menu', undefined, '[role="menu"]');
  await page.getByRole('menuitemradio', { name: order.groups.model }).click();
  await expect(headings(page)).toHaveCount(2);
  await expect(headings(page).first()).toContainText('Kling O3');
  await expect(group(order.groups.model)).toBeVisible();
  await checkView(page, 'library-by-model');
  await group(order.groups.model).click();
  await page.getByRole('menuitemradio', { name: order.groups.collection }).click();
  await expect(headings(page).filter({ hasText: 'Client work' })).toContainText(messages.library.videos(2));
  await expect(headings(page).filter({ hasText: messages.search.noCollection })).toContainText(messages.library.videos(videos.length - 2));
  await group(order.groups.collection).click();
  await page.getByRole('menuitemradio', { name: order.groups.month }).click();
  await expect(headings(page)).toHaveText(new RegExp(`^${messages.format.month(Date.now())}`));
  await sort(order.sorts.newest).click();
  await expect(page.getByRole('menuitemradio', { name: order.sorts.relevance })).toHaveCount(0);
  await page.getByRole('menuitemradio', { name: order.sorts.oldest }).click();
  await expect(tiles(page).first()).toContainText('A red fox');
  await page.reload();
  await expect(sort(order.sorts.oldest)).toBeVisible();
  await expect(group(order.groups.month)).toBeVisible();
  await expect(tiles(page).first()).toContainText('A red fox');
  await sort(order.sorts.oldest).click();
  await page.getByRole('menuitemradio', { name: order.sorts.longest }).click();
  // Groups by day or month are available only in an order by date.
  await expect(group(order.groups.none)).toBeVisible();
  await waitUntilMenuIsClosed(page);
  await sort(order.sorts.longest).press('Enter');
  const sorts = page.getByRole('menuitemradio');
  await expect(sorts.and(page.locator(':focus'))).toHaveCount(1);
  await page.keyboard.press('Home');
  await expect(sorts.first()).toBeFocused();
  await page.keyboard.press('Enter');
  await group(order.groups.month).click();
  await page.getByRole('menuitemradio', { name: order.groups.day }).click();
  await expect(group(order.groups.day)).toBeFocused();
});

test('in a narrow window all controls of the header and all entries of a menu are in view', async () => {
  const { page } = studio;
  await page.setViewportSize({ width: 960, height: 600 });
  const { trash, library } = messages;
  await call(page, 'library.trash', { resultIds: Float64Array.from((await call(page, 'library.index', {})).resultIds.slice(-1)) });
  await expect(tiles(page)).toHaveCount(videos.length - 1);
  await page.locator('[data-cell]').first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByText(library.inspector.multiple(videos.length - 1))).toBeVisible();
  for (const name of [new RegExp(`^${trash.show}`), facets.filters, new RegExp(`^${order.sort}`), new RegExp(`^${library.display.button}`)])
    await expect(page.getByRole('button', { name }).first()).toBeInViewport({ ratio: 1 });
  const frame = page.locator('#root > *').first();
  await expect.poll(() => frame.evaluate((node) => node.scrollWidth)).toBe(960);
  await waitUntilStill(page);
  await takeScreenshot(page, 'header-960');
  await page.locator('[data-cell]').first().click({ button: 'right' });
  const menu = page.getByRole('menu');
  await expect(menu).toBeInViewport({ ratio: 1 });
  await waitForMenuFocus(page);
  await page.keyboard.press('End');
  await expect(menu.getByRole('menuitem', { name: library.details })).toBeInViewport({ ratio: 1 });
  await waitUntilStill(page);
  await takeScreenshot(page, 'menu-960');
  await closeMenu(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(tiles(page)).toHaveCount(videos.length);
});

test('a narrow window has one button for all facets', async () => {
  const { page } = studio;
  await page.setViewportSize({ width: 960, height: 600 });
  const filters = page.getByRole('button', { name: facets.filters });
  await filters.press('Enter');
  await expect(page.getByRole('menuitem', { name: facets.names.rating })).toBeFocused();
  await page.keyboard.press('m');
  await expect(page.getByRole('menuitem', { name: facets.names.model })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('menuitemcheckbox').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(searchField(page)).toHaveValue(/^model:/);
  await waitUntilStill(page);
  await takeScreenshot(page, 'facets-960');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menuitemcheckbox')).toHaveCount(0);
  await closeMenu(page);
  for (const [width, height] of [
    [640, 400],
    [480, 300],
  ] as const) {
    await page.setViewportSize({ width, height });
    await waitUntilStill(page);
    // In the smallest window the page scrolls sideways.
    await filters.scrollIntoViewIfNeeded();
    await expect(filters).toBeInViewport({ ratio: 1 });
    await takeScreenshot(page, `facets-${width}`);
  }
  await call(page, 'settings.change', { theme: 'dark' });
  await page.emulateMedia({ forcedColors: 'active' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await chip(page, facets.names.duration).click();
  await value(page, facets.seconds(6, 9)).click();
  await expect(searchField(page)).toHaveValue(/ longer:5\.999 shorter:9$/);
  await waitUntilStill(page);
  await takeScreenshot(page, 'facets-forced-colors');
  await page.emulateMedia({ forcedColors: null });
});
