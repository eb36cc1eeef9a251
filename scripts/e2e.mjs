// `npm run test:e2e [-- FILTER…]`: the tests in the real Electron. All of them are run in parts of about the same duration, two for each
// processor up to four: they wait more than they compute. On Linux each part has a display, a session bus and a keyring of its own, so that
// no test takes the keyboard from another. Filtered runs, and runs on other systems, are not divided. Arguments go to Playwright, except
// `--screenshots` (`npm run screenshots`): the tests then take a picture of each view. With `--chinese` the studio is in Chinese for each picture: that
// is fast, but a dialog loses its content when the language changes. With `--all-chinese` the studio and the tests are in Chinese all the time; a test
// that contains English sentences fails there.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openDesktop } from './display/virtual-desktop.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { divide, secondsPerFile } from './lib/e2e-parts.mjs';
import { playwrightReport, reportFolder, testsOfPlaywright } from './lib/test-reports.mjs';
import { nodePath, projectRoot, rememberedElectron, runtimeEnvironment } from './runtime.mjs';
import { runWithDisplay } from './with-display.mjs';

const playwright = [join(projectRoot, 'node_modules/@playwright/test/cli.js'), 'test', '-c', 'tests/e2e/playwright.config.ts'];
const ownSwitches = {
  '--screenshots': { SCREENSHOTS: '1' },
  '--chinese': { SCREENSHOTS_LANGUAGE: 'zh' },
  '--all-chinese': { SCREENSHOTS_LANGUAGE: 'zh', STUDIO_LANGUAGE: 'zh' },
};
const filters = process.argv.slice(2).filter((argument) => ownSwitches[argument] === undefined);
for (const argument of process.argv) Object.assign(process.env, ownSwitches[argument]);
/** Seconds of each file: as committed, and as measured by the last complete run here. */
const committedDurationsFile = join(projectRoot, 'tests/e2e/durations.json');
const measuredDurationsFile = join(projectRoot, '.cache/e2e-durations.json');
/** Clips of the built-in simulator, shared by the studios of one run. */
const clips = join(projectRoot, '.cache/e2e-clips');

/** Returns the command that runs these files with Playwright; `part` names the report. */
const commandOf = (part, files) => [...playwright, ...files, '--reporter=list,json', `--output=test-results/part-${part}`];
const environmentOf = (part) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport(part) });

/** Runs one part on a desktop of its own; returns its exit code. */
async function runPart(part, parts, files) {
  const base = { ...process.env, ...(rememberedElectron() ? runtimeEnvironment() : {}) };
  const desktop = await openDesktop({ display: true, keyring: true }, base);
  try {
    const env = { ...desktop.env, ...environmentOf(part) };
    const child = spawn(nodePath(), commandOf(part, files), { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => process.stdout.write(`[${part}/${parts}] ${line}\n`));
    }
    running.add(child);
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve(code ?? 1));
    });
  } finally {
    await desktop.close();
  }
}

/** Runs all files in parts; returns the exit code. A run in which everything passed stores the duration of each file for the next one. */
async function runAll(parts) {
  const readSeconds = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
  const folder = 'tests/e2e';
  const files = readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.e2e.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
  const lists = divide(files, { ...readSeconds(committedDurationsFile), ...readSeconds(measuredDurationsFile) }, parts).filter(
    (list) => list.length > 0,
  );
  const codes = await Promise.all(lists.map((list, n) => runPart(n + 1, lists.length, list)));
  const failed = codes.find((code) => code !== 0);
  if (failed !== undefined) return failed;
  const seconds = lists.map((_, n) => {
    const report = JSON.parse(readFileSync(playwrightReport(n + 1), 'utf8'));
    return secondsPerFile(testsOfPlaywright(report), Date.parse(report.stats.startTime));
  });
  const sorted = Object.entries(Object.assign({}, ...seconds)).sort(([a], [b]) => a.localeCompare(b));
  writeFileSync(measuredDurationsFile, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
  return 0;
}

const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
  });
}

try {
  await ensureBuilt();
  rmSync(clips, { recursive: true, force: true });
  mkdirSync(reportFolder, { recursive: true });
  for (const name of readdirSync(reportFolder)) if (name.endsWith('.playwright.json')) rmSync(join(reportFolder, name));
  const parts = process.platform === 'linux' ? Math.min(4, 2 * availableParallelism()) : 1;
  if (filters.length > 0) process.exitCode = await runWithDisplay(nodePath(), [...playwright, ...filters], { keyring: true });
  else if (parts > 1) process.exitCode = await runAll(parts);
  else {
    Object.assign(process.env, environmentOf(1));
    process.exitCode = await runWithDisplay(nodePath(), commandOf(1, []), { keyring: true });
  }
} catch (error) {
  console.error(`e2e: ${error.message}`);
  process.exitCode = 1;
}
