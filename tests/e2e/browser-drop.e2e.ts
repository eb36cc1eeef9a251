// Drags an image from a browser into the composer. The drag has the data that a browser provides, but no file.
import { expect, type Locator, test } from '@playwright/test';
import { takeScreenshot } from './support/check-view.ts';
import { messages, promptField, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';

const { studio } = studioPerFile({ choosesSimulator: true });

/** Drops this data on an element. Returns whether the element accepted the drag. */
const dropOn = (target: Locator, data: Readonly<Record<string, string>>): Promise<boolean> =>
  target.evaluate((element, formats) => {
    const dataTransfer = new DataTransfer();
    for (const [type, value] of Object.entries(formats)) dataTransfer.setData(type, value);
    const event = (name: string) => new DragEvent(name, { bubbles: true, cancelable: true, composed: true, dataTransfer });
    const isAccepted = !element.dispatchEvent(event('dragover'));
    element.dispatchEvent(event('drop'));
    return isAccepted;
  }, data);

test('an image embedded in the dragged HTML fills the slot it is dropped on', async () => {
  const { page } = studio;
  const picture = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 360];
    canvas.getContext('2d')?.fillRect(0, 0, 640, 360);
    return canvas.toDataURL('image/png');
  });
  const slot = page.locator('[data-slot="first-frame"]');
  const html = `<a href="https://pictures.example/fox"><img src="${picture}"></a>`;
  expect(await dropOn(slot, { 'text/uri-list': 'https://pictures.example/fox', 'text/html': html })).toBe(true);
  await expect(page.locator('[data-slot="first-frame"][data-reference]')).toBeVisible();
  await takeScreenshot(page, 'browser-drop-taken');
});

test('an address that cannot be fetched is reported wherever in the composer it was dropped', async () => {
  const { page } = studio;
  const address = 'https://pictures.invalid/fox.png';
  expect(await dropOn(page.locator('[data-field="model"]'), { 'text/uri-list': address, 'text/html': `<img src="${address}">` })).toBe(
    true,
  );
  await expect(page.getByRole('complementary', { name: messages.composer.label })).toContainText(
    messages.errorText({ kind: 'reference-address', url: address, reason: 'unreachable' }).title,
  );
  await takeScreenshot(page, 'browser-drop-refused');
});

test('the composer leaves an address dropped on the prompt to the text field', async () => {
  const { page } = studio;
  await writePrompt(page, 'a fox');
  expect(await dropOn(promptField(page), { 'text/uri-list': 'https://pictures.invalid/fox.png' })).toBe(false);
});
