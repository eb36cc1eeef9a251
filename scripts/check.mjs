// `npm run check`: the gate. One step after another, cheapest first, and the first failure ends it with its own exit code.
// Each tool writes to the terminal itself, so that its closing line is there to be read.
//
// `npm run check -- --only unit,contract` runs some of them.
import { parseArgs } from 'node:util';
import { runInForeground } from './foreground.mjs';

const STEPS = [
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'lint', command: ['biome', 'check', '.'] },
  { name: 'unit', command: ['vitest', 'run', '--project', 'unit'] },
  { name: 'build', command: ['node', 'scripts/ensure-built.mjs', '--force'] },
  // After the build: the simulator makes its videos with the built clip page.
  { name: 'contract', command: ['vitest', 'run', '--project', 'contract'] },
  { name: 'e2e', command: ['npm', 'run', '--silent', 'test:e2e'] },
];

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = values.only ? values.only.split(',') : STEPS.map(({ name }) => name);
const unknown = chosen.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`check: there is no step ${unknown.join(', ')}; there are ${STEPS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
const began = Date.now();
const summary = [];
for (const { name, command } of STEPS.filter((step) => chosen.includes(step.name))) {
  console.log(`\n== ${name}: ${command.join(' ')}`);
  const stepBegan = Date.now();
  const code = await runInForeground(command[0], command.slice(1));
  console.log(`== ${name}: ${code === 0 ? 'passed' : `failed (exit ${code})`} after ${seconds(stepBegan)}`);
  summary.push(`${name} ${seconds(stepBegan)}`);
  if (code !== 0) {
    console.log(`\ncheck: FAILED at ${name} after ${seconds(began)}`);
    process.exit(code);
  }
}
console.log(`\ncheck: passed in ${seconds(began)} (${summary.join(', ')})`);
