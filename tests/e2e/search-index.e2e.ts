// A library from before the search existed: its index is built in the background, the status bar shows the progress, and searches already work.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import BetterSqlite from 'better-sqlite3';
import { seedLibrary } from '../bench/seeded-library.ts';
import { checkView } from './support/check-view.ts';
import { focusSearchField, messages } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';

test.describe.configure({ mode: 'serial' });

const taskCount = 20_000;
const { studio, home } = studioPerFile({ choosesSimulator: true });

const indexPath = (): string => join(home.userData, 'studio.sqlite.search');
/** The progress of indexing in the status bar. */
const indexingStatus = (page: Page) => page.getByText(/^Indexing [\d,]+ of 20,000 for the search$/);

async function search(page: Page, text: string): Promise<void> {
  await focusSearchField(page);
  await page.keyboard.press('Delete');
  await page.getByRole('combobox', { name: messages.search.label }).pressSequentially(text);
}

/** Waits until the window shows the number of found videos. The number of videos that are not yet indexed may follow. */
const expectFound = (page: Page, count: number) =>
  expect(page.getByText(new RegExp(`^${messages.search.found(count, taskCount)}( |$)`))).toBeVisible();

/**
 * Locks the index as soon as it has its first videos, which are the newest ones. This stops indexing, however slowly the window starts. The
 * file is opened once it has a write-ahead log, because the studio could not create one while another program reads the file.
 */
async function lockAfterFirstVideos(): Promise<BetterSqlite.Database> {
  await expect.poll(() => existsSync(`${indexPath()}-wal`), { intervals: [10] }).toBe(true);
  const index = new BetterSqlite(indexPath(), { timeout: 30_000 });
  const hasTable = index.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'entry'").pluck();
  const entryCount = () => (hasTable.get() === 0 ? 0 : index.prepare('SELECT count(*) FROM entry').pluck().get());
  await expect.poll(entryCount, { intervals: [10] }).toBeGreaterThan(0);
  index.exec('BEGIN IMMEDIATE');
  return index;
}

test('a library without an index can be searched while it is being indexed', async () => {
  await studio.quit();
  seedLibrary(home.userData, home.videos, taskCount);
  for (const suffix of ['', '-wal', '-shm']) rmSync(indexPath() + suffix, { force: true });
  const [lock] = await Promise.all([lockAfterFirstVideos(), studio.restart()]);
  const { page } = studio;
  await expect(indexingStatus(page)).toBeVisible();
  await search(page, `"take ${taskCount}"`);
  await expectFound(page, 1);
  await search(page, '"take 1"');
  await expectFound(page, 0);
  await expect(indexingStatus(page)).toBeVisible();
  await search(page, 'lanterns');
  await checkView(page, 'search-indexing');
  lock.exec('COMMIT');
  lock.close();
});

test('a complete index finds the oldest video', async () => {
  const { page } = studio;
  await search(page, '"take 1"');
  await expect(indexingStatus(page)).toHaveCount(0);
  await expectFound(page, 1);
});
