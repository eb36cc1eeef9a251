// A library from before the search existed: its index is built in the background, the status bar shows the progress, and searches already work.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import BetterSqlite from 'better-sqlite3';
import { seedLibrary } from '../bench/seeded-library.ts';
import { checkView } from './support/check-view.ts';
import { messages } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';

test.describe.configure({ mode: 'serial' });

const taskCount = 20_000;
const { studio, home } = studioPerFile({ choosesSimulator: true });

const indexPath = (): string => join(home.userData, 'studio.sqlite.search');
/** The progress of indexing in the status bar. */
const indexingStatus = (page: Page) => page.getByText(/^Indexing [\d,]+ of 20,000 for the search$/);

async function search(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.press('Delete');
  await page.getByRole('combobox', { name: messages.search.label }).pressSequentially(text);
}

/** Waits until the window shows the number of found videos. The number of videos that are not yet indexed may follow. */
const expectFound = (page: Page, count: number) =>
  expect(page.getByText(new RegExp(`^${messages.search.found(count, taskCount)}( |$)`))).toBeVisible();

test('a library without an index can be searched while it is being indexed', async () => {
  await studio.quit();
  seedLibrary(home.userData, home.videos, taskCount);
  for (const suffix of ['', '-wal', '-shm']) rmSync(indexPath() + suffix, { force: true });
  await studio.restart();
  const { page } = studio;
  await expect(indexingStatus(page)).toBeVisible();
  // A lock stops indexing while the test searches. The newest videos are already indexed.
  const lock = new BetterSqlite(indexPath(), { timeout: 30_000 });
  lock.exec('BEGIN IMMEDIATE');
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
  await expect(indexingStatus(page)).toHaveCount(0, { timeout: 60_000 });
  await expectFound(page, 1);
});
