// Starts the built studio as a person would, with a home folder of its own, and drives it through Playwright.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { electronArguments, electronPath } from '../../../scripts/runtime.mjs';

export const projectRoot = resolve(import.meta.dirname, '../../..');

/** A home folder with everything a studio writes: its profile, its logs and the Videos folder. */
export interface Home {
  readonly folder: string;
  readonly userData: string;
  readonly videos: string;
  remove(): void;
}

/** A fresh home below the system's temporary folder, or below `parent`. */
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
  /** Quits as a person does and waits until the process is gone. */
  quit(): Promise<void>;
}

export interface LaunchOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Further switches, e.g. the keyring to use. */
  readonly switches?: readonly string[];
}

/** The arguments that give the studio its own profile, in English wherever it runs; the keyring is the real one of the display it runs in. */
export function studioArguments(home: Home, switches: readonly string[] = []): string[] {
  return [
    ...electronArguments(),
    `--user-data-dir=${home.userData}`,
    '--password-store=gnome-libsecret',
    '--lang=en-US',
    ...switches,
    projectRoot,
  ];
}

/** The environment of a studio: ours, with its home elsewhere. */
export function studioEnvironment(home: Home, extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { EVOLINK_API_KEY: _key, ELECTRON_RENDERER_URL: _url, ...inherited } = process.env;
  return { ...(inherited as Record<string, string>), HOME: home.folder, USERPROFILE: home.folder, ...extra };
}

/** The window's page. The hidden page that makes clips may be there before it, when a video was left without its poster. */
async function windowPage(app: ElectronApplication): Promise<Page> {
  const deadlineMs = Date.now() + 30_000;
  await app.firstWindow();
  while (Date.now() < deadlineMs) {
    const page = app.windows().find((candidate) => candidate.url().startsWith('studio-app:'));
    if (page !== undefined) return page;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`no window of the studio among ${app.windows().map((page) => page.url())}`);
}

/** Native boxes are answered like this from now on, without one being shown; what they said is kept in `globalThis.askedInBoxes`. */
export async function answerMessageBox(app: ElectronApplication, answer: { response: number; checkboxChecked: boolean }): Promise<void> {
  await app.evaluate(({ dialog }, given) => {
    const kept = globalThis as { askedInBoxes?: unknown[] };
    const asked = kept.askedInBoxes ?? [];
    kept.askedInBoxes = asked;
    dialog.showMessageBox = (async (...args: unknown[]) => {
      asked.push(args.at(-1));
      return given;
    }) as typeof dialog.showMessageBox;
  }, answer);
}

/** Starts the studio and waits for its window. */
export async function launchStudio(home: Home, options: LaunchOptions = {}): Promise<RunningStudio> {
  const app = await _electron.launch({
    executablePath: electronPath(),
    args: studioArguments(home, options.switches),
    env: studioEnvironment(home, options.environment),
    cwd: projectRoot,
    colorScheme: null, // the studio's own choice of theme, not the test runner's
  });
  const page = await windowPage(app);
  const child = app.process(); // Playwright does not know it any more once it is gone
  return {
    app,
    page,
    // Playwright asks the app to quit and then lets go of the debugger, which the process would otherwise wait for at its end.
    quit: async () => {
      if (child.exitCode !== null) return;
      await answerMessageBox(app, { response: 1, checkboxChecked: false }); // with work in hand it is asked about
      await app.close();
    },
  };
}
