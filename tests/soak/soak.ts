// `npm run soak`: long trials of the studio's promises with real parts. Prints each measurement with its limit, and exits with 1 when a condition does not
// hold. `--only NAME[,NAME]`, `--seed N`, `--runs N` (each trial defines what a run is), `--json FILE`, `--list`.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { perform, type Report } from './run-trial.ts';
import { trials } from './trials.ts';

const wholeNumber = (name: string, value: string | undefined): number | null => {
  if (value === undefined) return null;
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`--${name} takes a whole number`);
  return number;
};

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seed: { type: 'string' },
    runs: { type: 'string' },
    json: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);

if (values.list) for (const { name, promise: shows, runs } of trials) print(`${name.padEnd(12)} ${shows} (${runs.full} runs)`);
else {
  const names = values.only?.split(',') ?? trials.map(({ name }) => name);
  const unknownNames = names.filter((name) => !trials.some((trial) => trial.name === name));
  if (unknownNames.length > 0)
    throw new Error(`no soak is called ${unknownNames.join(', ')}; there are ${trials.map(({ name }) => name).join(', ')}`);
  const seed = wholeNumber('seed', values.seed) ?? 1;
  const runs = wholeNumber('runs', values.runs);
  const reports: Report[] = [];
  for (const trial of trials.filter(({ name }) => names.includes(name))) {
    print(`\n== ${trial.name}: ${trial.promise} (seed ${seed}, ${runs ?? trial.runs.full} runs)`);
    const report = await perform(trial, { seed, runs, scale: 'full', say: print });
    reports.push(report);
    for (const { name: what, measured, limit, holds } of report.conditions) print(`${holds ? '✓' : '✗'} ${what}: ${measured} (${limit})`);
    print(`   ${JSON.stringify(report.figures)} in ${report.tookSeconds} s`);
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(reports, null, 2)}\n`);
  }
  // A trial without conditions proves nothing, so it counts as failed.
  const failed = reports.filter(({ conditions }) => conditions.length === 0 || conditions.some(({ holds }) => !holds));
  print(failed.length === 0 ? '\nsoak: everything held' : `\nsoak: did not hold: ${failed.map(({ name }) => name).join(', ')}`);
  process.exit(failed.length === 0 ? 0 : 1);
}
