// Runs `npm run dev` on a copy of the sources: the window has the same restrictions as the shipped one, and hot reload works.
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { contentPolicy } from '../../electron/shell/security/content-security-policy.ts';
import { nodePath } from '../../scripts/runtime.mjs';
import { endProcess } from '../support/end-process.ts';
import { listenOnLoopback } from '../support/listen-on-loopback.ts';
import { debuggingAddress, driveOverPort, waitUntilClosed } from './support/debugging-port.ts';
import { chooseSimulator, generate, messages, storedTile, waitUntilStored, writePrompt } from './support/steps.ts';
import { createHome, type Home, projectRoot, studioEnvironment } from './support/studio-app.ts';

test.describe.configure({ mode: 'serial' });

const sources = ['electron', 'renderer', 'shared', 'resources', 'scripts', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];

const styleFile = 'renderer/src/styles.css';

let home: Home;
let copy: string;
let port: number;
let child: ChildProcess | null = null;
let page: Page;
let address: string | null = null;
const output: string[] = [];

/** Copies the sources and links each package, so that Vite's cache beside the packages stays in the copy. */
function copySources(): string {
  const target = mkdtempSync(join(tmpdir(), 'evolink-studio-dev-'));
  for (const source of sources) cpSync(join(projectRoot, source), join(target, source), { recursive: true });
  symlinkSync(join(projectRoot, '.cache'), join(target, '.cache'));
  mkdirSync(join(target, 'node_modules'));
  for (const name of readdirSync(join(projectRoot, 'node_modules'))) {
    if (!name.startsWith('.vite')) symlinkSync(join(projectRoot, 'node_modules', name), join(target, 'node_modules', name));
  }
  return target;
}

/** Finds a free port, because a developer may be using the usual port. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listenOnLoopback(server);
  await new Promise((done) => server.close(done));
  return port;
}

/** The text of a file with a replacement. */
function replaced(file: string, from: string, target: string): string {
  const before = readFileSync(join(projectRoot, file), 'utf8');
  if (!before.includes(from)) throw new Error(`${file} does not contain ${from}`);
  return before.replace(from, target);
}

/** Saves a file until its effect is seen. The watcher of a busy computer may begin after the first save, which it then misses. */
async function saveUntil(file: string, text: string, effect: () => Promise<void>): Promise<void> {
  await expect(async () => {
    writeFileSync(join(copy, file), text);
    await effect();
  }).toPass();
}

test.beforeAll(async () => {
  home = createHome();
  copy = copySources();
  port = await freePort();
  const config = 'electron.vite.config.ts';
  writeFileSync(join(copy, config), replaced(config, 'developmentPort = 5273', `developmentPort = ${port}`));
  child = spawn(nodePath(), ['scripts/dev.mjs', '--', '--remote-debugging-port=0', `--user-data-dir=${home.userData}`], {
    cwd: copy,
    env: studioEnvironment(home),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  address = await debuggingAddress(child, (line) => output.push(line));
  ({ page } = await driveOverPort(address));
});

test.afterAll(async () => {
  if (child !== null) await endProcess(child);
  if (address !== null) await waitUntilClosed(address);
  home?.remove();
  rmSync(copy, { recursive: true, force: true });
});

test('the window uses the studio’s scheme, and its policy differs from the shipped one only by a nonce and one loopback socket', async () => {
  expect(page.url()).toMatch(/^studio-app:\/\/app\//);
  const readPolicy = () =>
    page.evaluate(async () => (await fetch('studio-app://app/index.html')).headers.get('content-security-policy') ?? '');
  const header = await readPolicy();
  const nonces = [...header.matchAll(/'nonce-([\w-]{22})'/g)].map(([, nonce]) => nonce);
  expect(nonces).toHaveLength(2);
  expect(new Set(nonces).size).toBe(1);
  expect(header.replaceAll(/ 'nonce-[\w-]{22}'/g, '').replace(` ws://127.0.0.1:${port}`, '')).toBe(contentPolicy(null));
  expect(await readPolicy()).not.toContain(nonces[0]);
});

test('the policy blocks nothing of the page', async () => {
  const blocked: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') blocked.push(message.text());
  });
  await page.reload();
  await expect(page.getByRole('heading', { name: messages.welcome.title })).toBeVisible();
  expect(blocked).toEqual([]);
});

test('style sheets are applied, and a change is applied without a reload', async () => {
  const size = () => page.evaluate(() => getComputedStyle(document.body).fontSize);
  // The development server adds the style sheet after the page is shown.
  await expect.poll(size).not.toBe('16px');
  const usualSize = await size();
  await page.evaluate(() => document.documentElement.setAttribute('data-not-reloaded', ''));
  const styles = readFileSync(join(projectRoot, styleFile), 'utf8');
  await saveUntil(styleFile, `${styles}\nbody { font-size: 27px; }\n`, () => expect.poll(size, { timeout: 10_000 }).toBe('27px'));
  await expect(page.locator('html[data-not-reloaded]')).toHaveCount(1);
  await saveUntil(styleFile, styles, () => expect.poll(size, { timeout: 10_000 }).toBe(usualSize));
});

test('a changed component is rendered without a reload', async () => {
  await page.evaluate(() => document.documentElement.setAttribute('data-not-reloaded', ''));
  await page.getByLabel(messages.welcome.key).fill('half a key');
  const file = 'renderer/src/views/welcome/welcome.tsx';
  const heading = page.getByRole('heading', { name: `${messages.welcome.title}, now` });
  await saveUntil(file, replaced(file, '{messages.welcome.title}', '{messages.welcome.title}, now'), () =>
    expect(heading).toBeVisible({ timeout: 10_000 }),
  );
  await expect(page.locator('html[data-not-reloaded]')).toHaveCount(1);
  await expect(page.getByLabel(messages.welcome.key)).toHaveValue('half a key');
});

test('the simulator makes a video with a poster, and the video plays', async () => {
  await chooseSimulator(page);
  await writePrompt(page, 'rain on a tin roof');
  await generate(page);
  await waitUntilStored(page, 'rain on a tin roof');
  await expect(storedTile(page, 'rain on a tin roof').locator('img').first()).toBeVisible();
  await storedTile(page, 'rain on a tin roof').first().dblclick();
  const video = page.locator('video');
  await expect.poll(() => video.evaluate((v: HTMLVideoElement) => v.currentTime)).toBeGreaterThan(0.2);
  // Vite must find all packages before the window requests them. If Vite finds a package later, it reloads the page.
  expect(output.filter((line) => /optimized dependencies changed|Failed to run dependency scan/.test(line))).toEqual([]);
  await expect(page.locator('html[data-not-reloaded]')).toHaveCount(1);
});
