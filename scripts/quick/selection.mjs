// Selects the tests of a quick check. Pure: files, their texts and durations are parameters.
import { posix } from 'node:path';
import { distances, usersOf } from './graph.mjs';
import { createReaderTest } from './references.mjs';

const testPattern = /^tests\/(?:unit|contract)\/.*\.test\.ts$/;
const documentPattern = /^docs\/|\.md$|^LICENSE$/;
/** Every test depends on these files, but no test imports them. */
const filesThatConcernAll = ['package.json', 'package-lock.json', 'vitest.config.ts'];
/** Short soak trials, and tests that draw clips in a window: they take minutes. */
const heavyTestPattern = /^tests\/contract\/(?:soak|clip|models)\//;
/** Test files that take more seconds are left out. The limit is higher for a test that imports the changed file itself. */
const maxSecondsNear = 30;
const maxSeconds = 10;
/** The assumed seconds of a file that was never measured. */
const defaultSeconds = 1;

/**
 * Selects the tests for a change.
 *
 * - `tree`: `Map<file, text>` of all files of the project, paths from its root with `/`.
 * - `changed`: the changed, new and removed files.
 * - `seconds`: `{ [test file]: seconds }` of earlier runs; may be empty.
 * - `budget`: the seconds that all selected tests may take together; `Infinity` selects every test that is reached.
 *
 * Always selects changed tests and tests that read the sources. Then selects tests that reach a changed file through imports of values,
 * until the budget is used up: the nearest first, and of equally near tests the shortest first. Returns `{ kind, selected, omitted }`: both
 * lists have `{ file, seconds }`, and `kind` is `none`, `documents` (only documents changed) or `code`.
 */
export function selectTests({ tree, changed, seconds, budget }) {
  const kind = kindOf(changed);
  const removed = changed.filter((file) => !tree.has(file));
  const users = usersOf(tree, removed);
  const reached = distances(users, changed);
  const sourceReaders = kind === 'code' ? readersOfSources(tree, users) : new Set();
  const concernsAll = changed.some((file) => filesThatConcernAll.includes(file));
  const stems = new Set(changed.map(stem));

  const rankOf = (file) => {
    if (changed.includes(file)) return 0;
    // The test of a changed file often reaches that file only through a support file.
    return stems.has(stem(file)) ? 1 : (reached.get(file) ?? Number.POSITIVE_INFINITY);
  };
  const candidates = [...tree.keys()]
    .filter((file) => testPattern.test(file) && (concernsAll || reached.has(file) || sourceReaders.has(file)))
    .map((file) => ({
      file,
      seconds: seconds[file] ?? defaultSeconds,
      rank: rankOf(file),
      isMandatory: changed.includes(file) || sourceReaders.has(file),
    }))
    .toSorted(
      (a, b) => Number(b.isMandatory) - Number(a.isMandatory) || a.rank - b.rank || a.seconds - b.seconds || a.file.localeCompare(b.file),
    );
  return { kind, ...fillBudget(candidates, budget) };
}

function kindOf(changed) {
  if (changed.length === 0) return 'none';
  return changed.every((file) => documentPattern.test(file)) ? 'documents' : 'code';
}

const stem = (file) => posix.basename(file).replace(/\..*$/, '');

/** Returns the tests that read the sources, directly or through a file that they import. */
function readersOfSources(tree, users) {
  const readsSources = createReaderTest([...tree.keys()]);
  const readers = [...tree]
    .filter(([file, text]) => /^tests\/(?:unit|contract)\//.test(file) && readsSources(file, text))
    .map(([file]) => file);
  return new Set(distances(users, readers).keys());
}

function fillBudget(candidates, budget) {
  const selected = [];
  const omitted = [];
  let sum = 0;
  for (const { file, seconds, rank, isMandatory } of candidates) {
    const isTooLong = Number.isFinite(budget) && (heavyTestPattern.test(file) || seconds > (rank <= 1 ? maxSecondsNear : maxSeconds));
    if (!isMandatory && (isTooLong || sum + seconds > budget)) omitted.push({ file, seconds });
    else {
      selected.push({ file, seconds });
      sum += seconds;
    }
  }
  return { selected, omitted };
}

/** Returns the sum of the seconds of these tests. */
export const totalSeconds = (tests) => tests.reduce((sum, { seconds }) => sum + seconds, 0);
