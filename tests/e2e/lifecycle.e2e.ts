// The studio's ends and returns: a backup made and gone back to, a quit that is asked about, and the deaths of the window's helpers in the middle
// of a download. What the core has in hand goes on through all of it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { addProfile, connectButton, dialogOf, hurryLooks, keyField } from './support/accounts.ts';
import { call } from './support/bridge.ts';
import { lookAt } from './support/look.ts';
import { type OutsideService, startService } from './support/outside-service.ts';
import { generate, place, words, writePrompt } from './support/steps.ts';
import { answerMessageBox, createHome, type Home, launchStudio, type RunningStudio } from './support/studio-app.ts';

let home: Home;
let studio: RunningStudio;
let service: OutsideService;

test.beforeAll(async () => {
  home = createHome();
  service = await startService({ progressMs: 600_000 }, 6 * 1024 * 1024);
  studio = await launchStudio(home);
});
test.afterAll(async () => {
  await studio.quit();
  await service.stop();
  home.remove();
});

const accepted = () => service.does.ledger().accepted.length;
const stored = () => readdirSync(join(home.videos, 'Evolink Studio')).filter((name) => name.endsWith('.mp4')).length;

/** Asks the page through main, because Playwright gives up on a page that has crashed. A page that is just dying never answers. */
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

test('a backup is made in the settings and gone back to: what waited is held, and nothing is paid twice', async () => {
  const { page } = studio;
  await addProfile(page, { name: 'Work', key: 'sk-work-4f2a', api: service.api, files: service.files });
  await call(page, 'settings.change', { maxRunning: 1 });
  await writePromptIn(page, 'at the service when the backup is made');
  await generate(page);
  await expect.poll(accepted).toBe(1);
  await writePromptIn(page, 'waits when the backup is made');
  await generate(page);

  await place(page, 'settings').click();
  const box = page.getByRole('region', { name: words.backups.title });
  await box.scrollIntoViewIfNeeded();
  await expect(box.getByText(words.backups.none)).toBeVisible();
  await box.getByRole('button', { name: words.backups.make }).click();
  await expect(box.getByText(words.backups.reasons['by-hand'])).toBeVisible();
  await expect(box.getByText(words.backups.content(2, 0, 0).split(' · ')[0] ?? '')).toBeVisible();
  await box.scrollIntoViewIfNeeded();
  await lookAt(page, 'settings-backups');

  // After the backup both are made; the service remembers more than the backup does.
  service.does.advance(600_000);
  await hurryLooks(page);
  await expect.poll(accepted, { timeout: 20_000 }).toBe(2);

  await box
    .getByRole('button', { name: new RegExp(`^${words.backups.restore}`) })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(words.backups.ask.tasks)).toBeVisible();
  await lookAt(page, 'settings-restore', undefined, '[role="dialog"]');
  await dialog.getByRole('button', { name: words.backups.ask.confirm }).click();
  await expect(page.getByText(/Restored from the backup of/)).toBeVisible({ timeout: 20_000 });
  await expect
    .poll(async () => (await call(page, 'studio.snapshot', {})).tasks.filter((task) => task.state === 'waiting'))
    .toMatchObject([{ heldByPerson: true, error: { kind: 'maybe-sent-since' }, request: { prompt: 'waits when the backup is made' } }]);
  await page.getByRole('button', { name: words.backups.openQueue }).click();
  await expect(page.getByText(words.errorText({ kind: 'maybe-sent-since', backupAtMs: 0 }).title).first()).toBeVisible();
  await lookAt(page, 'queue-restored');
  await hurryLooks(page);
  expect(accepted()).toBe(2);
  expect(existsSync(join(home.userData, 'backups'))).toBe(true);
  expect(readdirSync(join(home.userData, 'backups')).filter((name) => name.includes('replaced'))).toHaveLength(1);
  await page.getByRole('status').getByRole('button', { name: words.app.dismiss }).click();
});

test('quitting is asked about while a video renders, by the menu as by closing the window; staying goes on', async () => {
  const { page, app } = studio;
  await giveKeyAgain(page);
  await writePromptIn(page, 'rendering when the person wants to quit');
  await generate(page);
  await expect
    .poll(async () => {
      await hurryLooks(page);
      return accepted();
    })
    .toBe(3);
  await expect.poll(async () => (await call(page, 'studio.snapshot', {})).tasks.some(({ state }) => state === 'pending')).toBe(true);
  await answerMessageBox(app, { response: 0, checkboxChecked: false });
  const asked = () => app.evaluate(() => (globalThis as { askedInBoxes?: { message: string; detail: string }[] }).askedInBoxes ?? []);
  await app.evaluate(({ app: electron }) => electron.quit());
  await expect.poll(async () => (await asked()).length).toBe(1);
  const [question] = await asked();
  expect(question?.detail).toContain('still rendering');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(async () => (await asked()).length).toBe(2);
  await expect(place(page, 'library')).toBeVisible();
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true);
});

test('the graphics process and the page are killed in mid-download: the window is back and the download never stopped', async () => {
  const { page, app } = studio;
  const before = stored();
  service.does.addFaults([{ match: { endpoint: 'result' }, count: 1, action: { kind: 'throttle', bytesPerSecond: 1024 * 1024 } }]);
  service.does.advance(600_000);
  const id = (await call(page, 'studio.snapshot', {})).tasks.find(({ request }) => request.prompt.startsWith('rendering'))?.id ?? 0;
  await hurryLooks(page);
  await expect
    .poll(
      async () => {
        const { task } = await call(page, 'tasks.read', { id });
        return task.state === 'completed' && task.results[0]?.state;
      },
      { timeout: 20_000 },
    )
    .toBe('downloading');
  const killed = await app.evaluate(({ app: electron, BrowserWindow }) => {
    const graphics = electron.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? null;
    const renderer = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? null;
    for (const pid of [graphics, renderer]) if (pid !== null) process.kill(pid, 'SIGKILL');
    return { graphics, renderer };
  });
  expect(killed.renderer).not.toBeNull();
  await expect.poll(() => inPage("document.querySelector('#prompt') !== null"), { timeout: 20_000 }).toBe(true);
  await expect.poll(stored, { timeout: 20_000 }).toBe(before + 1);
  const facts = await inPage(
    `window.studio.call('tasks.read', { id: ${id} }).then((answer) => answer.value.journal.map(({ fact }) => fact).join())`,
  );
  expect(facts).toContain('download-started,stored');
  expect(facts).not.toContain('interrupted');
  if (killed.graphics !== null) {
    await expect
      .poll(() => app.evaluate(({ app: electron }) => electron.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? null))
      .not.toBe(killed.graphics);
  }
  const log = readdirSync(home.userData, { recursive: true })
    .map(String)
    .find((name) => name.endsWith('studio.log'));
  expect(readFileSync(join(home.userData, log ?? ''), 'utf8')).toContain('page-gone');
});

/** On a display without a keyring a key is kept for the session only, and the core that held it is gone. */
async function giveKeyAgain(page: Page): Promise<void> {
  const [profile] = (await call(page, 'studio.snapshot', {})).status.profiles;
  if (profile?.key.state === 'present') return;
  await place(page, 'settings').click();
  await page.getByRole('button', { name: words.settings.addKey }).first().click();
  const dialog = dialogOf(page, words.settings.replaceKeyOf('Work'));
  await keyField(dialog).fill('sk-work-4f2a');
  await connectButton(dialog).click();
  await expect(dialog).toBeHidden();
}

async function writePromptIn(page: Page, prompt: string): Promise<void> {
  await place(page, 'library').click();
  await writePrompt(page, prompt);
}
