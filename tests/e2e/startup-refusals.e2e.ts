// If the studio cannot use its database, it shows a message box and does not start, or it sets the database aside and starts with a new
// one. Nothing is deleted.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import BetterSqlite from 'better-sqlite3';
import { startupErrorText } from '../../electron/shell/system/startup-error.ts';
import { electronPath } from '../../scripts/runtime.mjs';
import { takeScreenshot } from './support/check-view.ts';
import { chooseSimulator, generateButton, messages } from './support/steps.ts';
import { createHome, type Home, launchStudio, projectRoot, studioArguments, studioEnvironment } from './support/studio-app.ts';
import { missingPrograms } from './support/x11-desktop.ts';

let home: Home;
let database: string;

test.beforeEach(() => {
  home = createHome();
  database = join(home.userData, 'studio.sqlite');
});

test.afterEach(() => home.remove());

/** Takes a screenshot of the whole display, if ffmpeg is installed: the message box is the system's, not a page. */
function takeDisplayPicture(name: string): void {
  if (missingPrograms().includes('ffmpeg')) return;
  mkdirSync(join(projectRoot, 'screenshots'), { recursive: true });
  const grab = ['-loglevel', 'error', '-y', '-f', 'x11grab', '-i', process.env.DISPLAY ?? '', '-frames:v', '1'];
  execFileSync('ffmpeg', [...grab, join(projectRoot, 'screenshots', `${name}.png`)], { stdio: 'ignore' });
}

/**
 * Starts the studio in `language`, waits for its message box, presses Enter in the box, and returns the exit code. `picture` is the name
 * for a screenshot of the box.
 */
async function startUntilRefused(picture: string | null = null, language = 'en_US:en'): Promise<number | null> {
  const studio = spawn(electronPath(), studioArguments(home), { env: studioEnvironment(home, { LANGUAGE: language }), stdio: 'ignore' });
  const ended = new Promise<number | null>((done) => studio.once('exit', done));
  try {
    await expect.poll(() => messageBox(studio.pid)).not.toBeNull();
    if (picture !== null) takeDisplayPicture(picture);
    // Presses Enter until the box is gone, because the box may not have the focus yet.
    await expect(() => {
      pressEnter(studio.pid);
      expect(studio.exitCode).not.toBeNull();
    }).toPass({ intervals: [300] });
    return await ended;
  } finally {
    if (studio.exitCode === null) studio.kill('SIGKILL');
  }
}

/** Finds the window of the system's message box. The studio's own window is not shown while the box is open. */
function messageBox(pid: number | undefined): string | null {
  try {
    const windowIds = execFileSync('xdotool', ['search', '--all', '--onlyvisible', '--pid', String(pid), '--name', '.'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return String(windowIds).trim().split('\n').at(-1) || null;
  } catch {
    return null; // xdotool fails while there is no such window
  }
}

function pressEnter(pid: number | undefined): void {
  const window = messageBox(pid);
  if (window === null) return;
  try {
    execFileSync('xdotool', ['windowfocus', window, 'key', '--window', window, 'Return'], { stdio: 'ignore' });
  } catch {
    // the window closed in the meantime
  }
}

test('a database of a newer version is refused with a message and not changed', async () => {
  const newer = new BetterSqlite(database);
  newer.pragma('user_version = 9999');
  newer.exec("CREATE TABLE of_the_future (what TEXT); INSERT INTO of_the_future VALUES ('kept')");
  newer.close();
  const before = readFileSync(database);
  expect(await startUntilRefused()).toBe(1);
  expect(readFileSync(database).equals(before)).toBe(true);
  expect(readdirSync(home.userData).filter((name) => name.startsWith('studio.sqlite'))).toEqual(['studio.sqlite']);
  const { title, detail } = startupErrorText({ kind: 'database-from-future', version: 9999, supported: 10 }, messages.shell);
  expect(`${title}. ${detail}`).toBe(
    'This library was last used by a newer Evolink Studio. Its format is 9999; this version of Evolink Studio supports formats up to 10. ' +
      'Nothing was changed. Install the latest version to open it.',
  );
});

test('a database that cannot be opened is refused with a message and left in place', async () => {
  mkdirSync(database);
  writeFileSync(join(database, 'somebody’s file'), 'kept');
  expect(await startUntilRefused()).toBe(1);
  expect(readFileSync(join(database, 'somebody’s file'), 'utf8')).toBe('kept');
  const { title, detail } = startupErrorText(
    { kind: 'database-unusable', path: database, cause: 'other', detail: 'unable to open database file' },
    messages.shell,
  );
  expect(title).toBe('The library could not be opened');
  expect(detail).toContain(
    `Nothing was changed in ${home.userData}. Check that the folder and the file studio.sqlite in it can be read and written`,
  );
});

test('a database that another program has locked is refused with a message and not changed', async () => {
  const lockingDatabase = new BetterSqlite(database);
  lockingDatabase.exec('CREATE TABLE held (what TEXT)');
  const before = readFileSync(database);
  lockingDatabase.exec('BEGIN EXCLUSIVE');
  try {
    expect(await startUntilRefused('refused-in-use-en')).toBe(1);
    expect(await startUntilRefused('refused-in-use-zh', 'zh_CN:zh')).toBe(1);
  } finally {
    lockingDatabase.exec('ROLLBACK');
    lockingDatabase.close();
  }
  expect(readFileSync(database).equals(before)).toBe(true);
  expect(readdirSync(home.userData).filter((name) => name.startsWith('studio.sqlite'))).toEqual(['studio.sqlite']);
});

test('a damaged database is set aside with a notice, and the studio works with a new one and the same video files', async () => {
  const first = await launchStudio(home);
  await chooseSimulator(first.page);
  await first.quit();
  const library = join(home.videos, 'Evolink Studio');
  mkdirSync(library, { recursive: true });
  const video = join(library, 'an earlier video.mp4');
  writeFileSync(video, 'the bytes of a video');
  const garbage = Buffer.alloc(statSync(database).size, 'not a database ');
  writeFileSync(database, garbage);

  const studio = await launchStudio(home);
  const { page } = studio;
  const movedAside = readdirSync(home.userData).filter((name) => /^studio\.sqlite\.unreadable-\d{4}-\d\d-\d\d-/.test(name));
  expect(movedAside).toHaveLength(1);
  const movedTo = join(home.userData, movedAside[0] ?? '');
  expect(readFileSync(movedTo).equals(garbage)).toBe(true);
  const notice = page.getByRole('status').filter({ hasText: messages.app.databaseMovedAside(movedTo) });
  await expect(notice).toBeVisible();
  await takeScreenshot(page, 'database-moved-aside');
  await chooseSimulator(page);
  await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'false');
  expect(readFileSync(video, 'utf8')).toBe('the bytes of a video');
  await notice.getByRole('button', { name: messages.app.dismiss }).click();
  await expect(notice).toBeHidden();
  await studio.quit();

  const secondStart = await launchStudio(home);
  await expect(generateButton(secondStart.page)).toBeVisible();
  await expect(secondStart.page.getByText(messages.app.databaseMovedAside(movedTo))).toBeHidden();
  await secondStart.quit();
});
