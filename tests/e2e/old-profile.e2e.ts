// The current version opens a profile that was written with database format 020. Nothing is lost, even if names have changed since, and
// nothing is sent to a service automatically. The keychain of this machine cannot decrypt the profile's keys.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { laterSettings, oldView, putOldProfileInto } from '../support/old-profile.ts';
import { afterStart, readView, withoutLaterChanges } from '../support/old-profile-view.ts';
import type { ProfileView, TaskView } from '../support/profile-view.ts';
import { dialogOf } from './support/accounts.ts';
import { call } from './support/bridge.ts';
import { takeScreenshot } from './support/check-view.ts';
import { messages, navButton, promptField, storedTile } from './support/steps.ts';
import { createHome, type Home, launchStudio, type RunningStudio } from './support/studio-app.ts';

let home: Home;
let studio: RunningStudio;
let page: Page;

const start = async (): Promise<void> => {
  studio = await launchStudio(home);
  page = studio.page;
  await expect(promptField(page)).toBeVisible();
};

test.beforeAll(async () => {
  home = createHome();
  putOldProfileInto(home.folder);
  await start();
});

test.afterAll(async () => {
  await studio.quit();
  home.remove();
});

const currentView = (): Promise<ProfileView> => readView((name, input) => call(page, name, input));

/** Whether the built-in simulator has the task. The simulator is part of the studio, so it continues such tasks. */
const isAtSimulator = ({ simulated, state }: TaskView): boolean => simulated && (state === 'pending' || state === 'processing');

/** Whether a result of the simulator is being downloaded or waits for that. */
const isDownloading = ({ simulated, results }: TaskView): boolean =>
  simulated && results.some(({ state }) => state === 'available' || state === 'downloading');

/**
 * Removes errors from a task: a repeated poll or download may fail with another error, because no key can be decrypted and the hosts no
 * longer exist.
 */
const withoutProblem = ({ problem: _, ...task }: TaskView) => ({
  ...task,
  results: task.results.map(({ problem: _problem, ...result }) => result),
});

/** Without a key the studio cannot reconcile unconfirmed tasks. */
const withoutKey = (task: TaskView): TaskView => (task.searched === 'pending' ? { ...task, searched: 'unavailable' } : task);

async function expectEveryTask(): Promise<void> {
  const before = oldView.tasks
    .filter((task) => !isAtSimulator(task))
    .map(afterStart)
    .map(withoutKey);
  await expect(async () => {
    const { tasks } = await currentView();
    const same = before.map((task) => withoutLaterChanges(task, tasks.find(({ number }) => number === task.number) ?? task));
    expect(same.map(withoutProblem)).toEqual(before.map(withoutProblem));
  }).toPass();
}

/** Returns the log lines that report bugs. */
const loggedBugs = (): string[] => {
  const folder = join(home.userData, 'logs');
  const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
  return lines.filter((line) => /"level":"(error|bug)"/.test(line));
};

/** Scrolls the list by its height, or to its beginning if it is at its end. */
const scrollByPage = (inside: Locator): Promise<void> =>
  inside.evaluate((element) => {
    let list: Element | null = element;
    while (list !== null && !/auto|scroll/.test(getComputedStyle(list).overflowY)) list = list.parentElement;
    if (list === null) throw new Error('nothing scrolls here');
    const isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 1;
    list.scrollTop = isAtEnd ? 0 : list.scrollTop + list.clientHeight;
  });

/** Scrolls until the target is visible, because the page contains only entries near the visible part of a list. */
async function scrollUntilVisible(target: Locator, inside: Locator): Promise<Locator> {
  await expect(async () => {
    if (await target.isVisible()) return;
    await scrollByPage(inside);
    await expect(target).toBeVisible({ timeout: 300 });
  }).toPass({ intervals: [50] });
  return target;
}

/**
 * Clicks the tile of a video. While the library changes, the tile can move out of view before the click; then the tile is searched again.
 */
async function clickTile(prompt: string, button: 'left' | 'right' = 'left'): Promise<void> {
  await expect(async () => {
    const tile = await scrollUntilVisible(storedTile(page, prompt).first(), page.locator('[data-cell]').first());
    await tile.click({ button, timeout: 5_000 });
  }).toPass();
}
const rowOf = (prompt: string): Locator =>
  page.getByRole('region', { name: messages.queue.title }).locator('li').filter({ hasText: prompt });

test('every task is still stored with its state and its history', expectEveryTask);

test('the interrupted batch is created completely and once, and its tasks wait', async () => {
  const lines = async () => (await call(page, 'studio.snapshot', {})).tasks.filter(({ request }) => / of a batch$/.test(request.prompt));
  await expect
    .poll(async () => (await lines()).map(({ state }) => state))
    .toEqual(Array.from({ length: oldView.batch.lines }, () => 'waiting'));
  expect(new Set((await lines()).map(({ request }) => request.prompt)).size).toBe(oldView.batch.lines);
});

test('the interrupted move of the library is completed; only a file that was changed stays in the old folder', async () => {
  await expect.poll(async () => (await call(page, 'studio.snapshot', {})).status.library.move?.state).toBe('done');
  const { files } = await call(page, 'library.moveFailures', {});
  expect(files.map(({ resultId, error }) => [resultId, error.kind])).toEqual(oldView.move.failed);
  const failedFiles = oldView.library
    .filter(({ number }) => oldView.move.failed.some(([result]) => result === number))
    .map(({ file }) => file);
  const remainingFiles = readdirSync(join(home.videos, 'Evolink Studio')).filter((name) => /\.(mp4|webm)$/.test(name));
  expect(remainingFiles).toEqual(failedFiles);
});

test('the library contains every video, and each file is where its record says', async () => {
  const shownVideos = async () =>
    (await currentView()).library.filter(({ number }) => oldView.library.some((before) => before.number === number));
  await expect.poll(shownVideos).toEqual(oldView.library);
  const shown = await shownVideos();
  const folders = [join(home.folder, 'Drive/Videos of the studio'), join(home.videos, 'Evolink Studio'), join(home.videos, 'Best of')];
  const stored = shown.filter(({ state }) => state === 'stored');
  expect(stored.filter(({ file }) => !folders.some((folder) => existsSync(join(folder, file))))).toEqual([]);
});

test('a stored video of that time plays', async () => {
  await navButton(page, 'library').click();
  await clickTile('harbour at dawn');
  await page
    .getByRole('button', { name: messages.library.playVideo('harbour at dawn') })
    .last()
    .click();
  const video = page.locator('video');
  await expect.poll(() => video.evaluate((v: HTMLVideoElement) => v.readyState)).toBeGreaterThan(2);
  expect(await video.evaluate((v: HTMLVideoElement) => [v.videoWidth, v.videoHeight])).toEqual([192, 108]);
  await page.keyboard.press('Escape');
});

test('accounts, settings, prompts, templates, references, elements, backups and the draft are unchanged', async () => {
  const { tasks: _tasks, library: _library, backups, accounts, settings, prompts, ...others } = await currentView();
  const { composer, templates, values, references, elements, hosts, activeAccount } = oldView;
  expect(others).toEqual({ composer, templates, values, references, elements, hosts, activeAccount });
  // Holds because of a daily limit have ended by now.
  const accountsWithLastingHolds = oldView.accounts.map((account) => ({
    ...account,
    holds: account.holds.filter(([, ends]) => ends !== 'at'),
  }));
  expect(accounts).toEqual(accountsWithLastingHolds);
  expect(settings).toEqual({ ...oldView.settings, ...laterSettings, libraryFolder: join(home.folder, 'Drive/Videos of the studio') });
  expect(prompts).toEqual(oldView.prompts);
  expect(backups.filter(({ name }) => oldView.backups.some((before) => before.name === name))).toEqual(oldView.backups);
  await expect(promptField(page)).toHaveValue(composer.prompt);
});

test('waiting tasks keep their order', async () => {
  const { tasks } = await call(page, 'studio.snapshot', {});
  const positionOf = new Map(tasks.flatMap((task) => (task.state === 'waiting' ? [[task.id, task.queuePosition] as const] : [])));
  for (const before of Object.values(oldView.queue)) {
    const order = before.toSorted((a, b) => (positionOf.get(a) ?? 0) - (positionOf.get(b) ?? 0) || a - b);
    expect(order).toEqual(before);
  }
});

test('the window shows every line of a history without internal names', async () => {
  const dialog = dialogOf(page, messages.inspector.title);
  const history = dialog.getByRole('region', { name: messages.inspector.history });
  const read = async (prompt: string): Promise<void> => {
    const before = oldView.tasks.find((task) => task.prompt === prompt);
    if (before === undefined) throw new Error(`no task of the profile has the prompt ${prompt}`);
    await expect(history.locator('li').first()).toBeVisible();
    await takeScreenshot(page, `old-profile-history-${prompt.replaceAll(' ', '-')}`);
    const readLines = () => history.locator('li').allInnerTexts();
    await expect.poll(async () => (await readLines()).length).toBeGreaterThanOrEqual(before.history.length + before.requests);
    const lines = await readLines();
    for (const [event] of before.history) {
      const name = messages.eventNames[event] ?? '?';
      expect(
        lines.some((line) => line.includes(name)),
        `${event} in the history of "${prompt}"`,
      ).toBe(true);
    }
    expect(lines.filter((line) => /\b[a-z]+-[a-z]+-[a-z-]+\b/.test(line))).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  };
  await navButton(page, 'library').click();
  for (const prompt of ['stored where the library goes', 'its host was allowed', 'without a record']) {
    await clickTile(prompt, 'right');
    await page.getByRole('menuitem', { name: messages.library.details }).click();
    await read(prompt);
  }
  await navButton(page, 'queue').click();
  for (const prompt of ['in doubt, a bug', 'being sent', 'in doubt, sent again']) {
    const row = await scrollUntilVisible(
      rowOf(prompt).first(),
      page.getByRole('region', { name: messages.queue.title }).locator('li').first(),
    );
    await row.getByRole('button', { name: messages.queue.more }).click();
    await page.getByRole('menuitem', { name: messages.queue.actions.details }).click();
    await read(prompt);
  }
});

test('nothing was sent: waiting tasks still wait, and no task has a new submission', async () => {
  const { tasks } = await currentView();
  const sendCount = (task: TaskView): number =>
    task.history.filter(([event]) => event === 'submit-started' || event === 'resend-started').length;
  const sent = tasks.filter((task) => sendCount(task) > sendCount(oldView.tasks.find(({ number }) => number === task.number) ?? task));
  expect(sent).toEqual([]);
  const waiting = (all: readonly TaskView[]) => all.filter(({ state }) => state === 'waiting').map(({ number }) => number);
  expect(waiting(tasks)).toEqual(waiting(oldView.tasks));
  expect(loggedBugs()).toEqual([]);
});

test('after a second start everything is unchanged', async () => {
  // The built-in simulator finishes its tasks meanwhile.
  await expect.poll(async () => (await currentView()).tasks.filter((task) => isAtSimulator(task) || isDownloading(task))).toEqual([]);
  const before = await currentView();
  await studio.quit();
  await start();
  await expectEveryTask();
  const { tasks: _before, backups: backupsBefore, ...othersBefore } = before;
  const othersNow = async () => {
    const { tasks: _tasks, backups: _backups, ...others } = await currentView();
    return others;
  };
  await expect.poll(othersNow).toEqual(othersBefore);
  const { backups } = await currentView();
  expect(backups).toEqual(expect.arrayContaining([...backupsBefore]));
  expect(loggedBugs()).toEqual([]);
});
