// `npm run test:e2e [-- FILTER…]`: the tests in the real Electron. On Linux a run of all tests has several Playwright workers, three per
// processor up to six, because tests wait more than they compute. Each worker has its own display, session bus and keyring, so that no test
// takes the keyboard from another. Filtered runs and runs on other systems have one worker.
//
// Arguments go to Playwright, except these:
// - `--screenshots` (`npm run screenshots`): the tests take a screenshot of each view.
// - `--chinese`: the studio switches to Chinese for each screenshot. That is fast, but a dialog loses its content when the language
//   changes.
// - `--all-chinese`: the studio and the tests are always in Chinese. A test that contains English sentences then fails.
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { playwrightReport, reportFolder } from './lib/test-reports.mjs';
import { nodePath, projectRoot } from './runtime.mjs';
import { runWithDesktops, runWithDisplay } from './with-display.mjs';

const playwright = [join(projectRoot, 'node_modules/@playwright/test/cli.js'), 'test', '-c', 'tests/e2e/playwright.config.ts'];
const ownSwitches = {
  '--screenshots': { SCREENSHOTS: '1' },
  '--chinese': { SCREENSHOTS_LANGUAGE: 'zh' },
  '--all-chinese': { SCREENSHOTS_LANGUAGE: 'zh', STUDIO_LANGUAGE: 'zh' },
};
const filters = process.argv.slice(2).filter((argument) => ownSwitches[argument] === undefined);
for (const argument of process.argv) Object.assign(process.env, ownSwitches[argument]);
/** The folder of the built-in simulator's clips, which the studios of one run share. */
const clips = join(projectRoot, '.cache/e2e-clips');

/** Runs all files with `workers` workers and returns the exit code. `playwright.config.ts` gives each worker its own desktop. */
function runAll(workers) {
  process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = playwrightReport;
  const command = [...playwright, '--reporter=list,json'];
  if (process.platform !== 'linux') return runWithDisplay(nodePath(), command, { keyring: true });
  const ownVariables = (env) => Object.fromEntries(Object.entries(env).filter(([name, value]) => process.env[name] !== value));
  return runWithDesktops(
    Array.from({ length: workers }, () => ({ display: true, keyring: true })),
    (desktops) => ({ ...desktops[0], E2E_DESKTOPS: JSON.stringify(desktops.map(ownVariables)) }),
    nodePath(),
    [...command, `--workers=${workers}`],
  );
}

try {
  await ensureBuilt();
  rmSync(clips, { recursive: true, force: true });
  mkdirSync(reportFolder, { recursive: true });
  rmSync(playwrightReport, { force: true });
  process.exitCode =
    filters.length > 0
      ? await runWithDisplay(nodePath(), [...playwright, ...filters], { keyring: true })
      : await runAll(Math.min(6, 3 * availableParallelism()));
} catch (error) {
  console.error(`e2e: ${error.message}`);
  process.exitCode = 1;
}
