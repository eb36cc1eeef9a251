// Judging videos with keys, the mouse, the inspector and the player; several at once; tags; undo and redo, also after a restart.
import { expect, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { call } from './support/bridge.ts';
import { checkView, takeScreenshot, takesScreenshots, waitUntilStill } from './support/check-view.ts';
import { messages, navButton, promptField, waitForPosters } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile({ launch: { drawsClipPerTask: takesScreenshots }, choosesSimulator: true });

const { judging } = messages;
const fox = 'A red fox crosses a frozen river';
const tram = 'Old tram through rain';
const lanterns = 'Paper lanterns drift over a lake';
const dew = 'Macro of dew on a spider web';
const longTag = 'second round of the client review in the winter of 2026, with sound';
const ids = new Map<string, number>();
const idOf = (prompt: string): number => ids.get(prompt) ?? 0;
const tile = (page: Page, prompt: string) => page.locator(`[data-cell="r${idOf(prompt)}"]`);
const inspector = (page: Page) => page.getByRole('complementary', { name: messages.library.inspector.label });
const message = (page: Page) => page.getByRole('status').filter({ hasText: /\S/ }).last();

/** Reads the stored judgement of a video. */
async function storedJudgement(page: Page, prompt: string) {
  const { rating, flag, isFavourite, title, notes, tags } = await call(page, 'judgement.read', { resultId: idOf(prompt) });
  return { rating, flag, isFavourite, title, notes, tags: tags.map(({ name }) => name) };
}
const noJudgement = { rating: 0, flag: null, isFavourite: false, title: '', notes: '', tags: [] };
const expectStored = (page: Page, prompt: string, change: object) =>
  expect.poll(() => storedJudgement(page, prompt)).toEqual({ ...noJudgement, ...change });

test.beforeAll(async () => {
  for (const prompt of [dew, lanterns, tram, fox]) {
    ids.set(prompt, await makeVideo(studio.page, { ...defaultRequest('seedance-1.5-pro', prompt), durationSeconds: 4 }));
  }
});

test('keys judge the selected video and select the next one', async () => {
  const { page } = studio;
  await tile(page, fox).click();
  await page.keyboard.press('p');
  await expect(tile(page, tram)).toBeFocused();
  await expect(tile(page, tram)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('x');
  await page.keyboard.press('4');
  await page.keyboard.press('f');
  await expectStored(page, fox, { flag: 'pick' });
  await expectStored(page, tram, { flag: 'reject' });
  await expectStored(page, lanterns, { rating: 4 });
  await expectStored(page, dew, { isFavourite: true });
  await expect(tile(page, fox).getByRole('img', { name: judging.pick })).toBeVisible();
  await expect(tile(page, lanterns).getByRole('img', { name: judging.stars(4) })).toBeVisible();
  // After the last video the selection does not move. With Shift it never moves.
  await expect(tile(page, dew)).toBeFocused();
  await tile(page, fox).click();
  await page.keyboard.press('Shift+Digit5');
  await expectStored(page, fox, { flag: 'pick', rating: 5 });
  await expect(tile(page, fox)).toBeFocused();
  await page.keyboard.press('u');
  await expect(tile(page, tram)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(tile(page, fox)).toBeFocused();
  await page.keyboard.press('0');
  await expectStored(page, fox, {});
});

test('a letter in a text field is text', async () => {
  const { page } = studio;
  await tile(page, fox).click();
  await promptField(page).click();
  await page.keyboard.type('px5');
  await expect(promptField(page)).toHaveValue(/px5/);
  await expectStored(page, fox, {});
});

test('undo and redo show a message, and undo still works after a restart', async () => {
  const { page } = studio;
  await tile(page, tram).click();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  // The message is about the second undo.
  await expect(message(page)).toContainText(messages.actions.undone({ id: 1, kind: 'flag', count: 1, subject: '' }));
  await expectStored(page, fox, { rating: 5, flag: 'pick' });
  await page.getByRole('button', { name: judging.redo }).click();
  await expectStored(page, fox, { rating: 5 });
  await tile(page, tram).focus();
  await page.keyboard.press('Control+Shift+z');
  await expectStored(page, fox, {});
  await page.keyboard.press('Control+z');
  await expectStored(page, fox, { rating: 5 });
  await page.keyboard.press('Control+y');
  await expectStored(page, fox, {});
  await studio.restart();
  const restartedPage = studio.page;
  await tile(restartedPage, fox).focus();
  await restartedPage.keyboard.press('Control+z');
  await expectStored(restartedPage, fox, { rating: 5 });
});

test('undo in a text field reverts only the text', async () => {
  const { page } = studio;
  const before = await storedJudgement(page, fox);
  await promptField(page).fill('one');
  await promptField(page).press('End');
  await page.keyboard.type(' two');
  await page.keyboard.press('Control+z');
  await expect(promptField(page)).not.toHaveValue('one two');
  expect(await storedJudgement(page, fox)).toEqual(before);
});

test('stars on a tile and the menu judge by mouse', async () => {
  const { page } = studio;
  // Stars are mounted when the pointer or the focus first arrives.
  const starsOfFox = tile(page, fox).getByRole('radiogroup', { name: judging.rating });
  await tile(page, fox).focus();
  await expect(starsOfFox).toBeVisible();
  await tile(page, lanterns).focus();
  await expect(starsOfFox).toBeHidden();
  await tile(page, tram).hover();
  await tile(page, tram)
    .getByRole('radio', { name: judging.stars(2) })
    .click();
  await expectStored(page, tram, { flag: 'reject', rating: 2 });
  await waitForPosters(page);
  await checkView(page, 'library-judged');
  await tile(page, tram).click({ button: 'right' });
  await page.getByRole('menuitem', { name: judging.flag }).click();
  await takeScreenshot(page, 'judge-menu');
  await page.getByRole('menuitemradio', { name: judging.flagNames.none }).click();
  await expectStored(page, tram, { rating: 2 });
});

test('the inspector saves title, tags and notes, and keeps a title that is refused', async () => {
  const { page } = studio;
  await tile(page, lanterns).click();
  await page.keyboard.press('Shift+F2');
  await expect(inspector(page).getByRole('textbox', { name: judging.title })).toBeFocused();
  await page.keyboard.type('Lanterns, take one');
  await page.keyboard.press('Enter');
  await expectStored(page, lanterns, { rating: 4, title: 'Lanterns, take one' });
  await expect(tile(page, lanterns)).toBeFocused();
  await expect(tile(page, lanterns)).toContainText('Lanterns, take one');
  const tags = inspector(page).getByRole('combobox', { name: judging.tagsHint });
  // Types on in the turn of the event loop in which the first tag is added, so that it cannot be stored before.
  await tags.evaluate((field: HTMLInputElement) => {
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    for (const text of ['night,', 'wate']) {
      write?.call(field, text);
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  });
  await expectStored(page, lanterns, { rating: 4, title: 'Lanterns, take one', tags: ['night'] });
  await expect(inspector(page).getByRole('button', { name: judging.removeTag('night') })).toBeVisible();
  await expect(tags).toHaveValue('wate');
  await tags.fill('water');
  await page.keyboard.press('Enter');
  await expectStored(page, lanterns, { rating: 4, title: 'Lanterns, take one', tags: ['night', 'water'] });
  // A refusal is about the text as it was, so it disappears when the text changes.
  await tags.fill('x'.repeat(500));
  await page.keyboard.press('Enter');
  await expect(inspector(page).getByRole('alert')).toBeVisible();
  await tags.fill('x');
  await expect(inspector(page).getByRole('alert')).toBeHidden();
  await tags.fill('');
  // Escape leads from the field back to the tile, where the keys of the library work.
  await tags.press('Escape');
  await expect(tile(page, lanterns)).toBeFocused();
  const notes = inspector(page).getByRole('textbox', { name: judging.notes });
  await notes.fill('Ask for a version without boats.');
  await tile(page, dew).click();
  await expectStored(page, lanterns, {
    rating: 4,
    title: 'Lanterns, take one',
    tags: ['night', 'water'],
    notes: 'Ask for a version without boats.',
  });
  // The panel shows the selected video.
  await expect(inspector(page).getByRole('heading', { name: dew })).toBeVisible();
  await expect(inspector(page).getByRole('textbox', { name: judging.title })).toHaveValue('');
  await inspector(page).getByRole('textbox', { name: judging.title }).fill('x'.repeat(600));
  await tile(page, lanterns).click();
  await checkView(page, 'inspector-judged');
  await page.setViewportSize({ width: 960, height: 600 });
  await waitUntilStill(page);
  await takeScreenshot(page, 'inspector-judged-960');
  await page.setViewportSize({ width: 1280, height: 800 });
  await tile(page, dew).click();
  await expect(inspector(page).getByRole('textbox', { name: judging.title })).toHaveValue('x'.repeat(600));
  await expect(inspector(page).getByRole('alert')).toBeVisible();
  await inspector(page).getByRole('textbox', { name: judging.title }).press('Escape');
  await expect(inspector(page).getByRole('textbox', { name: judging.title })).toHaveValue('');
});

test('several videos are judged at once, and mixed values are shown', async () => {
  const { page } = studio;
  await tile(page, dew).click();
  await expect(inspector(page).getByRole('heading', { name: dew })).toBeVisible();
  const tagField = inspector(page).getByRole('combobox', { name: judging.tagsHint });
  await tagField.fill(longTag);
  await tagField.press('Enter');
  await expect(inspector(page).getByText(longTag)).toBeVisible();
  await tile(page, dew).focus();
  await page.keyboard.press('Control+a');
  await expect(inspector(page).getByText(judging.mixed)).toBeVisible();
  await expect(inspector(page).getByText(messages.format.aside(judging.onSome(1, 4)))).toHaveCount(3);
  // A long name takes no room from the count and the buttons of its tag.
  for (const label of [judging.addTagToAll(longTag), judging.removeTag(longTag)]) {
    const button = inspector(page).getByRole('button', { name: label });
    await expect.poll(async () => (await button.boundingBox())?.width ?? 0).toBeGreaterThanOrEqual(24);
  }
  await waitForPosters(page);
  await checkView(page, 'inspector-several');
  await tagField.fill('wat');
  const water = inspector(page).getByRole('option', { name: 'water', exact: true });
  await expect(water).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(water).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  for (const prompt of [tram, fox]) await expect.poll(async () => (await storedJudgement(page, prompt)).tags).toEqual(['water']);
  await expect.poll(async () => (await storedJudgement(page, dew)).tags).toContain('water');
  await tile(page, dew).focus();
  await page.keyboard.press('3');
  await expect(message(page)).toHaveText(messages.actions.done({ id: 1, kind: 'rate', count: 4, subject: '' }));
  const undoButton = page.getByRole('button', { name: judging.undo, exact: true });
  // While the pointer is over it, the message stays.
  await undoButton.hover();
  for (const prompt of [dew, tram, fox, lanterns]) await expect.poll(async () => (await storedJudgement(page, prompt)).rating).toBe(3);
  await undoButton.click();
  await expect.poll(async () => (await storedJudgement(page, lanterns)).rating).toBe(4);
});

test('tags are renamed and deleted, and undo restores a deleted tag', async () => {
  const { page } = studio;
  await tile(page, lanterns).click();
  await inspector(page).getByRole('button', { name: judging.manageTags }).click();
  const dialog = page.getByRole('dialog', { name: judging.tagDialog.title });
  await checkView(page, 'tag-dialog', undefined, '[role="dialog"]');
  await dialog.getByRole('button', { name: judging.tagDialog.rename('night') }).click();
  await expect(dialog.getByRole('textbox').and(page.locator(':focus'))).toHaveValue('night');
  await page.keyboard.type('dusk');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('dusk')).toBeVisible();
  await dialog.getByRole('button', { name: judging.tagDialog.remove('water') }).click();
  await expect(dialog.getByText('water')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await tile(page, lanterns).focus();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await storedJudgement(page, fox)).tags).toEqual(['water']);
});

test('keys in the player judge the video and show the next one', async () => {
  const { page } = studio;
  await tile(page, fox).dblclick();
  const player = page.getByRole('region', { name: messages.player.label });
  await expect(player.getByRole('radiogroup', { name: judging.rating })).toBeVisible();
  await checkView(page, 'player-judged');
  await page.setViewportSize({ width: 960, height: 600 });
  await waitUntilStill(page);
  await takeScreenshot(page, 'player-judged-960');
  await page.keyboard.press('1');
  await expect.poll(async () => (await storedJudgement(page, fox)).rating).toBe(1);
  await expect(player.getByRole('heading')).toContainText(tram);
  await page.keyboard.press('Shift+P');
  await expect.poll(async () => (await storedJudgement(page, tram)).flag).toBe('pick');
  // Keys on a control of the composer neither judge nor delete the video that plays.
  await page.locator('#model').focus();
  await page.keyboard.press('Delete');
  await page.keyboard.press('x');
  await expect(player.getByRole('heading')).toContainText(tram);
  expect([(await storedJudgement(page, tram)).flag, (await call(page, 'library.trashIndex', {})).resultIds]).toEqual(['pick', []]);
  await expect(player.getByRole('heading')).toContainText(tram);
  await expect(player.getByRole('button', { name: judging.pick })).toHaveAttribute('aria-pressed', 'true');
  await player.getByRole('button', { name: judging.favourite }).click();
  await expect.poll(async () => (await storedJudgement(page, tram)).isFavourite).toBe(true);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await storedJudgement(page, tram)).isFavourite).toBe(false);
});

test('the panel has the whole prompt and the request, also in the player, and Tags… leads to its field', async () => {
  const { page } = studio;
  await page.setViewportSize({ width: 1280, height: 800 });
  await navButton(page, 'library').click();
  await tile(page, fox).click();
  await expect(inspector(page).getByRole('heading', { name: fox })).toBeVisible();
  await inspector(page).getByText(messages.inspector.sentRequest).click();
  await expect(inspector(page).locator('pre')).toContainText(`"prompt": "${fox}"`);
  await tile(page, tram).click({ button: 'right' });
  await page.getByRole('menuitem', { name: judging.tagsEntry }).click();
  await expect(inspector(page).locator('[data-tag-field] input')).toBeFocused();
  await expect(tile(page, tram)).toHaveAttribute('aria-selected', 'true');
  await tile(page, tram).dblclick();
  const player = page.getByRole('region', { name: messages.player.label });
  await player.getByRole('button', { name: messages.library.inspector.label, exact: true }).click();
  await expect(inspector(page).getByRole('heading', { name: tram })).toBeVisible();
  await page.keyboard.press('Shift+Digit3');
  await expect(inspector(page).getByRole('radio', { name: judging.stars(3) })).toBeChecked();
  await waitUntilStill(page);
  await checkView(page, 'player-details');
  await page.setViewportSize({ width: 960, height: 600 });
  await expect(inspector(page)).toHaveCSS('position', 'absolute');
  await waitUntilStill(page);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(960);
  await takeScreenshot(page, 'player-details-960');
  await inspector(page).getByRole('button', { name: messages.library.inspector.close }).click();
  await expect(inspector(page)).toHaveCount(0);
});
