// A picture dragged out of a browser into the composer: as the browser hands it over, without a file.
import { expect, type Locator, test } from '@playwright/test';
import { takePicture } from './support/look-at-view.ts';
import { promptField, words, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';

const { studio } = studioPerFile({ choosesSimulator: true });

/** Lets go of this over an element; answers whether the element said that it takes it. */
const dropOn = (target: Locator, data: Readonly<Record<string, string>>): Promise<boolean> =>
  target.evaluate((element, given) => {
    const dataTransfer = new DataTransfer();
    for (const [type, value] of Object.entries(given)) dataTransfer.setData(type, value);
    const event = (name: string) => new DragEvent(name, { bubbles: true, cancelable: true, composed: true, dataTransfer });
    const taken = !element.dispatchEvent(event('dragover'));
    element.dispatchEvent(event('drop'));
    return taken;
  }, data);

test('a picture that stands in the page fills the slot it is dropped on', async () => {
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
  await takePicture(page, 'browser-drop-taken');
});

test('an address that cannot be fetched is said, wherever in the composer it was dropped', async () => {
  const { page } = studio;
  const address = 'https://pictures.invalid/fox.png';
  expect(await dropOn(page.locator('[data-field="model"]'), { 'text/uri-list': address, 'text/html': `<img src="${address}">` })).toBe(
    true,
  );
  await expect(page.getByRole('complementary', { name: words.composer.label })).toContainText(
    words.errorText({ kind: 'reference-address', url: address, reason: 'unreachable' }).title,
  );
  await takePicture(page, 'browser-drop-refused');
});

test('the prompt takes an address as text, as it always did', async () => {
  const { page } = studio;
  await writePrompt(page, 'a fox');
  expect(await dropOn(promptField(page), { 'text/uri-list': 'https://pictures.invalid/fox.png' })).toBe(false);
});
