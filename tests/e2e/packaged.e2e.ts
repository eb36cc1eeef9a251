// The packaged app with its shipping fuses, started by its own executable and driven over its debugging port.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { electronArguments, nodePath } from '../../scripts/runtime.mjs';
import { endProcess } from '../support/end-process.ts';
import { debuggingAddress, driveOverPort } from './support/debugging-port.ts';
import { chooseSimulator, generate, storedTile, waitUntilStored, writePrompt } from './support/steps.ts';
import { createHome, type Home, projectRoot, studioEnvironment } from './support/studio-app.ts';

test.skip(process.platform !== 'linux', 'the packaged folder is started on Linux only; the other systems have installers');

const folder = join(projectRoot, 'dist/linux-unpacked');
const executable = join(folder, 'evolink-studio');
test.describe.configure({ mode: 'serial' });

let home: Home;
let child: ChildProcess | null = null;

test.beforeAll(async () => {
  home = createHome();
  // Packaging takes about 10 s on two cores.
  await promisify(execFile)(nodePath(), ['scripts/package.mjs'], { cwd: projectRoot, maxBuffer: 16 * 1024 * 1024 });
});

test.afterAll(async () => {
  if (child !== null) await endProcess(child);
  home?.remove();
});

test('the fuses of the executable match the configuration', async () => {
  const fuseSection =
    readFileSync(join(projectRoot, 'electron-builder.yml'), 'utf8')
      .split(/^electronFuses:$/m)[1]
      ?.split(/^\S/m)[0] ?? '';
  const configuredFuses = [...fuseSection.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name = '', on]) => [
    name.charAt(0).toUpperCase() + name.slice(1),
    on === 'true' ? 'on' : 'off',
  ]);
  expect(configuredFuses).toHaveLength(8);
  const wire = await getCurrentFuseWire(executable);
  const actualFuses = configuredFuses.map(([name]) => [
    name,
    wire[FuseV1Options[name as keyof typeof FuseV1Options]] === FuseState.ENABLE ? 'on' : 'off',
  ]);
  expect(actualFuses).toEqual(configuredFuses);
});

test('the resources contain only the app', () => {
  const resources = readdirSync(join(folder, 'resources')).sort();
  expect(resources).toEqual(['app.asar', 'app.asar.unpacked']);
  expect(readdirSync(join(folder, 'resources/app.asar.unpacked/node_modules'))).toEqual(['better-sqlite3']);
});

test('the archive contains the worker script of every thread beside main', () => {
  const archivedFiles = listPackage(join(folder, 'resources/app.asar'), { isPack: false });
  for (const thread of ['backup-worker', 'hash-worker', 'media-worker']) expect(archivedFiles).toContain(`/out/main/${thread}.js`);
});

test('the packaged app starts, makes a video and plays it', async () => {
  child = spawn(executable, [...electronArguments(), '--remote-debugging-port=0', `--user-data-dir=${home.userData}`], {
    cwd: home.folder,
    env: studioEnvironment(home),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { page, release } = await driveOverPort(await debuggingAddress(child));
  await chooseSimulator(page);
  await writePrompt(page, 'a lighthouse in fog');
  await generate(page);
  await waitUntilStored(page, 'a lighthouse in fog');
  await storedTile(page, 'a lighthouse in fog').first().dblclick();
  const video = page.locator('video');
  await expect.poll(() => video.evaluate((v: HTMLVideoElement) => v.currentTime)).toBeGreaterThan(0.2);
  const before = await video.evaluate((v: HTMLVideoElement) => v.currentTime);
  await expect.poll(() => video.evaluate((v: HTMLVideoElement) => v.currentTime)).not.toBe(before);
  expect(existsSync(join(home.userData, 'studio.sqlite'))).toBe(true);
  await release();
});
