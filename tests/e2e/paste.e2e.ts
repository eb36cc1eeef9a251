// Pasting from the real clipboard: text goes into the field, pictures go into the composer's slots.
import { expect, type Page, test } from '@playwright/test';
import { greyPng } from './support/plain-pictures.ts';
import { messages, navButton, promptField, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile({ choosesSimulator: true });
let page: Page;

test.beforeAll(async () => {
  page = studio.page;
  await page.locator('#model').click();
  const search = page.getByRole('combobox', { name: messages.modelPicker.search });
  await search.fill('seedance-2.0');
  await search.press('Enter');
  await expect(search).toBeHidden();
});

interface Clipboard {
  readonly text?: string;
  readonly html?: string;
  readonly hasPicture: boolean;
}

/** Puts all these formats on the system's clipboard at once, as a program does when the user copies. */
async function copy({ text, html, hasPicture }: Clipboard): Promise<void> {
  const bytes = greyPng(40).toString('base64');
  await page.bringToFront();
  await page.evaluate(
    async (content) => {
      const png = Uint8Array.from(atob(content.bytes), (character) => character.charCodeAt(0));
      const formats = {
        ...(content.text === undefined ? {} : { 'text/plain': new Blob([content.text], { type: 'text/plain' }) }),
        ...(content.html === undefined ? {} : { 'text/html': new Blob([content.html], { type: 'text/html' }) }),
        ...(content.hasPicture ? { 'image/png': new Blob([png], { type: 'image/png' }) } : {}),
      };
      await navigator.clipboard.write([new ClipboardItem(formats)]);
    },
    { text, html, hasPicture, bytes },
  );
}

const cells: Clipboard = {
  text: 'a fox\tin the snow',
  html: '<table><tr><td>a fox</td><td>in the snow</td></tr></table>',
  hasPicture: true,
};
const screenshot: Clipboard = { hasPicture: true };
const copiedImage: Clipboard = { html: '<img src="https://pictures.example/fox.png">', hasPicture: true };

const filledSlots = () => page.locator('[data-composer] img').count();
/** Pastes a screenshot into the composer and waits for it. By then a slot that an earlier paste filled by mistake is visible, too. */
async function pasteScreenshot(): Promise<void> {
  await promptField(page).focus();
  await copy(screenshot);
  const before = await filledSlots();
  await page.keyboard.press('Control+v');
  await expect.poll(filledSlots).toBe(before + 1);
}

test('spreadsheet cells are pasted into the prompt as text', async () => {
  await writePrompt(page, '');
  await copy(cells);
  await promptField(page).focus();
  await page.keyboard.press('Control+v');
  await expect(promptField(page)).toHaveValue('a fox\tin the snow');
  await pasteScreenshot();
  expect(await filledSlots()).toBe(1);
});

test('spreadsheet cells are pasted into a dialog as text, and a screenshot pasted there fills no slot behind it', async () => {
  await navButton(page, 'settings').click();
  await page.getByRole('button', { name: messages.settings.add, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: messages.settings.addProfile });
  const name = dialog.getByLabel(messages.settings.name, { exact: true });
  await copy(cells);
  await name.fill('');
  await page.keyboard.press('Control+v');
  await expect(name).toHaveValue('a fox\tin the snow');
  const before = await filledSlots();
  await copy(screenshot);
  await name.focus();
  await page.keyboard.press('Control+v');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await pasteScreenshot();
  expect(await filledSlots()).toBe(before + 1);
});

test('an image copied in a browser fills a slot when no text field has the focus', async () => {
  await navButton(page, 'library').click();
  const before = await filledSlots();
  await copy(copiedImage);
  await page.keyboard.press('Control+v');
  await expect.poll(filledSlots).toBe(before + 1);
});
