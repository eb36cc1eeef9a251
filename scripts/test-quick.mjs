// `npm run test:quick [-- --since REV] [-- --all] [-- --seconds N]`: types, lint, and the unit and contract tests that a change reaches, in
// about a minute. The change is the difference to the commit REV; the default, HEAD, means uncommitted changes. `--seconds` limits the time
// of the tests, `--all` runs every test that is reached. The gate is `npm test`; the last line of this check says what it left out.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { createSteps, docstringsStep, duplicatesStep, lintStep, runInParallel, secondsSince, typesStep } from './lib/steps.mjs';
import { readDurations, storeDurations } from './lib/test-durations.mjs';
import { testsOfVitest } from './lib/test-reports.mjs';
import { readArguments } from './quick/arguments.mjs';
import { changedFiles, readTree } from './quick/checkout.mjs';
import { selectTests } from './quick/selection.mjs';
import { announcement, closingLine } from './quick/sentences.mjs';
import { nodePath, projectRoot } from './runtime.mjs';

const report = join(projectRoot, '.cache/quick.vitest.json');

/** Starts vitest by its script file, because on Windows a batch file in node_modules/.bin does not accept a command of this length. */
const testStep = (files) => ({
  name: 'tests',
  command: [
    nodePath(),
    join(projectRoot, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--bail=1',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...files,
  ],
  shown: `vitest run, ${files.length} test files`,
});

/** Runs the selected tests and keeps their durations. */
async function runTests(perform, files) {
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const outcome = await perform(testStep(files), runInParallel);
  if (outcome.code === 0 && existsSync(report)) storeDurations(testsOfVitest(JSON.parse(readFileSync(report, 'utf8'))));
  return outcome;
}

/** Runs all steps to their end, so that one run shows every failure. The tests begin after lint, in parallel with the compiler. */
async function runSteps(perform, { kind, selected }) {
  const types = kind === 'documents' ? [] : [perform(typesStep, runInParallel)];
  const lint = Promise.all([lintStep, docstringsStep, duplicatesStep].map((step) => perform(step, runInParallel)));
  await lint;
  const tests =
    selected.length === 0
      ? []
      : [
          runTests(
            perform,
            selected.map(({ file }) => file),
          ),
        ];
  return await Promise.all([...types, ...(await lint), ...tests]);
}

async function main({ since, seconds }) {
  const beganMs = Date.now();
  const changed = changedFiles(projectRoot, since);
  // Tests wait for sockets, files and child processes, so vitest's workers fill every processor. The budget counts all processors.
  const budget = seconds * availableParallelism();
  const selection = selectTests({ tree: readTree(projectRoot), changed, seconds: readDurations(), budget });
  console.log(announcement(selection, changed.length, since));
  const { perform, summary } = createSteps();
  const failed = (await runSteps(perform, selection)).filter(({ code }) => code !== 0);
  const result =
    failed.length === 0
      ? `passed in ${secondsSince(beganMs)} (${summary.join(', ')})`
      : `FAILED at ${failed.map(({ name }) => name).join(', ')} after ${secondsSince(beganMs)}`;
  console.log(`\n${closingLine(result, selection)}`);
  return failed[0]?.code ?? 0;
}

let options;
try {
  options = readArguments(process.argv.slice(2));
} catch (error) {
  console.error(`quick: ${error.message}`);
  process.exit(2);
}
try {
  process.exitCode = await main(options);
} catch (error) {
  console.error(`quick: ${error.message}`);
  process.exitCode = 1;
}
