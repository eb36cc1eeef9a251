// Requests with problems. The line beside Generate says why a request cannot be sent, or warns and lets the user send it anyway. Typed text
// is kept.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { defaultModelId, findModel } from '../../shared/models/index.ts';
import { addProfile, errorSentence } from './support/accounts.ts';
import { call } from './support/bridge.ts';
import { takeScreenshot } from './support/check-view.ts';
import { answerDialogs } from './support/dialog-answers.ts';
import { type OutsideService, startService } from './support/outside-service.ts';
import { greyPng } from './support/plain-pictures.ts';
import { generate, generateButton, longRenderMs, messages, navButton, promptField, typeModel, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { pollUntilStored } from './support/tasks.ts';

const { home, studio } = studioPerFile();
let service: OutsideService;
let page: Page;

test.beforeAll(async () => {
  service = await startService();
  page = studio.page;
  await addProfile(page, { name: 'Work', key: 'sk-work-4f2a', api: service.api, files: service.files });
});

test.afterAll(() => service?.stop());

const modelName = findModel(defaultModelId)?.name ?? '';
const generateState = (): Locator => page.locator('#generate-state');
const acceptedCount = () => service.simulator.ledger().accepted.length;
const liveTasks = async () => (await call(page, 'studio.snapshot', {})).tasks;
const filledSlot = (name: string): Locator => page.getByRole('group', { name: new RegExp(`: ${name}$`) });

/** Writes these bytes to a file in the home folder and chooses the file with the slot's button. */
async function addFile(name: string, bytes: Buffer): Promise<string> {
  const path = join(home.folder, name);
  writeFileSync(path, bytes);
  await answerDialogs(studio, [path]);
  await page.getByRole('button', { name: messages.composer.slotHint.image }).first().click();
  return path;
}

async function removeFile(name: string): Promise<void> {
  const slot = filledSlot(name);
  await slot.hover();
  await slot.getByRole('button', { name: messages.composer.remove(name) }).click();
  await expect(slot).toBeHidden();
}

/** Deletes the studio's own copies of references. */
function deleteReferenceCopies(): void {
  for (const entry of readdirSync(join(home.userData, 'references'))) {
    rmSync(join(home.userData, 'references', entry), { recursive: true });
  }
}

async function pollInLibraryUntilStored(prompt: string): Promise<void> {
  await navButton(page, 'library').click();
  await pollUntilStored(page, prompt);
}

test('an empty prompt disables Generate, which says why and moves the focus to the prompt', async () => {
  await writePrompt(page, '');
  await expect(generateState()).toHaveText(messages.issueText['prompt-missing']({}));
  await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'true');
  // `force`, because Playwright would wait until the disabled button is enabled; a user just clicks it.
  await generateButton(page).click({ force: true });
  await expect(promptField(page)).toBeFocused();
  await writePrompt(page, '   \n ');
  await expect(generateState()).toHaveText(messages.issueText['prompt-missing']({}));
  expect(await liveTasks()).toEqual([]);
});

test('a prompt of 5,001 characters, an emoji counting as one, disables Generate and is not truncated', async () => {
  const long = `🎬${'a'.repeat(5_000)}`;
  await writePrompt(page, long);
  await expect(generateState()).toHaveText(messages.issueText['prompt-too-long']({ length: 5_001, max: 5_000 }));
  await expect(page.getByText(messages.issueText['prompt-too-long']({ length: 5_001, max: 5_000 })).first()).toBeVisible();
  await takeScreenshot(page, 'prompt-too-long');
  await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'true');
  await expect(promptField(page)).toHaveValue(long);
  await promptField(page).press('End');
  await promptField(page).press('Control+End');
  await promptField(page).press('Backspace');
  await expect(promptField(page)).toHaveValue(long.slice(0, -1));
  await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'false');
  expect(await liveTasks()).toEqual([]);
});

test('an unknown model can be sent anyway, and the refused task leads back to the form and the model picker', async () => {
  await writePrompt(page, 'for a model of the future');
  await typeModel(page, 'veo-99-ultra');
  const advice = messages.issueText['model-unknown']({ model: 'veo-99-ultra' });
  await expect(generateState()).toContainText(advice);
  await page.getByRole('button', { name: messages.composer.sendAnyway }).click();
  await navButton(page, 'queue').click();
  const row = page.getByRole('listitem').filter({ hasText: 'for a model of the future' });
  const refusal = { httpStatus: 403, code: 'model_access_denied', message: null, param: null, requestId: null, body: '' };
  await expect(row).toContainText(messages.errorText({ kind: 'access-denied', service: refusal }).title);
  await expect(row).toContainText('It was not accepted, so nothing was charged.');
  await takeScreenshot(page, 'model-unknown-refused');
  await expect(promptField(page)).toHaveValue('for a model of the future');

  await writePrompt(page, 'something else meanwhile');
  await row.getByRole('button', { name: 'Choose a model' }).click();
  await expect(promptField(page)).toHaveValue('for a model of the future');
  // The model picker is already open.
  await page.getByRole('combobox', { name: messages.modelPicker.search }).fill(defaultModelId);
  await page.keyboard.press('Enter');
  await expect(generateState()).toContainText(modelName);
  await row.getByRole('button', { name: messages.queue.actions.dismiss }).click();
});

test('the form of a typed-in model names each slot by its field and reports model_params that is not an object', async () => {
  await writePrompt(page, 'moves like this');
  await typeModel(page, 'omnihuman-1.5');
  await expect(page.locator('[data-slot="reference-video"]')).toContainText('video_urls');
  await expect(page.getByRole('radio', { name: messages.composer.unset, exact: true })).toBeChecked();
  const rareSlot = page.locator('[data-slot="start-frame"]');
  await expect(rareSlot).toBeHidden();
  await page.getByText(messages.composer.moreSlots).click();
  await expect(rareSlot).toContainText('image_start');
  await page.locator('summary').filter({ hasText: messages.composer.more }).last().click();
  const parameters = page.getByRole('textbox', { name: messages.fieldName('model_params') });
  await parameters.fill('{ "character_orientation": ');
  await expect(generateState()).toContainText(
    messages.issueText['field-outside']({ field: 'model_params', type: 'object', offered: '', model: '' }),
  );
  await takeScreenshot(page, 'typed-in-model');
  await parameters.fill('{ "character_orientation": "video" }');
  await expect(generateState()).toContainText(messages.issueText['model-unknown']({ model: 'omnihuman-1.5' }));
  await parameters.fill('');
  await page.locator('#model').click();
  await page.getByRole('combobox', { name: messages.modelPicker.search }).fill(defaultModelId);
  await page.keyboard.press('Enter');
  await expect(generateState()).toContainText(modelName);
});

test('a renamed PDF, a text file, a folder and a deleted file are rejected, each with its own error', async () => {
  await addFile('holiday.png', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'));
  await expect(page.getByText('“holiday.png” is not an image, video or audio file. Its content is a PDF,')).toBeVisible();
  const expectText = (text: string) => expect(page.getByText(text)).toBeVisible();
  await expectText(errorSentence({ kind: 'reference-wrong-type', name: 'holiday.png', found: 'application/pdf' }));
  const path = await addFile('notes.jpg', Buffer.from('just some words, not a picture at all'));
  await expectText(messages.errorText({ kind: 'reference-wrong-type', name: 'notes.jpg', found: null }).title);
  rmSync(path);
  const { added, failed } = await call(page, 'references.addFiles', { paths: [path, home.folder] });
  expect(added).toEqual([]);
  expect(failed.map(({ kind }) => kind)).toEqual(['reference-file-missing', 'reference-unreadable']);
  await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'false');
});

test('an image of 101 MB is rejected with the limit; one of 31 MB disables Generate until it is made smaller', async () => {
  const small = greyPng(10);
  const padded = (megabytes: number) => Buffer.concat([small, Buffer.alloc(megabytes * 1_048_576 - small.length)]);
  await addFile('huge.png', padded(101));
  await expect(page.getByText('“huge.png” is too large: 101 MB. EvoLink accepts at most 100 MB. Make the file smaller.')).toBeVisible();
  await takeScreenshot(page, 'reference-too-large');
  await expect(filledSlot('huge.png')).toBeHidden();
  await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'false');
  await addFile('large.png', padded(31));
  await expect(filledSlot('large.png')).toBeVisible();
  await expect(generateState()).toContainText('“large.png” has 31 MB');
  await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: messages.fixing.button.smaller, exact: true }).click();
  await expect(filledSlot('large – resized.png')).toBeVisible();
  await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'false');
  await removeFile('large – resized.png');
});

test('a file that was deleted after it was added is sent from the studio’s copy', async () => {
  const before = acceptedCount();
  await writePrompt(page, 'from an image that is gone by now');
  const path = await addFile('gone.png', greyPng(30));
  await expect(filledSlot('gone.png')).toBeVisible();
  rmSync(path);
  await generateButton(page).click();
  await expect.poll(acceptedCount).toBe(before + 1);
  expect(service.simulator.state().uploads).toHaveLength(1);
  await pollInLibraryUntilStored('from an image that is gone by now');
  await removeFile('gone.png');
});

test('a pasted bitmap becomes a reference although it has no file', async () => {
  // Dispatches the paste event as Chromium does for a picture, because the clipboard of some Electron versions cannot hold pictures.
  await promptField(page).evaluate((field, bytes) => {
    const clipboardData = new DataTransfer();
    const content = Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
    clipboardData.items.add(new File([content], 'image.png', { type: 'image/png' }));
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, greyPng(40).toString('base64'));
  await expect(filledSlot('image.png')).toBeVisible();
  await removeFile('image.png');
});

test('when the studio’s copy is gone too, Generate reports it, and a waiting task can be taken back to change its images', async () => {
  const before = acceptedCount();
  await writePrompt(page, 'its copy is lost before sending');
  await addFile('lost.png', greyPng(50));
  await expect(filledSlot('lost.png')).toBeVisible();
  deleteReferenceCopies();
  await generateButton(page).click();
  const missingFileError = errorSentence({ kind: 'reference-file-missing', name: 'lost.png' });
  await expect(page.getByRole('alert').filter({ hasText: missingFileError })).toBeVisible();
  await takeScreenshot(page, 'reference-copy-gone');
  await expect(promptField(page)).toHaveValue('its copy is lost before sending');
  expect(acceptedCount()).toBe(before);

  // A task that waits for a slot has the same problem.
  await call(page, 'settings.change', { maxConcurrentTasks: 1 });
  service.simulator.configure({ progressMs: longRenderMs });
  await removeFile('lost.png');
  await writePrompt(page, 'takes the only place');
  await generate(page);
  await expect.poll(acceptedCount).toBe(before + 1);
  await writePrompt(page, 'waits for its place');
  await addFile('waiting.png', greyPng(60));
  await expect(filledSlot('waiting.png')).toBeVisible();
  await generateButton(page).click();
  await expect.poll(async () => (await liveTasks()).filter(({ state }) => state === 'waiting').length).toBe(1);
  deleteReferenceCopies();
  await call(page, 'settings.change', { maxConcurrentTasks: 2 });
  await navButton(page, 'queue').click();
  const row = page.getByRole('listitem').filter({ hasText: 'waits for its place' });
  await expect(row).toContainText(messages.errorText({ kind: 'reference-file-missing', name: 'waiting.png' }).title);
  await takeScreenshot(page, 'queue-reference-gone');
  await expect(row).toContainText('It was not accepted, so nothing was charged.');
  await writePrompt(page, 'something else meanwhile');
  await row.getByRole('button', { name: 'Change images' }).click();
  await expect(promptField(page)).toHaveValue('waits for its place');
  expect(acceptedCount()).toBe(before + 1);
});
