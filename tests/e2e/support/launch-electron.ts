// Starts Electron under Playwright, and helps Playwright where it waits for an event that Chromium did not send.
//
// Electron starts its window while Playwright attaches to it. In about one launch of 1,500 the page commits its first document in the
// milliseconds between `Page.getFrameTree` and the subscription to its events: no `Page.frameNavigated` comes, and Playwright waits for one
// until its limit, beside a studio that works. A launch that is late is therefore examined over a connection of its own. If the page of the
// studio answers and shows itself, it is loaded again, which sends the event; the run says so. A studio that does not answer fails
// the launch with what was found.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { callTarget, isTargetShown, studioTarget } from './devtools-target.ts';

type Options = NonNullable<Parameters<typeof _electron.launch>[0]>;

/** A launch takes about a second, on a machine with other work ten. */
const lateAfterMs = 25_000;
const giveUpAfterMs = 120_000;

/** Loads the page of a working studio again; answers what was found. Never throws: whatever goes wrong is the finding. */
async function reloadIfShown(userData: string): Promise<string> {
  try {
    const [port] = readFileSync(join(userData, 'DevToolsActivePort'), 'utf8').split('\n');
    const page = await studioTarget(`127.0.0.1:${port}`);
    if (!(await isTargetShown(page))) return `${page.url} is not shown`;
    await callTarget(page, 'Page.reload');
    return `${page.url} was shown and is loaded again`;
  } catch (error) {
    return String(error);
  }
}

/** Launches the studio of this profile; throws where Playwright has no connection to it within two minutes. */
export async function launchElectron(userData: string, options: Options): Promise<ElectronApplication> {
  let found = '';
  const late = setTimeout(async () => {
    found = await reloadIfShown(userData);
    process.stderr.write(`Playwright is late to attach: ${found}\n`);
  }, lateAfterMs);
  try {
    return await _electron.launch({ ...options, timeout: giveUpAfterMs });
  } catch (error) {
    throw found === '' ? error : new Error(`the studio was not launched: ${found}`, { cause: error });
  } finally {
    clearTimeout(late);
  }
}
