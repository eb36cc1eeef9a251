// Which hosts the studio asks, told by Chromium's own record of its network: none but the profile's, and that of the dictionary when the person
// switched spelling on.
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { hostsAsked } from './support/net-log.ts';
import { chooseSimulator, generate, place, waitUntilStored, words, writePrompt } from './support/steps.ts';
import { createHome, type Home, launchStudio } from './support/studio-app.ts';

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

let home: Home;
test.beforeEach(() => {
  home = createHome();
});
test.afterEach(() => home.remove());

/** Does something in a studio and quits; answers every host that the studio asked from its start to its end. */
async function recorded(act: (studio: Awaited<ReturnType<typeof launchStudio>>) => Promise<void>) {
  const file = join(home.folder, 'net-log.json');
  const studio = await launchStudio(home, { switches: [`--log-net-log=${file}`] });
  await act(studio);
  await studio.quit();
  return hostsAsked(file);
}

test('a start and a first video ask no host but the profile’s', async () => {
  const asked = await recorded(async ({ page }) => {
    await chooseSimulator(page);
    await writePrompt(page, 'a fox teh snwo');
    await generate(page);
    await waitUntilStored(page, 'a fox teh snwo');
  });
  expect(asked.filter(({ host }) => !loopback.has(host))).toEqual([]);
  // The record is of the right thing: the simulator's requests are in it.
  expect(asked).toContainEqual({ host: '127.0.0.1', by: 'request' });
});

test('spelling asks the host that its switch names, and once it is off again the next start asks nobody', async () => {
  const dictionaryHost = 'redirector.gvt1.com';
  const asked = await recorded(async ({ app, page }) => {
    await chooseSimulator(page);
    const tried = app.evaluate(
      ({ session }) =>
        new Promise<void>((done) => {
          session.defaultSession.once('spellcheck-dictionary-download-success', () => done());
          session.defaultSession.once('spellcheck-dictionary-download-failure', () => done());
        }),
    );
    await place(page, 'settings').click();
    await expect(page.getByText(dictionaryHost)).toBeVisible();
    const spelling = page.getByRole('switch', { name: words.settings.spellCheck });
    await expect(spelling).toHaveAttribute('aria-checked', 'false');
    await spelling.click();
    await expect(spelling).toHaveAttribute('aria-checked', 'true');
    await tried;
    await spelling.click();
    await expect(spelling).toHaveAttribute('aria-checked', 'false');
  });
  const names = asked.filter(({ host, by }) => !loopback.has(host) && (by === 'request' || by === 'name')).map(({ host }) => host);
  // The named host may send on to a server of its own domain.
  expect(names.filter((host) => host !== dictionaryHost && !host.endsWith('.gvt1.com'))).toEqual([]);
  expect(names).toContain(dictionaryHost);

  const again = await recorded(async ({ page }) => {
    await expect(page.getByRole('navigation')).toBeVisible();
    await writePrompt(page, 'a fox teh snwo');
    await generate(page);
    await waitUntilStored(page, 'a fox teh snwo');
  });
  expect(again.filter(({ host }) => !loopback.has(host))).toEqual([]);
});
