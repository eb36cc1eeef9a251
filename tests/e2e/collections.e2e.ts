// The list of collections: creating, naming, filling, ordering, nesting, deleting and undo; smart collections. By keyboard and by mouse.
import { expect, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { call } from './support/bridge.ts';
import { checkView, takeScreenshot, takesScreenshots, waitUntilStill } from './support/check-view.ts';
import { messages, waitForPosters } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile({ launch: { drawsClipPerTask: takesScreenshots }, choosesSimulator: true });

const { collections: text, judging } = messages;
const prompts = ['A red fox', 'Old tram', 'Paper lanterns', 'Dew on a web'] as const;
const ids = new Map<string, number>();
const tile = (page: Page, prompt: (typeof prompts)[number]) => page.locator(`[data-cell="r${ids.get(prompt)}"]`);
const tiles = (page: Page) => page.locator('[data-cell^="r"]');
const searchField = (page: Page) => page.getByRole('combobox', { name: messages.search.label });
const list = (page: Page) => page.getByRole('navigation', { name: text.title });
const collectionRow = (page: Page, name: string) => list(page).getByRole('button', { name: new RegExp(`^${name}`) });
const nameField = (page: Page) => list(page).getByRole('textbox');

/** The paths of all collections: the name, or `parent/name`. */
async function storedNames(page: Page): Promise<readonly string[]> {
  const { collections } = await call(page, 'collections.list', {});
  const nameOf = (id: number) => collections.find((one) => one.id === id)?.name;
  return collections.map(({ name, parentId }) => (parentId === null ? name : `${nameOf(parentId)}/${name}`));
}

const shownCells = (page: Page) => tiles(page).evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-cell')));
const cellsOf = (...order: readonly (typeof prompts)[number][]) => order.map((prompt) => `r${ids.get(prompt)}`);

test.beforeAll(async () => {
  for (const prompt of [...prompts].reverse()) {
    ids.set(prompt, await makeVideo(studio.page, { ...defaultRequest('seedance-1.5-pro', prompt), durationSeconds: 4 }));
  }
});

test('a collection is created and named, and videos are added from their menu', async () => {
  const { page } = studio;
  await page.getByRole('button', { name: text.show }).click();
  await list(page).getByRole('button', { name: text.create }).click();
  await expect(nameField(page)).toBeFocused();
  await page.keyboard.type('Teaser');
  await page.keyboard.press('Enter');
  await expect(collectionRow(page, 'Teaser')).toBeVisible();
  for (const prompt of ['Old tram', 'A red fox', 'Dew on a web'] as const) {
    await tile(page, prompt).click({ button: 'right' });
    await page.getByRole('menuitem', { name: judging.addToCollection }).click();
    await page.getByRole('menuitem', { name: 'Teaser' }).click();
  }
  await expect(collectionRow(page, 'Teaser')).toContainText('3');
  await collectionRow(page, 'Teaser').click();
  await expect(searchField(page)).toHaveValue('in:Teaser');
  await expect.poll(() => shownCells(page)).toEqual(cellsOf('Old tram', 'A red fox', 'Dew on a web'));
  await waitForPosters(page);
  await checkView(page, 'collections');
  await page.setViewportSize({ width: 960, height: 600 });
  await waitUntilStill(page);
  await takeScreenshot(page, 'collections-960');
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('Alt and the arrow keys change the order of a collection, and undo restores it', async () => {
  const { page } = studio;
  await tile(page, 'Dew on a web').click();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => shownCells(page)).toEqual(cellsOf('Old tram', 'Dew on a web', 'A red fox'));
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => shownCells(page)).toEqual(cellsOf('Dew on a web', 'Old tram', 'A red fox'));
  await expect(tile(page, 'Dew on a web')).toBeFocused();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(() => shownCells(page)).toEqual(cellsOf('Old tram', 'A red fox', 'Dew on a web'));
  await page.getByRole('button', { name: new RegExp(`^${messages.search.order.sort}`) }).click();
  await page.getByRole('menuitemradio', { name: messages.search.order.sorts.newest }).click();
  await expect.poll(() => shownCells(page)).toEqual(cellsOf('A red fox', 'Old tram', 'Dew on a web'));
  await page.getByRole('button', { name: new RegExp(`^${messages.search.order.sort}`) }).click();
  await page.getByRole('menuitemradio', { name: messages.search.order.sorts.manual }).click();
  await expect.poll(() => shownCells(page)).toEqual(cellsOf('Old tram', 'A red fox', 'Dew on a web'));
});

test('a video dragged onto another video is moved there, and one dragged onto a collection is added to it', async () => {
  const { page, app } = studio;
  // A system drag needs a real pointer, so the test dispatches the drag events itself.
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
  await expect.poll(() => shownCells(page)).toEqual(cellsOf('Dew on a web', 'Old tram', 'A red fox'));
  await collectionRow(page, text.all).click();
  await expect(tiles(page)).toHaveCount(prompts.length);
  await collectionRow(page, 'Teaser').evaluate((node) => node.setAttribute('data-drop-here', ''));
  await drag(`[data-cell="r${ids.get('Paper lanterns')}"]`, '[data-drop-here]');
  await expect(collectionRow(page, 'Teaser')).toContainText('4');
});

test('a search is saved as a smart collection', async () => {
  const { page } = studio;
  await searchField(page).fill('tram');
  await expect(tiles(page)).toHaveCount(1);
  await page.getByRole('button', { name: text.saveSearch }).click();
  await expect(nameField(page)).toBeFocused();
  await page.keyboard.type('Trams');
  await page.keyboard.press('Enter');
  await expect(collectionRow(page, 'Trams')).toHaveAttribute('aria-current', 'page');
  await collectionRow(page, text.all).click();
  await expect(tiles(page)).toHaveCount(prompts.length);
  await collectionRow(page, 'Trams').click();
  await expect(searchField(page)).toHaveValue('tram');
  await expect(tiles(page)).toHaveCount(1);
});

test('collections are renamed, nested, deleted and restored by keyboard', async () => {
  const { page } = studio;
  await collectionRow(page, 'Trams').focus();
  await page.keyboard.press('ArrowUp');
  await expect(collectionRow(page, 'Teaser')).toBeFocused();
  await page.keyboard.press('F2');
  await page.keyboard.type('Trams');
  await page.keyboard.press('Enter');
  await expect(list(page).getByRole('alert')).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Trailer');
  await page.keyboard.press('Enter');
  await expect.poll(() => storedNames(page)).toEqual(['Trailer', 'Trams']);
  await collectionRow(page, 'Trailer').click({ button: 'right' });
  await takeScreenshot(page, 'collection-menu');
  await page.getByRole('menuitem', { name: text.createInside }).click();
  await expect(nameField(page)).toBeFocused();
  await page.keyboard.type('Cut 2');
  await page.keyboard.press('Enter');
  await expect.poll(() => storedNames(page)).toEqual(['Trailer', 'Trailer/Cut 2', 'Trams']);
  await collectionRow(page, 'Trailer').focus();
  await page.keyboard.press('Delete');
  await expect.poll(() => storedNames(page)).toEqual(['Trams']);
  await page.getByRole('button', { name: judging.undo, exact: true }).click();
  await expect.poll(() => storedNames(page)).toEqual(['Trailer', 'Trailer/Cut 2', 'Trams']);
  await expect(collectionRow(page, 'Trailer')).toContainText('4');
});

test('a video can be made the cover, and the list stays open after a reload', async () => {
  const { page } = studio;
  await collectionRow(page, 'Trailer').click();
  await expect(tiles(page)).toHaveCount(prompts.length);
  await tile(page, 'A red fox').click({ button: 'right' });
  await page.getByRole('menuitem', { name: text.useAsCover }).click();
  await expect(collectionRow(page, 'Trailer').locator('img')).toBeVisible();
  await page.reload();
  await expect(collectionRow(page, 'Trailer')).toBeVisible();
  await page.getByRole('button', { name: text.hide }).click();
  await expect(list(page)).toBeHidden();
});
