// `npm run check`: the gate. Its stages run one after another, the cheapest first. The first failure ends the gate with the failed step's
// exit code. The steps of a stage run in parallel. A step that runs alone prints its output at once, a parallel step when it is done. The
// last lines list the seconds of each step and the slowest tests.
//
// `npm run check -- --only unit,contract` runs only these steps.
import { mkdirSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  createSteps,
  docstringsStep,
  duplicatesStep,
  lintStep,
  runAlone,
  runInParallel,
  secondsSince,
  typesStep,
  unusedStep,
} from './lib/steps.mjs';
import { storeDurations } from './lib/test-durations.mjs';
import { reportedTests, reportFolder, slowestLines, vitestReport } from './lib/test-reports.mjs';

/** Returns the command for these projects of vitest; the first one names the report. */
const vitest = (...projects) => [
  'vitest',
  'run',
  ...projects.flatMap((project) => ['--project', project]),
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${vitestReport(projects[0])}`,
];

const stages = [
  [typesStep, lintStep, docstringsStep, duplicatesStep, unusedStep],
  [{ name: 'unit', command: vitest('unit', 'unit-isolated') }],
  [{ name: 'build', command: ['node', 'scripts/ensure-built.mjs', '--force'] }],
  // Runs after the build, because the simulator makes its videos with the built clip page.
  [{ name: 'contract', command: vitest('contract') }],
  [{ name: 'e2e', command: ['npm', 'run', '--silent', 'test:e2e'] }],
];
const slowestCount = 10;

const stepNames = stages.flat().map(({ name }) => name);
const { values } = parseArgs({ options: { only: { type: 'string' } } });
const chosenSteps = values.only ? values.only.split(',') : stepNames;
const unknownSteps = chosenSteps.filter((name) => !stepNames.includes(name));
if (unknownSteps.length > 0) {
  console.error(`check: there is no step ${unknownSteps.join(', ')}; there are ${stepNames.join(', ')}`);
  process.exit(2);
}

const beganMs = Date.now();
const { perform, summary } = createSteps();

/** Prints the slowest tests among those reported so far. */
function printSlowest() {
  const lines = slowestLines(reportedTests(), slowestCount);
  if (lines.length > 0) console.log(`\nThe slowest tests:\n${lines.join('\n')}`);
}

rmSync(reportFolder, { recursive: true, force: true });
mkdirSync(reportFolder, { recursive: true });
for (const stage of stages) {
  const steps = stage.filter(({ name }) => chosenSteps.includes(name));
  const results = await Promise.all(steps.map((step) => perform(step, steps.length === 1 ? runAlone : runInParallel)));
  const failed = results.find(({ code }) => code !== 0);
  if (failed === undefined) continue;
  printSlowest();
  console.log(`\ncheck: FAILED at ${failed.name} after ${secondsSince(beganMs)}`);
  process.exit(failed.code);
}
printSlowest();
// The quick check chooses tests by their duration.
storeDurations(reportedTests().filter(({ file }) => !file.startsWith('tests/e2e/')));
console.log(`\ncheck: passed in ${secondsSince(beganMs)} (${summary.join(', ')})`);
