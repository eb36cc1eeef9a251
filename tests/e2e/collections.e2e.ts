// The list of collections: make, name, fill, order, nest, delete and undo; smart collections; all of it by keyboard and by mouse.
import { expect, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { call } from './support/bridge.ts';
import { checkView, takeScreenshot, takesScreenshots, waitUntilStill } from './support/check-view.ts';
import { messages, waitForPosters } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile({ launch: { drawsEachClip: takesScreenshots }, choosesSimulator: true });

const { collections: text, judging } = messages;
const prompts = ['A red fox', 'Old tram', 'Paper lanterns', 'Dew on a web'] as const;
const ids = new Map<string, number>();
const tile = (page: Page, prompt: (typeof prompts)[number]) => page.locator(`[data-cell="r${ids.get(prompt)}"]`);
const tiles = (page: Page) => page.locator('[data-cell^="r"]');
const field = (page: Page) => page.getByRole('combobox', { name: messages.search.label });
const list = (page: Page) => page.getByRole('navigation', { name: text.title });
const line = (page: Page, name: string) => list(page).getByRole('button', { name: new RegExp(`^${name}`) });
const nameField = (page: Page) => list(page).getByRole('textbox');

/** The names of all collections, with those in others after a slash. */
async function stored(page: Page): Promise<readonly string[]> {
  const { collections } = await call(page, 'collections.list', {});
  const nameOf = (id: number) => collections.find((one) => one.id === id)?.name;
  return collections.map(({ name, parentId }) => (parentId === null ? name : `${nameOf(parentId)}/${name}`));
}

const shownPrompts = (page: Page) => tiles(page).evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-cell')));
const cells = (...order: readonly (typeof prompts)[number][]) => order.map((prompt) => `r${ids.get(prompt)}`);

test.beforeAll(async () => {
  for (const prompt of [...prompts].reverse()) {
    ids.set(prompt, await makeVideo(studio.page, { ...defaultRequest('seedance-1.5-pro', prompt), durationSeconds: 4 }));
  }
});

test('a collection is made and named, and videos are added from their menu', async () => {
  const { page } = studio;
  await page.getByRole('button', { name: text.show }).click();
  await list(page).getByRole('button', { name: text.create }).click();
  await expect(nameField(page)).toBeFocused();
  await page.keyboard.type('Teaser');
  await page.keyboard.press('Enter');
  await expect(line(page, 'Teaser')).toBeVisible();
  for (const prompt of ['Old tram', 'A red fox', 'Dew on a web'] as const) {
    await tile(page, prompt).click({ button: 'right' });
    await page.getByRole('menuitem', { name: judging.addToCollection }).click();
    await page.getByRole('menuitem', { name: 'Teaser' }).click();
  }
  await expect(line(page, 'Teaser')).toContainText('3');
  await line(page, 'Teaser').click();
  await expect(field(page)).toHaveValue('in:Teaser');
  await expect.poll(() => shownPrompts(page)).toEqual(cells('Old tram', 'A red fox', 'Dew on a web'));
  await waitForPosters(page);
  await checkView(page, 'collections');
  await page.setViewportSize({ width: 960, height: 600 });
  await waitUntilStill(page);
  await takeScreenshot(page, 'collections-960');
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('the order of a collection is changed with Alt and the arrows, and comes back with undo', async () => {
  const { page } = studio;
  await tile(page, 'Dew on a web').click();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => shownPrompts(page)).toEqual(cells('Old tram', 'Dew on a web', 'A red fox'));
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => shownPrompts(page)).toEqual(cells('Dew on a web', 'Old tram', 'A red fox'));
  await expect(tile(page, 'Dew on a web')).toBeFocused();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(() => shownPrompts(page)).toEqual(cells('Old tram', 'A red fox', 'Dew on a web'));
  await page.getByRole('button', { name: new RegExp(`^${messages.search.order.sort}`) }).click();
  await page.getByRole('menuitemradio', { name: messages.search.order.sorts.newest }).click();
  await expect.poll(() => shownPrompts(page)).toEqual(cells('A red fox', 'Old tram', 'Dew on a web'));
  await page.getByRole('button', { name: new RegExp(`^${messages.search.order.sort}`) }).click();
  await page.getByRole('menuitemradio', { name: messages.search.order.sorts.manual }).click();
  await expect.poll(() => shownPrompts(page)).toEqual(cells('Old tram', 'A red fox', 'Dew on a web'));
});

test('videos that are dragged onto a collection are added, and onto another video are moved', async () => {
  const { page, app } = studio;
  // The system's drag waits for a pointer that is moved by hand. Its events are made here instead.
  await app.evaluate(({ BrowserWindow }) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) webContents.startDrag = () => undefined;
  });
  const drag = (from: string, to: string) =>
    page.evaluate(
      ([source, target]) => {
        const fire = (selector: string | undefined, type: string) =>
          document
            .querySelector(selector ?? '')
            ?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() }));
        fire(source, 'dragstart');
        fire(target, 'dragover');
        fire(target, 'drop');
      },
      [from, to],
    );
  await drag(`[data-cell="r${ids.get('Dew on a web')}"]`, `[data-cell="r${ids.get('Old tram')}"]`);
  await expect.poll(() => shownPrompts(page)).toEqual(cells('Dew on a web', 'Old tram', 'A red fox'));
  await line(page, text.all).click();
  await expect(tiles(page)).toHaveCount(prompts.length);
  await line(page, 'Teaser').evaluate((node) => node.setAttribute('data-drop-here', ''));
  await drag(`[data-cell="r${ids.get('Paper lanterns')}"]`, '[data-drop-here]');
  await expect(line(page, 'Teaser')).toContainText('4');
});

test('a search is saved as a smart collection', async () => {
  const { page } = studio;
  await field(page).fill('tram');
  await expect(tiles(page)).toHaveCount(1);
  await page.getByRole('button', { name: text.saveSearch }).click();
  await expect(nameField(page)).toBeFocused();
  await page.keyboard.type('Trams');
  await page.keyboard.press('Enter');
  await expect(line(page, 'Trams')).toHaveAttribute('aria-current', 'page');
  await line(page, text.all).click();
  await expect(tiles(page)).toHaveCount(prompts.length);
  await line(page, 'Trams').click();
  await expect(field(page)).toHaveValue('tram');
  await expect(tiles(page)).toHaveCount(1);
});

test('collections are named, nested, deleted and brought back by keyboard', async () => {
  const { page } = studio;
  await line(page, 'Trams').focus();
  await page.keyboard.press('ArrowUp');
  await expect(line(page, 'Teaser')).toBeFocused();
  await page.keyboard.press('F2');
  await page.keyboard.type('Trams');
  await page.keyboard.press('Enter');
  await expect(list(page).getByRole('alert')).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Trailer');
  await page.keyboard.press('Enter');
  await expect.poll(() => stored(page)).toEqual(['Trailer', 'Trams']);
  await line(page, 'Trailer').click({ button: 'right' });
  await takeScreenshot(page, 'collection-menu');
  await page.getByRole('menuitem', { name: text.createInside }).click();
  await expect(nameField(page)).toBeFocused();
  await page.keyboard.type('Cut 2');
  await page.keyboard.press('Enter');
  await expect.poll(() => stored(page)).toEqual(['Trailer', 'Trailer/Cut 2', 'Trams']);
  await line(page, 'Trailer').focus();
  await page.keyboard.press('Delete');
  await expect.poll(() => stored(page)).toEqual(['Trams']);
  await page.getByRole('button', { name: judging.undo, exact: true }).click();
  await expect.poll(() => stored(page)).toEqual(['Trailer', 'Trailer/Cut 2', 'Trams']);
  await expect(line(page, 'Trailer')).toContainText('4');
});

test('the list is remembered, and a video becomes the cover', async () => {
  const { page } = studio;
  await line(page, 'Trailer').click();
  await expect(tiles(page)).toHaveCount(prompts.length);
  await tile(page, 'A red fox').click({ button: 'right' });
  await page.getByRole('menuitem', { name: text.useAsCover }).click();
  await expect(line(page, 'Trailer').locator('img')).toBeVisible();
  await page.reload();
  await expect(line(page, 'Trailer')).toBeVisible();
  await page.getByRole('button', { name: text.hide }).click();
  await expect(list(page)).toBeHidden();
});
