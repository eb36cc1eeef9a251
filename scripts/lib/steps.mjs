// Defines the steps of the gate and of the quick check; runs, announces and times them.
import { runInForeground } from './foreground.mjs';
import { runAndCollect } from './run-and-collect.mjs';

/** The TypeScript projects. This and the next four steps only read the sources, so they run in parallel. */
export const typesStep = { name: 'types', command: ['tsc', '-b', '--singleThreaded'] };
/** Biome's format and lint rules, import fences included (biome.json). */
export const lintStep = { name: 'lint', command: ['biome', 'check', '.'] };
/** Fails if an exported symbol of the product code has no docstring, or one that only repeats the name. */
export const docstringsStep = { name: 'docstrings', command: ['node', 'scripts/checks/check-docstrings.mjs'] };
/** Finds code that is in two places, unless docs/design/duplicates.md says why it stays. */
export const duplicatesStep = { name: 'duplicates', command: ['node', 'scripts/checks/check-duplicates.mjs'] };
/** Finds unused files, exports, types and dependencies (knip.json). */
export const unusedStep = { name: 'unused', command: ['knip', '--no-progress'] };

/** Formats the time since a moment in milliseconds, as in `1.2 s`. */
export const secondsSince = (beganMs) => `${((Date.now() - beganMs) / 1000).toFixed(1)} s`;

/** Runs a step alone: its output appears at once. */
export async function runAlone(title, [program, ...args]) {
  process.stdout.write(title);
  return { code: await runInForeground(program, args), output: '' };
}

/** Runs a step in parallel with others: its output is collected and printed at its end. */
export async function runInParallel(title, [program, ...args]) {
  const { code, output } = await runAndCollect(program, args);
  return { code, output: title + output };
}

/** Returns `perform`, which runs a step and prints its result, and `summary`, which holds the seconds of each step that has ended. */
export function createSteps() {
  const summary = [];
  return {
    summary,
    /** Runs a step with `run` (`runAlone` or `runInParallel`). Returns its name and exit code. `shown` is printed instead of a long command. */
    async perform({ name, command, shown = command.join(' ') }, run) {
      const beganMs = Date.now();
      const { code, output } = await run(`\n== ${name}: ${shown}\n`, command);
      const took = secondsSince(beganMs);
      process.stdout.write(`${output}== ${name}: ${code === 0 ? 'passed' : `failed (exit ${code})`} after ${took}\n`);
      summary.push(`${name} ${took}`);
      return { name, code };
    },
  };
}
