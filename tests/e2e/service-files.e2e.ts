// Settings → Files: the files at EvoLink are listed, uploaded and deleted in the window, against the built-in simulator.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { addProfile } from './support/accounts.ts';
import { call } from './support/bridge.ts';
import { checkView } from './support/check-view.ts';
import { answerDialogs } from './support/dialog-answers.ts';
import { type OutsideService, startService } from './support/outside-service.ts';
import { greyPng } from './support/plain-pictures.ts';
import { messages, navButton } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { files } = messages;
const { home, studio } = studioPerFile({ choosesSimulator: true });
let outside: OutsideService;
let referenceId = 0;

test.beforeAll(async () => {
  outside = await startService();
});

test.afterAll(() => outside?.stop());

const filesSection = (page: Page): Locator => page.getByRole('region', { name: files.title });
const button = (page: Page, name: string): Locator => filesSection(page).getByRole('button', { name, exact: true });
const rows = (page: Page): Locator => filesSection(page).getByRole('list', { name: files.list }).getByRole('listitem');

function writeFile(name: string, bytes: Uint8Array): string {
  const path = join(home.folder, name);
  writeFileSync(path, bytes);
  return path;
}

test('the files are requested only when the user asks to see them', async () => {
  const { page } = studio;
  await navButton(page, 'settings').click();
  await expect(button(page, files.show)).toBeVisible();
  await expect(rows(page)).toHaveCount(0);
  await button(page, files.show).click();
  await expect(filesSection(page).getByText(files.empty)).toBeVisible();
  await expect(filesSection(page).getByRole('meter', { name: files.quotaLabel })).toHaveAttribute('aria-valuenow', '0');
  await expect(filesSection(page).getByText(files.quota(0, 100, 100), { exact: true })).toBeVisible();
  await checkView(page, 'files-empty');
});

test('a reference that a task used is listed with its expiry and its address, and the quota has changed', async () => {
  const { page } = studio;
  const { added } = await call(page, 'references.addFiles', { paths: [writeFile('first frame.png', greyPng(120))] });
  referenceId = added[0]?.id ?? 0;
  const request = { ...defaultRequest('seedance-1.5-pro', 'a tram from a picture'), quality: '480p', durationSeconds: 4 };
  await makeVideo(page, { ...request, references: [{ role: 'first-frame', referenceId }] });
  await button(page, files.refresh).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText('first frame.png');
  await expect(rows(page).first()).toContainText(files.expiry(71.5 * 3_600_000));
  await expect(filesSection(page).getByText(files.quota(1, 100, 99), { exact: true })).toBeVisible();
  await expect(
    rows(page)
      .first()
      .getByRole('button', { name: files.copy('first frame.png') }),
  ).toBeVisible();
});

test('a GIF is uploaded through the system’s dialog, and its address can be copied', async () => {
  const { page } = studio;
  const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
  await answerDialogs(studio, [writeFile('wave.gif', gif)]);
  await button(page, files.upload).click();
  await expect(filesSection(page).getByText(files.uploaded('wave.gif'))).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await expect(filesSection(page).getByText(files.quota(2, 100, 98), { exact: true })).toBeVisible();
  const { files: listed } = await call(page, 'files.list', { profileId: 1, page: 1 });
  const url = listed.find(({ name }) => name === 'wave.gif')?.url;
  const copy = filesSection(page).getByRole('button', { name: files.copy('wave.gif') });
  await copy.last().click();
  await expect(button(page, files.copied)).toBeVisible();
  await expect.poll(() => studio.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(url);
  // Uploading the same content again does not create a second file.
  await button(page, files.upload).click();
  await expect(filesSection(page).getByText(files.alreadyUploaded('wave.gif'))).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await checkView(page, 'files-list');
});

test('a file that is not an image, video or audio file is rejected with a message', async () => {
  const { page } = studio;
  await answerDialogs(studio, [writeFile('notes.pdf', Buffer.from('%PDF-1.7 not a picture'))]);
  await button(page, files.upload).click();
  const { title } = messages.errorText({ kind: 'reference-wrong-type', name: 'notes.pdf', found: 'application/pdf' });
  await expect(filesSection(page).getByRole('alert')).toContainText(title);
});

test('a file is deleted by keyboard after a confirmation, the quota changes, and the next task uploads the file again', async () => {
  const { page } = studio;
  const remove = rows(page)
    .last()
    .getByRole('button', { name: /^Delete/ });
  const deleted = 'first frame.png';
  await expect(rows(page).last()).toContainText(deleted);
  await remove.focus();
  await page.keyboard.press('Enter');
  const question = page.getByRole('alertdialog', { name: files.confirmRemove.title(deleted) });
  await expect(question).toContainText(files.confirmRemove.detail(0));
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(rows(page)).toHaveCount(2);
  await expect(remove).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(question).toBeVisible();
  await checkView(page, 'files-question');
  await question.getByRole('button', { name: files.confirmRemove.confirm }).focus();
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(1);
  await expect(filesSection(page).getByText(files.removed(deleted))).toBeVisible();
  await expect(filesSection(page).getByText(files.quota(1, 100, 99), { exact: true })).toBeVisible();
  await expect(button(page, files.refresh)).toBeFocused();
  const request = { ...defaultRequest('seedance-1.5-pro', 'a tram once more'), quality: '480p', durationSeconds: 4 };
  await makeVideo(page, { ...request, references: [{ role: 'first-frame', referenceId }] });
  await button(page, files.refresh).click();
  await expect(rows(page)).toHaveCount(2);
});

test('a long list has pages, and a refusal of the service is shown with a message', async () => {
  const { page } = studio;
  await addProfile(page, { name: 'Outside', key: 'sk-outside-1234', api: outside.api, files: outside.files });
  for (let n = 1; n <= 23; n += 1) {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(greyPng(n, 64, 64))], { type: 'image/png' }), `picture ${n}.png`);
    const headers = { authorization: 'Bearer sk-outside-1234' };
    expect((await fetch(`${outside.files}/api/v1/files/upload/stream`, { method: 'POST', headers, body: form })).ok).toBe(true);
  }
  await button(page, files.show).click();
  await expect(rows(page)).toHaveCount(20);
  await expect(filesSection(page).getByText(files.page(1, 20, 23))).toBeVisible();
  await filesSection(page).getByRole('button', { name: files.nextPage }).click();
  await expect(rows(page)).toHaveCount(3);
  await expect(filesSection(page).getByText(files.page(21, 23, 23))).toBeVisible();
  outside.simulator.configure({ fileErrorsOn200: true });
  for (const endpoint of ['list-files', 'quota'] as const) {
    outside.simulator.addFaults([{ match: { endpoint }, count: 1, action: { kind: 'status', status: 500 } }]);
  }
  await button(page, files.refresh).click();
  await expect(filesSection(page).getByRole('alert')).toContainText('The list of files could not be updated.');
  await expect(rows(page)).toHaveCount(3); // the files that were listed before stay
  await checkView(page, 'file-host-refused');
  await filesSection(page).getByRole('button', { name: 'Try again' }).click();
  await expect(filesSection(page).getByRole('alert')).toHaveCount(0);
});

test('a hanging upload can be stopped, and the focus returns to Upload', async () => {
  const { page } = studio;
  outside.simulator.addFaults([{ match: { endpoint: 'upload-stream' }, count: 1, action: { kind: 'hang' } }]);
  await answerDialogs(studio, [writeFile('slow.png', greyPng(33))]);
  await button(page, files.upload).click();
  await button(page, files.stop).click();
  await expect(filesSection(page).getByText(files.stopped)).toBeVisible();
  await expect(button(page, files.upload)).toBeFocused();
  await button(page, files.upload).click();
  await expect(filesSection(page).getByText(files.uploaded('slow.png'))).toBeVisible();
});
