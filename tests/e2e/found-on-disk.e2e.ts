// What the studio finds on the disk and did not make, or cannot use: unfinished downloads of another installation, and a folder of backups that
// lies on another drive, from which no database can take the place of this one.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { damageRow } from '../support/damage-row.ts';
import { sentence } from './support/accounts.ts';
import { call } from './support/bridge.ts';
import { lookAt } from './support/look-at-view.ts';
import { chooseSimulator, generate, place, storedTile, waitUntilStored, words, writePrompt } from './support/steps.ts';
import { createHome, type Home, launchStudio, type RunningStudio } from './support/studio-app.ts';

test.describe.configure({ mode: 'serial' });

/** The one other file system that a Linux machine is sure to have. */
const otherDrive = '/dev/shm';

let home: Home;
let studio: RunningStudio;
let page: Page;
let incoming: string;
/** The real folder of the backups. */
let backups: string | null = null;

test.beforeAll(async () => {
  home = createHome();
  incoming = join(home.videos, 'Evolink Studio', '.incoming');
  mkdirSync(incoming, { recursive: true });
  // Two downloads of a database that is not this one, as its name says.
  writeFileSync(join(incoming, 'abcdefghijklmnop-1.part'), Buffer.alloc(3_000_000, 1));
  writeFileSync(join(incoming, 'abcdefghijklmnop-2.part'), Buffer.alloc(2_000_000, 2));
  if (process.platform === 'linux' && statSync(otherDrive).dev !== statSync(home.userData).dev) {
    backups = mkdtempSync(join(otherDrive, 'evolink-studio-backups-'));
    symlinkSync(backups, join(home.userData, 'backups'));
  }
  studio = await launchStudio(home);
  page = studio.page;
  await chooseSimulator(page);
  await place(page, 'settings').click();
});
test.afterAll(async () => {
  await studio?.quit();
  home?.remove();
  if (backups !== null) rmSync(backups, { recursive: true, force: true });
});

/** The system opens folders from now on with this answer: '' where it did, else why not. Answers which ones it was asked for. */
async function answerOpening(problem: string): Promise<() => Promise<readonly string[]>> {
  await studio.app.evaluate(({ shell }, answer) => {
    const kept = globalThis as { openedFolders?: string[] };
    const opened: string[] = [];
    kept.openedFolders = opened;
    shell.openPath = async (path) => {
      opened.push(path);
      return answer;
    };
  }, problem);
  return () => studio.app.evaluate(() => (globalThis as { openedFolders?: string[] }).openedFolders ?? []);
}

test('unfinished downloads of another installation are counted, and their folder is a button away', async () => {
  const box = page.getByRole('region', { name: words.settings.library });
  await expect(box.getByText(words.folder.strays(2, 5_000_000))).toBeVisible();
  const show = box.getByRole('button', { name: words.folder.straysShow });
  await show.scrollIntoViewIfNeeded();
  await lookAt(page, 'settings-strays');
  const opened = await answerOpening('');
  await show.click();
  await expect.poll(opened).toEqual([incoming]);
  expect(readFileSync(join(incoming, 'abcdefghijklmnop-1.part')).byteLength).toBe(3_000_000);
});

test('a press that the system refuses says so beside it: the folder of downloads, the folder of logs', async () => {
  await answerOpening('no program is known for folders');
  const box = page.getByRole('region', { name: words.settings.library });
  await box.getByRole('button', { name: words.folder.straysShow }).click();
  await expect(box.getByRole('alert')).toContainText(sentence({ kind: 'folder-open-failed', folder: incoming }));
  const about = page.getByRole('region', { name: words.settings.about });
  await about.getByRole('button', { name: words.settings.logs }).click();
  const { title } = words.errorText({ kind: 'folder-open-failed', folder: '' });
  await expect(about.getByRole('alert')).toContainText(title);
  await about.getByRole('alert').scrollIntoViewIfNeeded();
  await lookAt(page, 'settings-logs-refused');
  await answerOpening('');
  await about.getByRole('button', { name: words.settings.logs }).click();
  await expect(about.getByRole('alert')).toBeHidden();
});

test('a backup that cannot take its place is said, and the studio goes on with what it had', async () => {
  test.skip(backups === null, 'there is no second file system here');
  await call(page, 'settings.change', { maxConcurrentTasks: 5 });
  const box = page.getByRole('region', { name: words.backups.title });
  await box.getByRole('button', { name: words.backups.make }).click();
  await expect(box.getByText(words.backups.reasons['by-hand'])).toBeVisible();
  await call(page, 'settings.change', { maxConcurrentTasks: 7 });
  await box
    .getByRole('button', { name: new RegExp(`^${words.backups.restore}`) })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: words.backups.ask.confirm }).click();
  const [before = ''] = words.backups.restoreFailed('other', '').split(':');
  const notice = page.getByRole('status').filter({ hasText: before });
  await expect(notice).toContainText('EXDEV');
  await lookAt(page, 'notice-restore-failed');
  expect((await call(page, 'studio.snapshot', {})).status.settings.maxConcurrentTasks).toBe(7);
  await notice.getByRole('button', { name: words.backups.openSettings }).click();
  await expect(box).toBeVisible();
  await notice.getByRole('button', { name: words.app.dismiss }).click();
  await expect(notice).toBeHidden();
});

test('an entry of the database that cannot be read is said, and the others are there', async () => {
  await place(page, 'library').click();
  for (const prompt of ['a heron on a frozen pond', 'a lighthouse in fog']) {
    await writePrompt(page, prompt);
    await generate(page);
    await waitUntilStored(page, prompt);
  }
  await studio.quit();
  damageRow(join(home.userData, 'studio.sqlite'), 'task', "request LIKE '%lighthouse in fog%'", 'state', 'lost');
  studio = await launchStudio(home);
  page = studio.page;

  await place(page, 'library').click();
  const notice = page.getByRole('status').filter({ hasText: words.app.databaseRowsInvalid(1) });
  await expect(notice).toBeVisible();
  await expect(storedTile(page, 'a heron on a frozen pond')).toBeVisible();
  await expect(storedTile(page, words.library.unreadable)).toBeVisible();
  await lookAt(page, 'notice-database-rows-invalid');
  await notice.getByRole('button', { name: words.backups.openSettings }).click();
  await expect(page.getByRole('region', { name: words.backups.title })).toBeVisible();
});
