// Chromium's network log shows which hosts the studio contacts: only the profile's hosts, and the host of the dictionary if the user has
// switched spell checking on.
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { contactedHosts } from './support/net-log.ts';
import { chooseSimulator, generate, messages, navButton, waitUntilStored, writePrompt } from './support/steps.ts';
import { createHome, type Home, launchStudio } from './support/studio-app.ts';

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

let home: Home;
test.beforeEach(() => {
  home = createHome();
});
test.afterEach(() => home.remove());

/** Runs `act` in a studio, quits it, and returns every host that the studio has contacted. */
async function hostsDuring(act: (studio: Awaited<ReturnType<typeof launchStudio>>) => Promise<void>) {
  const file = join(home.folder, 'net-log.json');
  const studio = await launchStudio(home, { switches: [`--log-net-log=${file}`] });
  await act(studio);
  await studio.quit();
  return contactedHosts(file);
}

test('a start and a first video contact only the profile’s hosts', async () => {
  const contacted = await hostsDuring(async ({ page }) => {
    await chooseSimulator(page);
    await writePrompt(page, 'a fox teh snwo');
    await generate(page);
    await waitUntilStored(page, 'a fox teh snwo');
  });
  expect(contacted.filter(({ host }) => !loopback.has(host))).toEqual([]);
  // The log contains the simulator's requests, which proves that it is complete.
  expect(contacted).toContainEqual({ host: '127.0.0.1', by: 'request' });
});

test('the spell checker contacts only the host named in Settings, and no host when it is off', async () => {
  const dictionaryHost = 'redirector.gvt1.com';
  const contacted = await hostsDuring(async ({ app, page }) => {
    await chooseSimulator(page);
    const downloadAttempt = app.evaluate(
      ({ session }) =>
        new Promise<void>((done) => {
          session.defaultSession.once('spellcheck-dictionary-download-success', () => done());
          session.defaultSession.once('spellcheck-dictionary-download-failure', () => done());
        }),
    );
    await navButton(page, 'settings').click();
    await expect(page.getByText(dictionaryHost)).toBeVisible();
    const spelling = page.getByRole('switch', { name: messages.settings.spellCheck });
    await expect(spelling).toHaveAttribute('aria-checked', 'false');
    await spelling.click();
    await expect(spelling).toHaveAttribute('aria-checked', 'true');
    await downloadAttempt;
    await spelling.click();
    await expect(spelling).toHaveAttribute('aria-checked', 'false');
  });
  const requestedHosts = contacted
    .filter(({ host, by }) => !loopback.has(host) && (by === 'request' || by === 'name'))
    .map(({ host }) => host);
  // The named host may redirect to a server in its own domain.
  expect(requestedHosts.filter((host) => host !== dictionaryHost && !host.endsWith('.gvt1.com'))).toEqual([]);
  expect(requestedHosts).toContain(dictionaryHost);

  const contactedLater = await hostsDuring(async ({ page }) => {
    await expect(page.getByRole('navigation')).toBeVisible();
    await writePrompt(page, 'a fox teh snwo');
    await generate(page);
    await waitUntilStored(page, 'a fox teh snwo');
  });
  expect(contactedLater.filter(({ host }) => !loopback.has(host))).toEqual([]);
});
