// Problems with files: unfinished downloads of another installation, folders that the system cannot open, a restore that fails because the
// backups are on another drive, and an unreadable database row.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { damageRow } from '../support/damage-row.ts';
import { errorSentence } from './support/accounts.ts';
import { call } from './support/bridge.ts';
import { checkView } from './support/check-view.ts';
import { chooseSimulator, generate, messages, navButton, storedTile, waitUntilStored, writePrompt } from './support/steps.ts';
import { createHome, type Home, launchStudio, type RunningStudio } from './support/studio-app.ts';

test.describe.configure({ mode: 'serial' });

/** A folder on a second file system, which every Linux machine has. */
const otherDrive = '/dev/shm';

let home: Home;
let studio: RunningStudio;
let page: Page;
let incoming: string;
/** The real folder of the backups, on the second file system. */
let backups: string | null = null;

test.beforeAll(async () => {
  home = createHome();
  incoming = join(home.videos, 'Evolink Studio', '.incoming');
  mkdirSync(incoming, { recursive: true });
  // Two partial files of another database. Their names contain the identity of that database.
  writeFileSync(join(incoming, 'abcdefghijklmnop-1.part'), Buffer.alloc(3_000_000, 1));
  writeFileSync(join(incoming, 'abcdefghijklmnop-2.part'), Buffer.alloc(2_000_000, 2));
  if (process.platform === 'linux' && statSync(otherDrive).dev !== statSync(home.userData).dev) {
    backups = mkdtempSync(join(otherDrive, 'evolink-studio-backups-'));
    symlinkSync(backups, join(home.userData, 'backups'));
  }
  studio = await launchStudio(home);
  page = studio.page;
  await chooseSimulator(page);
  await navButton(page, 'settings').click();
});
test.afterAll(async () => {
  await studio?.quit();
  home?.remove();
  if (backups !== null) rmSync(backups, { recursive: true, force: true });
});

/** Makes `shell.openPath` return `problem` from now on ('' means success). Returns a function that lists the opened paths. */
async function answerOpenPath(problem: string): Promise<() => Promise<readonly string[]>> {
  await studio.app.evaluate(({ shell }, answer) => {
    const shared = globalThis as { openedFolders?: string[] };
    const opened: string[] = [];
    shared.openedFolders = opened;
    shell.openPath = async (path) => {
      opened.push(path);
      return answer;
    };
  }, problem);
  return () => studio.app.evaluate(() => (globalThis as { openedFolders?: string[] }).openedFolders ?? []);
}

test('unfinished downloads of another installation are counted, and a button opens their folder', async () => {
  const box = page.getByRole('region', { name: messages.settings.library });
  await expect(box.getByText(messages.folder.strays(2, 5_000_000))).toBeVisible();
  const show = box.getByRole('button', { name: messages.folder.straysShow });
  await show.scrollIntoViewIfNeeded();
  await checkView(page, 'settings-strays');
  const opened = await answerOpenPath('');
  await show.click();
  await expect.poll(opened).toEqual([incoming]);
  expect(readFileSync(join(incoming, 'abcdefghijklmnop-1.part')).byteLength).toBe(3_000_000);
});

test('a folder that the system does not open is reported beside its button', async () => {
  await answerOpenPath('no program is known for folders');
  const box = page.getByRole('region', { name: messages.settings.library });
  await box.getByRole('button', { name: messages.folder.straysShow }).click();
  await expect(box.getByRole('alert')).toContainText(errorSentence({ kind: 'folder-open-failed', folder: incoming }));
  const about = page.getByRole('region', { name: messages.settings.about });
  await about.getByRole('button', { name: messages.settings.logs }).click();
  const { title } = messages.errorText({ kind: 'folder-open-failed', folder: '' });
  await expect(about.getByRole('alert')).toContainText(title);
  await about.getByRole('alert').scrollIntoViewIfNeeded();
  await checkView(page, 'settings-logs-refused');
  await answerOpenPath('');
  await about.getByRole('button', { name: messages.settings.logs }).click();
  await expect(about.getByRole('alert')).toBeHidden();
});

test('a failed restore is reported, and the studio continues with its current database', async () => {
  test.skip(backups === null, 'there is no second file system here');
  await call(page, 'settings.change', { maxConcurrentTasks: 5 });
  const box = page.getByRole('region', { name: messages.backups.title });
  await box.getByRole('button', { name: messages.backups.create }).click();
  await expect(box.getByText(messages.backups.reasons['by-hand'])).toBeVisible();
  await call(page, 'settings.change', { maxConcurrentTasks: 7 });
  await box
    .getByRole('button', { name: new RegExp(`^${messages.backups.restore}`) })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: messages.backups.confirmRestore.confirm }).click();
  const [titleStart = ''] = messages.backups.restoreFailed('other', '').split(':');
  const notice = page.getByRole('status').filter({ hasText: titleStart });
  await expect(notice).toContainText('EXDEV');
  await checkView(page, 'notice-restore-failed');
  expect((await call(page, 'studio.snapshot', {})).status.settings.maxConcurrentTasks).toBe(7);
  await notice.getByRole('button', { name: messages.backups.openSettings }).click();
  await expect(box).toBeVisible();
  await notice.getByRole('button', { name: messages.app.dismiss }).click();
  await expect(notice).toBeHidden();
});

test('a database row that cannot be read is reported, and the other videos are still shown', async () => {
  await navButton(page, 'library').click();
  for (const prompt of ['a heron on a frozen pond', 'a lighthouse in fog']) {
    await writePrompt(page, prompt);
    await generate(page);
    await waitUntilStored(page, prompt);
  }
  await studio.quit();
  damageRow(join(home.userData, 'studio.sqlite'), 'task', "request LIKE '%lighthouse in fog%'", 'state', 'lost');
  studio = await launchStudio(home);
  page = studio.page;

  await navButton(page, 'library').click();
  const notice = page.getByRole('status').filter({ hasText: messages.app.databaseRowsInvalid(1) });
  await expect(notice).toBeVisible();
  await expect(storedTile(page, 'a heron on a frozen pond')).toBeVisible();
  await expect(storedTile(page, messages.library.unreadable)).toBeVisible();
  await checkView(page, 'notice-database-rows-invalid');
  await notice.getByRole('button', { name: messages.backups.openSettings }).click();
  await expect(page.getByRole('region', { name: messages.backups.title })).toBeVisible();
});
