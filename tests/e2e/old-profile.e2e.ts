// A profile that the studio wrote with database format 020, opened by the studio of now: nothing of it is lost, whatever has been renamed
// since, and nothing is sent to a service while nobody is there. No keychain of now opens its keys.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { afterStart, asFarAs, putOldProfileInto, type Seen, type SeenTask, seenNow, seenThen } from '../support/old-profile.ts';
import { dialogOf } from './support/accounts.ts';
import { call } from './support/bridge.ts';
import { takePicture } from './support/look-at-view.ts';
import { place, promptField, storedTile, words } from './support/steps.ts';
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

const now = (): Promise<Seen> => seenNow((name, input) => call(page, name, input));

/** The built-in simulator is on this computer and belongs to the studio: what it had begun it finishes. */
const isAtSimulator = ({ simulated, state }: SeenTask): boolean => simulated && (state === 'pending' || state === 'processing');

/**
 * What is left of a problem is not compared: a look or a download that is tried again may fail with another one, for no key can be opened and no host of
 * then exists.
 */
const withoutProblem = ({ problem: _, ...task }: SeenTask) => ({
  ...task,
  results: task.results.map(({ problem: _problem, ...result }) => result),
});

/** Whether a task in doubt is at the service cannot be found out without a key. */
const withoutKey = (task: SeenTask): SeenTask => (task.searched === 'pending' ? { ...task, searched: 'unavailable' } : task);

async function expectEveryTask(): Promise<void> {
  const then = seenThen.tasks
    .filter((task) => !isAtSimulator(task))
    .map(afterStart)
    .map(withoutKey);
  await expect(async () => {
    const { tasks } = await now();
    const same = then.map((task) => asFarAs(task, tasks.find(({ number }) => number === task.number) ?? task));
    expect(same.map(withoutProblem)).toEqual(then.map(withoutProblem));
  }).toPass();
}

/** What the log has to say about bugs. */
const bugs = (): string[] => {
  const folder = join(home.userData, 'logs');
  const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
  return lines.filter((line) => /"level":"(error|bug)"/.test(line));
};

/** Scrolls one height of a list on, from its end to its beginning again. */
const scrollOn = (inside: Locator): Promise<void> =>
  inside.evaluate((element) => {
    let list: Element | null = element;
    while (list !== null && !/auto|scroll/.test(getComputedStyle(list).overflowY)) list = list.parentElement;
    if (list === null) throw new Error('nothing scrolls here');
    const isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 1;
    list.scrollTop = isAtEnd ? 0 : list.scrollTop + list.clientHeight;
  });

/** Only what is near the visible part of a list is in the page: scrolls until it shows what is looked for. */
async function scrolledTo(wanted: Locator, inside: Locator): Promise<Locator> {
  await expect(async () => {
    if (await wanted.isVisible()) return;
    await scrollOn(inside);
    await expect(wanted).toBeVisible({ timeout: 300 });
  }).toPass({ intervals: [50] });
  return wanted;
}

const tileOf = (prompt: string): Promise<Locator> => scrolledTo(storedTile(page, prompt).first(), page.locator('[data-cell]').first());
const rowOf = (prompt: string): Locator => page.getByRole('region', { name: words.queue.title }).locator('li').filter({ hasText: prompt });

test('every task is there in the state it was in, with each line of its history', expectEveryTask);

test('the batch that was cut is made to its end, once, and waits', async () => {
  const lines = async () => (await call(page, 'studio.snapshot', {})).tasks.filter(({ request }) => / of a batch$/.test(request.prompt));
  await expect.poll(async () => (await lines()).length).toBe(seenThen.batch.lines);
  expect(new Set((await lines()).map(({ request }) => request.prompt)).size).toBe(seenThen.batch.lines);
  expect((await lines()).every(({ state }) => state === 'waiting')).toBe(true);
});

test('the move that was cut goes on to its end; only the file that had been changed stays where it was', async () => {
  await expect.poll(async () => (await call(page, 'studio.snapshot', {})).status.library.move?.state).toBe('done');
  const { files } = await call(page, 'library.moveFailures', {});
  expect(files.map(({ resultId, error }) => [resultId, error.kind])).toEqual(seenThen.move.failed);
  const stays = seenThen.library.filter(({ number }) => seenThen.move.failed.some(([result]) => result === number)).map(({ file }) => file);
  const left = readdirSync(join(home.videos, 'Evolink Studio')).filter((name) => /\.(mp4|webm)$/.test(name));
  expect(left).toEqual(stays);
});

test('the library holds every video, and each file is where its record says', async () => {
  const { library } = await now();
  const shown = library.filter(({ number }) => seenThen.library.some((then) => then.number === number));
  expect(shown).toEqual(seenThen.library);
  const folders = [join(home.folder, 'Drive/Videos of the studio'), join(home.videos, 'Evolink Studio'), join(home.videos, 'Best of')];
  const stored = shown.filter(({ state }) => state === 'stored');
  expect(stored.filter(({ file }) => !folders.some((folder) => existsSync(join(folder, file))))).toEqual([]);
});

test('a video of then plays', async () => {
  await place(page, 'library').click();
  const tile = await tileOf('harbour at dawn');
  await tile.click();
  await page
    .getByRole('button', { name: words.library.playNamed('harbour at dawn') })
    .last()
    .click();
  const video = page.locator('video');
  await expect.poll(() => video.evaluate((v: HTMLVideoElement) => v.readyState)).toBeGreaterThan(2);
  expect(await video.evaluate((v: HTMLVideoElement) => [v.videoWidth, v.videoHeight])).toEqual([192, 108]);
  await page.keyboard.press('Escape');
});

test('accounts, settings, prompts, templates, references, elements, backups and the draft are what they were', async () => {
  const { tasks: _tasks, library: _library, backups, accounts, settings, prompts, ...others } = await now();
  const { composer, templates, values, references, elements, hosts, activeAccount } = seenThen;
  expect(others).toEqual({ composer, templates, values, references, elements, hosts, activeAccount });
  // The day is over after which a key may spend again.
  const lasting = seenThen.accounts.map((account) => ({ ...account, holds: account.holds.filter(([, ends]) => ends !== 'at') }));
  expect(accounts).toEqual(lasting);
  expect(settings).toEqual({ ...seenThen.settings, libraryFolder: join(home.folder, 'Drive/Videos of the studio') });
  expect(prompts).toEqual(seenThen.prompts);
  expect(backups.filter(({ name }) => seenThen.backups.some((then) => then.name === name))).toEqual(seenThen.backups);
  await expect(promptField(page)).toHaveValue(composer.prompt);
});

test('what waits stands in the order in which it stood', async () => {
  const { tasks } = await call(page, 'studio.snapshot', {});
  const turnOf = new Map(tasks.flatMap((task) => (task.state === 'waiting' ? [[task.id, task.queuePosition] as const] : [])));
  for (const then of Object.values(seenThen.queue)) {
    const order = then.toSorted((a, b) => (turnOf.get(a) ?? 0) - (turnOf.get(b) ?? 0) || a - b);
    expect(order).toEqual(then);
  }
});

test('a history is read in the window line for line, without a name of the program', async () => {
  const dialog = dialogOf(page, words.inspector.title);
  const history = dialog.getByRole('region', { name: words.inspector.history });
  const read = async (prompt: string): Promise<void> => {
    const then = seenThen.tasks.find((task) => task.prompt === prompt);
    if (then === undefined) throw new Error(`no task of then has the prompt ${prompt}`);
    await expect(history.locator('li').first()).toBeVisible();
    await takePicture(page, `old-profile-history-${prompt.replaceAll(' ', '-')}`);
    const lines = await history.locator('li').allInnerTexts();
    expect(lines.length).toBeGreaterThanOrEqual(then.history.length + then.requests);
    for (const [fact] of then.history) {
      const name = words.factNames[fact] ?? '?';
      expect(
        lines.some((line) => line.includes(name)),
        `${fact} in the history of "${prompt}"`,
      ).toBe(true);
    }
    expect(lines.filter((line) => /\b[a-z]+-[a-z]+-[a-z-]+\b/.test(line))).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  };
  await place(page, 'library').click();
  for (const prompt of ['stored where the library goes', 'its host was allowed', 'without a record']) {
    await (await tileOf(prompt)).click({ button: 'right' });
    await page.getByRole('menuitem', { name: words.library.details }).click();
    await read(prompt);
  }
  await place(page, 'queue').click();
  for (const prompt of ['in doubt, a bug', 'being sent', 'in doubt, sent again']) {
    const row = await scrolledTo(rowOf(prompt).first(), page.getByRole('region', { name: words.queue.title }).locator('li').first());
    await row.getByRole('button', { name: words.queue.more }).click();
    await page.getByRole('menuitem', { name: words.queue.actions.details }).click();
    await read(prompt);
  }
});

test('nothing was sent: what waits still waits, and no task has a new request at a service', async () => {
  const { tasks } = await now();
  const sends = (task: SeenTask): number => task.history.filter(([fact]) => fact === 'submit-started' || fact === 'resend-started').length;
  const sent = tasks.filter((task) => sends(task) > sends(seenThen.tasks.find(({ number }) => number === task.number) ?? task));
  expect(sent).toEqual([]);
  const waiting = (all: readonly SeenTask[]) => all.filter(({ state }) => state === 'waiting').map(({ number }) => number);
  expect(waiting(tasks)).toEqual(waiting(seenThen.tasks));
  expect(bugs()).toEqual([]);
});

test('after a quit and a second start it is all the same', async () => {
  const before = await now();
  await studio.quit();
  await start();
  await expectEveryTask();
  const { tasks: _tasks, backups, ...others } = await now();
  const { tasks: _before, backups: backupsBefore, ...othersBefore } = before;
  expect(others).toEqual(othersBefore);
  expect(backups).toEqual(expect.arrayContaining([...backupsBefore]));
  expect(bugs()).toEqual([]);
});
