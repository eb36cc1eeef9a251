// The list of collections: creating, naming, filling, ordering (videos and collections), nesting, deleting and undo; smart collections. By keyboard and by mouse.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { call } from './support/bridge.ts';
import { checkView, takeScreenshot, takesScreenshots, waitUntilStill } from './support/check-view.ts';
import { messages, waitForPosters, waitUntilMenuIsClosed } from './support/steps.ts';
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

/** Waits until the collections have these paths in this order, stored and in the list, which shows a change a moment later. */
async function expectCollections(page: Page, ...paths: readonly string[]): Promise<void> {
  await expect.poll(() => storedNames(page)).toEqual(paths);
  await expect(list(page).locator('[draggable="true"] [data-line] bdi')).toHaveText(paths.map((path) => path.replace(/.*\//, '')));
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
    // Otherwise the menu that fades out and the next one would be there at once.
    await waitUntilMenuIsClosed(page);
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
  const drag = (from: string, to: string, { x = 0, drops = true } = {}) =>
    page.evaluate(
      ({ source, target, clientX, isDropped }) => {
        const fire = (selector: string, type: string) =>
          document
            .querySelector(selector)
            ?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, clientX, dataTransfer: new DataTransfer() }));
        fire(source, 'dragstart');
        fire(target, 'dragover');
        if (isDropped) fire(target, 'drop');
      },
      { source: from, target: to, clientX: x, isDropped: drops },
    );
  const cell = (prompt: (typeof prompts)[number]) => `[data-cell="r${ids.get(prompt)}"]`;
  await drag(cell('Dew on a web'), cell('Old tram'));
  await expect.poll(() => shownCells(page)).toEqual(cellsOf('Dew on a web', 'Old tram', 'A red fox'));
  // The right half of a tile stands for the place after it.
  const box = await tile(page, 'A red fox').boundingBox();
  const atRightEdge = { x: (box?.x ?? 0) + (box?.width ?? 0) - 1 };
  await drag(cell('Dew on a web'), cell('A red fox'), { ...atRightEdge, drops: false });
  await expect(page.locator('[data-drop-mark="right"]')).toBeVisible();
  await takeScreenshot(page, 'collection-video-drag');
  await drag(cell('Dew on a web'), cell('A red fox'), atRightEdge);
  await expect.poll(() => shownCells(page)).toEqual(cellsOf('Old tram', 'A red fox', 'Dew on a web'));
  await expect(page.locator('[data-drop-mark]')).toHaveCount(0);
  await expect(page.getByText(text.moved('Dew on a web', 3, 3), { exact: true })).toBeAttached();
  await collectionRow(page, text.all).click();
  await expect(tiles(page)).toHaveCount(prompts.length);
  await collectionRow(page, 'Teaser').evaluate((node) => node.setAttribute('data-drop-here', ''));
  await drag(cell('Paper lanterns'), '[data-drop-here]');
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
  await expect(nameField(page)).toBeFocused();
  await page.keyboard.type('Trams');
  await page.keyboard.press('Enter');
  await expect(list(page).getByRole('alert')).toBeVisible();
  await expect(nameField(page)).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Trailer');
  await page.keyboard.press('Enter');
  await expectCollections(page, 'Trailer', 'Trams');
  await collectionRow(page, 'Trailer').click({ button: 'right' });
  await takeScreenshot(page, 'collection-menu');
  await page.getByRole('menuitem', { name: text.createInside }).click();
  await waitUntilMenuIsClosed(page);
  await expect(nameField(page)).toBeFocused();
  await page.keyboard.type('Cut 2');
  await page.keyboard.press('Enter');
  await expectCollections(page, 'Trailer', 'Trailer/Cut 2', 'Trams');
  await collectionRow(page, 'Trailer').focus();
  await page.keyboard.press('Delete');
  const undoButton = page.getByRole('button', { name: judging.undo, exact: true });
  // While the pointer is over it, the message stays.
  await undoButton.hover();
  await expectCollections(page, 'Trams');
  await undoButton.click();
  await expectCollections(page, 'Trailer', 'Trailer/Cut 2', 'Trams');
  await expect(collectionRow(page, 'Trailer')).toContainText('4');
});

test('collections are moved by keys and from their menu, and undo takes each move back', async () => {
  const { page } = studio;
  await collectionRow(page, 'Trams').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expectCollections(page, 'Trams', 'Trailer', 'Trailer/Cut 2');
  await expect(page.getByText(text.moved('Trams', 1, 2), { exact: true })).toBeAttached();
  await expect(collectionRow(page, 'Trams')).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await expectCollections(page, 'Trailer', 'Trailer/Cut 2', 'Trams');
  await expect(collectionRow(page, 'Trams')).toBeFocused();
  await collectionRow(page, 'Trailer').click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: text.moveUp })).toHaveCount(0);
  await page.getByRole('menuitem', { name: text.moveDown }).click();
  await waitUntilMenuIsClosed(page);
  await expectCollections(page, 'Trams', 'Trailer', 'Trailer/Cut 2');
  await page.keyboard.press('Control+z');
  await expectCollections(page, 'Trailer', 'Trailer/Cut 2', 'Trams');
});

test('collections are dragged into another one, between its collections and back to the top level', async () => {
  const { page } = studio;
  /** Drags a line over a part of another one, 0 is its top and 1 its bottom, and drops it there unless `drops` is false. */
  const dragLine = async (name: string, onto: Locator, height: number, drops = true) => {
    await expect(onto).toBeVisible();
    const from = await collectionRow(page, name).elementHandle();
    await onto.evaluate(
      (target, { source, share, isDropped }) => {
        // Measured here, because the list may have moved since the last step of the test.
        const box = target.getBoundingClientRect();
        const y = box.top + box.height * share;
        const fire = (element: Element | null, type: string) =>
          element?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, clientY: y, dataTransfer: new DataTransfer() }));
        fire(source, 'dragstart');
        fire(target, 'dragover');
        if (!isDropped) return;
        fire(target, 'drop');
        fire(source, 'dragend');
      },
      { source: from, share: height, isDropped: drops },
    );
  };
  const below = list(page).locator('[data-space-below]');
  await dragLine('Trams', collectionRow(page, 'Trailer'), 0.5);
  await expectCollections(page, 'Trailer', 'Trailer/Cut 2', 'Trailer/Trams');
  await expect(page.getByText(text.movedInto('Trams', 2, 'Trailer'), { exact: true })).toBeAttached();
  await dragLine('Trams', collectionRow(page, 'Cut 2'), 0.1);
  await expectCollections(page, 'Trailer', 'Trailer/Trams', 'Trailer/Cut 2');
  await dragLine('Trams', collectionRow(page, 'Cut 2'), 0.9, false);
  await expect(list(page).locator('[data-drop-mark="below"]')).toBeVisible();
  await takeScreenshot(page, 'collection-drag');
  await dragLine('Trams', below, 0.5);
  await expectCollections(page, 'Trailer', 'Trailer/Cut 2', 'Trams');
  await dragLine('Trams', collectionRow(page, 'Trailer'), 0.1);
  await expectCollections(page, 'Trams', 'Trailer', 'Trailer/Cut 2');
  await page.keyboard.press('Control+z');
  await expectCollections(page, 'Trailer', 'Trailer/Cut 2', 'Trams');
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
