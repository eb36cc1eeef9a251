// Starts the built studio with its own home folder and drives it through Playwright.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import type { SimulatorTuning } from '../../../electron/shell/system/simulator-tuning.ts';
import type { SimulatorSettings } from '../../../electron/simulator/simulator-settings.ts';
import { electronArguments, electronPath } from '../../../scripts/runtime.mjs';
import { launchElectron } from './launch-electron.ts';

export const projectRoot = resolve(import.meta.dirname, '../../..');

/** The folder of simulator clips by shape, which all studios of a run share. `scripts/e2e.mjs` empties it before a run. */
const clipCache = join(projectRoot, '.cache/e2e-clips');

/** A home folder with everything a studio writes: its profile, its logs and the Videos folder. */
export interface Home {
  readonly folder: string;
  readonly userData: string;
  readonly videos: string;
  remove(): void;
}

/** Creates a home below the system's temporary folder, or below `parent`. */
export function createHome(parent: string = tmpdir()): Home {
  const folder = mkdtempSync(join(parent, 'evolink-studio-'));
  const userData = join(folder, 'profile');
  const videos = join(folder, 'Videos');
  mkdirSync(userData);
  mkdirSync(videos);
  return { folder, userData, videos, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}

export interface RunningStudio {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The control API of the built-in simulator. A call waits until the simulator runs. */
  readonly simulator: SimulatorControl;
  /** Quits as a user does and waits until the process has ended. */
  quit(): Promise<void>;
}

export interface SimulatorControl {
  configure(settings: Partial<SimulatorSettings>): Promise<void>;
  /** Advances the simulator's clock. */
  advance(ms: number): Promise<void>;
}

export interface LaunchOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Further switches, for example the keyring to use. */
  readonly switches?: readonly string[];
  /** How long the built-in simulator takes for a task, in milliseconds; one second by default. */
  readonly progressMs?: number;
  /** Whether the simulator draws each clip, for tests that check the picture; by default it reuses a clip of the same shape. */
  readonly drawsClipPerTask?: boolean;
}

/** The arguments that give the studio its own profile. The studio uses the real keyring of its desktop. */
export function studioArguments(home: Home, switches: readonly string[] = []): string[] {
  return [...electronArguments(), `--user-data-dir=${home.userData}`, '--password-store=gnome-libsecret', ...switches, projectRoot];
}

/**
 * The environment of a studio: the environment of this process with another home, and in English on every machine. The language is not set
 * with `--lang`: for that switch Electron on Linux sets and removes LC_ALL while another thread asks D-Bus for Bluetooth, which sometimes
 * crashes in `getenv` at the start.
 */
export function studioEnvironment(home: Home, extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { EVOLINK_API_KEY: _key, ELECTRON_RENDERER_URL: _url, ...inherited } = process.env;
  return {
    ...(inherited as Record<string, string>),
    HOME: home.folder,
    USERPROFILE: home.folder,
    LANGUAGE: process.env.STUDIO_LANGUAGE === 'zh' ? 'zh_CN:zh' : 'en_US:en',
    ...extra,
  };
}

/** Returns the window's page. The hidden clip page may open earlier, if a video has no poster yet. */
async function windowPage(app: ElectronApplication): Promise<Page> {
  const deadlineMs = Date.now() + 120_000;
  await app.firstWindow();
  while (Date.now() < deadlineMs) {
    const page = app.windows().find((candidate) => candidate.url().startsWith('studio-app:'));
    if (page !== undefined) return page;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`no window of the studio among ${app.windows().map((page) => page.url())}`);
}

/** From now on, answers native message boxes without showing them. Main records their options in `globalThis.shownMessageBoxes`. */
export async function answerMessageBox(app: ElectronApplication, response: { response: number; checkboxChecked: boolean }): Promise<void> {
  await app.evaluate(({ dialog }, given) => {
    const globals = globalThis as { shownMessageBoxes?: unknown[] };
    const messageBoxes = globals.shownMessageBoxes ?? [];
    globals.shownMessageBoxes = messageBoxes;
    dialog.showMessageBox = (async (...args: unknown[]) => {
      messageBoxes.push(args.at(-1));
      return given;
    }) as typeof dialog.showMessageBox;
  }, response);
}

/** Creates a client of the control API. The simulator writes the API's address to `controlFile` when it starts. */
function controlFrom(controlFile: string): SimulatorControl {
  const post = async (path: string, body: object): Promise<void> => {
    let address = '';
    await expect.poll(() => (address = existsSync(controlFile) ? readFileSync(controlFile, 'utf8') : ''), { timeout: 90_000 }).not.toBe('');
    const response = await fetch(`${address}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`the simulator answered ${response.status} to ${path}: ${await response.text()}`);
  };
  return {
    configure: (settings) => post('settings', settings),
    advance: (ms) => post('clock', { advanceMs: ms }),
  };
}

/** Starts the studio and waits for its window. */
export async function launchStudio(home: Home, options: LaunchOptions = {}): Promise<RunningStudio> {
  const tuningFile = join(home.folder, 'simulator-tuning.json');
  const controlFile = join(home.folder, 'simulator-control');
  rmSync(controlFile, { force: true }); // an earlier start may have left the file
  const tuning: SimulatorTuning = {
    progressMs: options.progressMs ?? 1_000,
    controlFile,
    ...(options.drawsClipPerTask === true ? {} : { clipCache }),
  };
  writeFileSync(tuningFile, JSON.stringify(tuning));
  const app = await launchElectron(home.userData, {
    executablePath: electronPath(),
    args: studioArguments(home, [...(options.switches ?? []), `--simulator-tuning=${tuningFile}`]),
    env: studioEnvironment(home, options.environment),
    cwd: projectRoot,
    colorScheme: null, // the studio's own choice of theme, not the test runner's
  });
  const page = await windowPage(app);
  page.setDefaultTimeout(120_000);
  const child = app.process(); // read now, because Playwright forgets the process once it has exited
  return {
    app,
    page,
    simulator: controlFrom(controlFile),
    // Playwright asks the app to quit and then closes the debugger. Otherwise the process would wait for the debugger at its end.
    quit: async () => {
      if (child.exitCode !== null) return;
      await answerMessageBox(app, { response: 1, checkboxChecked: false }); // the studio asks if there is unfinished work
      await app.close();
    },
  };
}
