// A backup and its restore, the question before quitting, the history of a task, the diagnostics file, crashes of the GPU process and the
// page during a download, and signals. The core's work survives each of these.
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { electronPath } from '../../scripts/runtime.mjs';
import { defaultRequest } from '../../shared/models/index.ts';
import { newActionId } from '../support/action-id.ts';
import { submission } from '../support/submission.ts';
import { addProfile, connectButton, dialogOf, keyField } from './support/accounts.ts';
import { call } from './support/bridge.ts';
import { checkView } from './support/check-view.ts';
import { answerSaveDialog } from './support/dialog-answers.ts';
import { type OutsideService, startService } from './support/outside-service.ts';
import { greyPng } from './support/plain-pictures.ts';
import { generate, longRenderMs, messages, navButton, storedTile, writePrompt } from './support/steps.ts';
import { answerMessageBox, studioArguments, studioEnvironment } from './support/studio-app.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { pollLiveTasks } from './support/tasks.ts';

// Chromium has a switch of the same name, but ignores values that are not numbers.
const { home, studio } = studioPerFile({ launch: { switches: ['--log-level=debug'] } });
let service: OutsideService;

test.beforeAll(async () => {
  service = await startService({ progressMs: longRenderMs }, 6 * 1024 * 1024);
});
test.afterAll(() => service?.stop());

const acceptedCount = () => service.simulator.ledger().accepted.length;
const shownMessageBoxes = () =>
  studio.app.evaluate(() => (globalThis as { shownMessageBoxes?: { detail: string }[] }).shownMessageBoxes ?? []);
const logFile = (): string => {
  const found = readdirSync(home.userData, { recursive: true })
    .map(String)
    .find((name) => name.endsWith('studio.log'));
  return join(home.userData, found ?? 'no log');
};
const storedCount = () => readdirSync(join(home.videos, 'Evolink Studio')).filter((name) => name.endsWith('.mp4')).length;

/** Evaluates in a page that was loaded again after a crash. Playwright cannot, because it still has the page that has crashed. */
const inLoadedPage = (script: string): Promise<unknown> =>
  studio.app.evaluate(({ BrowserWindow }, code) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code), script);

/** Like `inLoadedPage`, for a page that may crash. A page that crashes never responds. */
const inPage = (script: string): Promise<unknown> =>
  studio.app.evaluate(
    ({ BrowserWindow }, code) =>
      Promise.race([
        BrowserWindow.getAllWindows()[0]
          ?.webContents.executeJavaScript(code)
          .catch(() => 'no answer'),
        new Promise((done) => setTimeout(() => done('no answer'), 1_000)),
      ]),
    script,
  );

test('after a backup is restored in Settings, waiting tasks are held and nothing is paid twice', async () => {
  const { page } = studio;
  await addProfile(page, { name: 'Work', key: 'sk-work-4f2a', api: service.api, files: service.files });
  await call(page, 'settings.change', { maxConcurrentTasks: 1 });
  await writePromptInLibrary(page, 'at the service when the backup is made');
  await generate(page);
  await expect.poll(acceptedCount).toBe(1);
  await expect.poll(async () => (await call(page, 'studio.snapshot', {})).tasks.map(({ state }) => state)).toEqual(['pending']);
  await writePromptInLibrary(page, 'waits when the backup is made');
  await generate(page);

  await navButton(page, 'settings').click();
  const box = page.getByRole('region', { name: messages.backups.title });
  await box.scrollIntoViewIfNeeded();
  await expect(box.getByText(messages.backups.none)).toBeVisible();
  await box.getByRole('button', { name: messages.backups.create }).click();
  await expect(box.getByText(messages.backups.reasons['by-hand'])).toBeVisible();
  await expect(box.getByText(messages.backups.content(2, 0, 0).split(' · ')[0] ?? '')).toBeVisible();
  await box.scrollIntoViewIfNeeded();
  await checkView(page, 'settings-backups');

  // The service accepts both tasks after the backup, so the backup does not show their acceptance.
  service.simulator.advance(longRenderMs);
  await pollLiveTasks(page);
  await expect.poll(acceptedCount).toBe(2);

  await box
    .getByRole('button', { name: new RegExp(`^${messages.backups.restore}`) })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(messages.backups.confirmRestore.tasks)).toBeVisible();
  await checkView(page, 'settings-restore', undefined, '[role="dialog"]');
  await dialog.getByRole('button', { name: messages.backups.confirmRestore.confirm }).click();
  await expect(page.getByText(/The backup from .* was restored/)).toBeVisible();
  await expect
    .poll(async () => (await call(page, 'studio.snapshot', {})).tasks.filter((task) => task.state === 'waiting'))
    .toMatchObject([
      { hold: 'restore', error: { kind: 'possibly-sent-since-backup' }, request: { prompt: 'waits when the backup is made' } },
    ]);
  await page.getByRole('button', { name: messages.backups.openQueue }).click();
  await expect(page.getByText(messages.errorText({ kind: 'possibly-sent-since-backup', backupAtMs: 0 }).title).first()).toBeVisible();
  await checkView(page, 'queue-restored');
  await pollLiveTasks(page);
  expect(acceptedCount()).toBe(2);
  expect(existsSync(join(home.userData, 'backups'))).toBe(true);
  expect(readdirSync(join(home.userData, 'backups')).filter((name) => name.includes('replaced'))).toHaveLength(1);
  await page.getByRole('status').getByRole('button', { name: messages.app.dismiss }).click();
});

test('while a video renders, quitting and closing the window ask first, and the studio stays open when the user chooses so', async () => {
  const { page, app } = studio;
  await enterKeyAgain(page);
  await writePromptInLibrary(page, 'rendering when the user wants to quit');
  await generate(page);
  await expect
    .poll(async () => {
      await pollLiveTasks(page);
      return acceptedCount();
    })
    .toBe(3);
  await expect.poll(async () => (await call(page, 'studio.snapshot', {})).tasks.some(({ state }) => state === 'pending')).toBe(true);
  await answerMessageBox(app, { response: 0, checkboxChecked: false });
  await app.evaluate(({ app: electron }) => electron.quit());
  await expect.poll(async () => (await shownMessageBoxes()).length).toBe(1);
  const [question] = await shownMessageBoxes();
  expect(question?.detail).toContain('still rendering');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(async () => (await shownMessageBoxes()).length).toBe(2);
  await expect(navButton(page, 'library')).toBeVisible();
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true);
});

/** Texts that the diagnostics file must not contain. Each contains a word that occurs nowhere else. */
const secretTexts = {
  key: 'sk-work-4f2a',
  prompt: 'a walrusine choir under quartzlight',
  link: 'https://files.example.com/walrus-link.mp4?token=abc',
  file: 'Grandma Ottoline.png',
};

test('the history of a failed and of a finished task lists the requests made for it', async () => {
  const { page } = studio;
  await call(page, 'settings.change', { maxConcurrentTasks: 2 });
  await expect.poll(async () => (await call(page, 'library.index', {})).resultIds.length).toBe(1);
  const file = join(home.folder, secretTexts.file);
  writeFileSync(file, greyPng(140));
  const { added } = await call(page, 'references.addFiles', { paths: [file] });
  const message = `${secretTexts.prompt} ${secretTexts.key} ${secretTexts.link}`;
  service.simulator.addFaults([
    { match: { endpoint: 'create' }, count: 1, action: { kind: 'status', status: 400, code: 'invalid_request', message } },
  ]);
  const request = {
    ...defaultRequest('seedance-1.5-pro', secretTexts.prompt),
    quality: '480p',
    durationSeconds: 4,
    references: [{ role: 'first-frame' as const, referenceId: added[0]?.id ?? 0 }],
  };
  const { ids } = await call(page, 'tasks.submit', submission(request, { sendAnyway: true }));
  await expect.poll(async () => (await call(page, 'tasks.read', { id: ids[0] ?? 0 })).task.state).toBe('failed');

  await navButton(page, 'queue').click();
  const row = page.getByRole('region', { name: messages.queue.title }).locator('li').filter({ hasText: secretTexts.prompt });
  await row.getByRole('button', { name: messages.queue.actions.details }).click();
  const dialog = dialogOf(page, messages.inspector.title);
  const history = dialog.getByRole('region', { name: messages.inspector.history });
  await expect(history.getByText(/^File uploaded · HTTP 200/)).toBeVisible();
  await expect(history.getByText(/^Request sent · HTTP 400/)).toBeVisible();
  await history.scrollIntoViewIfNeeded();
  await checkView(page, 'timeline-failed', undefined, '[role="dialog"]');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await navButton(page, 'library').click();
  await storedTile(page, 'at the service').first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: messages.library.details }).click();
  await expect(history.getByText(/^Request sent · HTTP 200/)).toBeVisible();
  // If the file arrived completely before the restore, the studio found it on disk and did not request it again.
  await expect(history.getByText(/^(Download · HTTP 20[06]|Complete file found on disk)/)).toBeVisible();
  await history.scrollIntoViewIfNeeded();
  await checkView(page, 'timeline-finished', undefined, '[role="dialog"]');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('the diagnostics file is saved where the user chooses and contains no key, prompt, link, file name or folder', async () => {
  const { page } = studio;
  const logLine = { at: new Date().toISOString(), level: 'warn', event: 'canaries' };
  appendFileSync(
    logFile(),
    `${JSON.stringify({ ...logLine, detail: `${Object.values(secretTexts).join(' | ')} in ${home.folder}/Videos` })}\n`,
  );
  await navButton(page, 'settings').click();
  const save = page.getByRole('button', { name: messages.settings.diagnostics });
  await save.scrollIntoViewIfNeeded();
  await answerSaveDialog(studio, null);
  await save.click();
  await expect(save).toBeEnabled();
  await expect(page.getByText(messages.settings.diagnosticsSaved)).toBeHidden();
  const file = join(home.folder, 'for-support.json');
  await answerSaveDialog(studio, file);
  await save.click();
  await expect(page.getByText(messages.settings.diagnosticsSaved)).toBeVisible();
  await save.scrollIntoViewIfNeeded();
  await checkView(page, 'settings-diagnostics');

  const content = readFileSync(file, 'utf8');
  const bundle = JSON.parse(content) as {
    versions: { electron: string };
    library: object;
    liveTasks: Record<string, number>;
    tasks: { state: string; promptLength: number; requestLog: { kind: string; httpStatus: number | null }[] }[];
    log: { event?: string; detail?: string }[];
  };
  expect(bundle.versions.electron).toMatch(/^\d+\./);
  expect(bundle.liveTasks).toMatchObject({ failed: 1, pending: 1 });
  expect(bundle.tasks.find(({ state }) => state === 'failed')).toMatchObject({
    promptLength: secretTexts.prompt.length,
    requestLog: [{ kind: 'upload' }, { kind: 'submit', httpStatus: 400 }],
  });
  expect(bundle.log.find(({ event }) => event === 'canaries')?.detail).toContain('~/Videos');
  for (const secret of [
    ...Object.values(secretTexts),
    home.folder,
    'walrus',
    'quartzlight',
    'Ottoline',
    '4f2a',
    'when the backup is made',
    '://',
  ])
    expect(content, secret).not.toContain(secret);
});

test('after the GPU process and the page are killed, the window is drawn again and the download was not interrupted', async () => {
  const { page, app } = studio;
  const before = storedCount();
  service.simulator.addFaults([{ match: { endpoint: 'result' }, count: 1, action: { kind: 'throttle', bytesPerSecond: 1024 * 1024 } }]);
  service.simulator.advance(longRenderMs);
  const id = (await call(page, 'studio.snapshot', {})).tasks.find(({ request }) => request.prompt.startsWith('rendering'))?.id ?? 0;
  await pollLiveTasks(page);
  const resultState = async () => {
    const { task } = await call(page, 'tasks.read', { id });
    return task.state === 'completed' && task.results[0]?.state;
  };
  // The download takes six seconds.
  await expect.poll(resultState, { intervals: [100] }).toBe('downloading');
  const killed = await app.evaluate(({ app: electron, BrowserWindow }) => {
    const graphics = electron.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? null;
    const renderer = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? null;
    for (const pid of [graphics, renderer]) if (pid !== null) process.kill(pid, 'SIGKILL');
    return { graphics, renderer };
  });
  expect(killed.renderer).not.toBeNull();
  await expect.poll(() => inPage("document.querySelector('#prompt') !== null")).toBe(true);
  await expect.poll(storedCount).toBe(before + 1);
  const readEvents = async () =>
    String(
      await inLoadedPage(
        `window.studio.call('tasks.read', { id: ${id} }).then((answer) => answer.value.journal.map(({ event }) => event).join())`,
      ),
    );
  // The file is there before the journal says so. A poll that ends after the download started adds a line between its start and its end.
  await expect.poll(readEvents).toMatch(/download-started,(?:results-refreshed,)*stored/);
  const events = await readEvents();
  expect(events.match(/download-started/g)).toHaveLength(1);
  expect(events).not.toContain('interrupted');
  await expect.poll(() => readFileSync(logFile(), 'utf8')).toContain('page-gone');
  // The rest of the test needs the GPU process, which Chromium does not start on every machine.
  test.skip(killed.graphics === null, 'Chromium has no GPU process here: only the page was killed');
  await expect.poll(() => isRunning(killed.graphics ?? 0)).toBe(false);
  await expect.poll(() => readFileSync(logFile(), 'utf8')).toMatch(/helper-process-gone.*"type":"GPU"/);
  await expect.poll(countColours).toBeGreaterThan(20);
});

test('SIGTERM quits at once without asking, also while a video renders', async () => {
  const { app } = studio;
  const request = { ...defaultRequest('seedance-1.5-pro', 'rendering when the system ends'), quality: '480p', durationSeconds: 4 };
  const profileId = await inLoadedPage(`window.studio.call('studio.snapshot', {}).then(({ value }) => value.status.activeProfileId)`);
  const input = JSON.stringify({ actionId: newActionId(), profileId, request, variations: 1, sendAnyway: true, sourceTaskId: null });
  const before = acceptedCount();
  await inLoadedPage(`window.studio.call('tasks.submit', ${input}).then(({ ok }) => ok)`);
  await expect.poll(acceptedCount).toBe(before + 1);
  const boxesBefore = (await shownMessageBoxes()).length;
  await app.evaluate(({ app: electron }) => electron.quit());
  await expect.poll(async () => (await shownMessageBoxes()).length).toBe(boxesBefore + 1);
  // The test answers a message box with "stay" and writes the marker file. The studio must end without showing a message box.
  const marker = join(home.folder, 'boxes.txt');
  await app.evaluate(({ dialog }, file) => {
    dialog.showMessageBox = (async () => {
      process.getBuiltinModule('node:fs').writeFileSync(file, 'asked');
      return { response: 0, checkboxChecked: false };
    }) as typeof dialog.showMessageBox;
  }, marker);
  const child = app.process();
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
  expect(existsSync(marker)).toBe(false);
  const log = readFileSync(logFile(), 'utf8');
  expect(log).toMatch(/system-ending.*SIGTERM/);
  expect(log).toMatch(/"level":"debug","event":"job-start","job":"poll"/);
  expect(log).toMatch(/"event":"job-end","job":"download".*"outcome":"done"/);
});

test('SIGTERM ends the studio at any moment of a start with unfinished work', async () => {
  for (const afterMs of [300, 450, 600, 750, 900]) {
    const child = spawn(electronPath(), studioArguments(home), { env: studioEnvironment(home), stdio: 'ignore' });
    const exited = new Promise<string>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? String(code))));
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    child.kill('SIGTERM');
    // If the signal arrives before the first line of main runs, the signal itself ends the process.
    expect(['0', 'SIGTERM']).toContain(await exited);
  }
});

/** Whether a process with this id exists. A zombie counts as existing. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Counts the colours in the window. A window that is not drawn has at most one. */
const countColours = (): Promise<number> =>
  studio.app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    const pixels = new Uint32Array(new Uint8Array(image?.toBitmap() ?? []).buffer);
    return new Set(pixels).size;
  });

/** Enters the key again if the display has no keyring, because reopening the core then loses the key. */
async function enterKeyAgain(page: Page): Promise<void> {
  const [profile] = (await call(page, 'studio.snapshot', {})).status.profiles;
  if (profile?.key.state === 'present') return;
  await navButton(page, 'settings').click();
  await page.getByRole('button', { name: messages.settings.addKey }).first().click();
  const dialog = dialogOf(page, messages.settings.replaceKeyOf('Work'));
  await keyField(dialog).fill('sk-work-4f2a');
  await connectButton(dialog).click();
  await expect(dialog).toBeHidden();
}

async function writePromptInLibrary(page: Page, prompt: string): Promise<void> {
  await navButton(page, 'library').click();
  await writePrompt(page, prompt);
}
