// Starts Electron under Playwright, and repairs launches in which Playwright waits for an event that Chromium never sends.
//
// Electron starts its window while Playwright attaches to it. In about one launch of 1,500 the page commits its first document in the
// milliseconds between `Page.getFrameTree` and the subscription to its events: no `Page.frameNavigated` comes, and Playwright waits for one
// until its limit, although the studio works. A late launch is therefore examined over a connection of its own. If the page of the studio
// answers and is shown, it is reloaded, which sends the event, and the output of the run says so. If the studio does not answer, the launch
// fails with what was found.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { callTarget, isTargetShown, studioTarget } from './devtools-target.ts';

type LaunchOptions = NonNullable<Parameters<typeof _electron.launch>[0]>;

/** After this time a launch is late. A launch takes about one second, or ten on a busy machine. */
const lateAfterMs = 25_000;
const timeoutMs = 120_000;

/** Reloads the page of a studio that works, and describes what was found. Never throws; an error is described as well. */
async function reloadIfShown(userData: string): Promise<string> {
  try {
    const [port] = readFileSync(join(userData, 'DevToolsActivePort'), 'utf8').split('\n');
    const page = await studioTarget(`127.0.0.1:${port}`);
    if (!(await isTargetShown(page))) return `${page.url} is not shown`;
    await callTarget(page, 'Page.reload');
    return `${page.url} was shown and is reloaded`;
  } catch (error) {
    return String(error);
  }
}

/** Launches the studio of this profile. Throws if Playwright has no connection to it within two minutes. */
export async function launchElectron(userData: string, options: LaunchOptions): Promise<ElectronApplication> {
  let finding = '';
  const lateTimer = setTimeout(async () => {
    finding = await reloadIfShown(userData);
    process.stderr.write(`Playwright is late to attach: ${finding}\n`);
  }, lateAfterMs);
  try {
    return await _electron.launch({ ...options, timeout: timeoutMs });
  } catch (error) {
    throw finding === '' ? error : new Error(`the studio was not launched: ${finding}`, { cause: error });
  } finally {
    clearTimeout(lateTimer);
  }
}
