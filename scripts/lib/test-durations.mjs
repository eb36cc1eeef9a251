// The durations of the unit and contract test files: a committed record, and one measured by the last runs here. Vitest's own record is in
// a private format below node_modules.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../runtime.mjs';

const committedFile = join(projectRoot, 'tests/durations.json');
const measuredFile = join(projectRoot, '.cache/test-durations.json');

/** Returns the seconds per file of these tests; a file whose tests were all skipped has none. */
export function secondsPerTestFile(tests) {
  const files = {};
  for (const { file, seconds } of tests) files[file] = (files[file] ?? 0) + seconds;
  return Object.fromEntries(Object.entries(files).map(([file, seconds]) => [file, Math.round(seconds * 10) / 10]));
}

/** Returns `{ [test file]: seconds }`. A missing or damaged record counts as empty, because durations only order tests. */
export function readDurations(records = [committedFile, measuredFile]) {
  return Object.assign({}, ...records.map(readRecord));
}

function readRecord(file) {
  try {
    const entries = Object.entries(JSON.parse(readFileSync(file, 'utf8')));
    return Object.fromEntries(entries.filter(([, seconds]) => Number.isFinite(seconds)));
  } catch {
    return {};
  }
}

/**
 * Returns the longest duration that one run may store for a file, because a busy machine slows every test. A shorter duration has no limit.
 */
const maxRaised = (seconds) => seconds * 1.5 + 0.5;

/** Stores the durations of a run in which everything passed. Writes to the last of `records`. */
export function storeDurations(tests, records = [committedFile, measuredFile]) {
  const previous = readDurations(records);
  const updated = Object.entries(secondsPerTestFile(tests)).map(([file, seconds]) => [
    file,
    previous[file] === undefined ? seconds : Math.min(seconds, maxRaised(previous[file])),
  ]);
  const record = records[records.length - 1];
  const sorted = Object.entries({ ...readRecord(record), ...Object.fromEntries(updated) }).sort(([a], [b]) => a.localeCompare(b));
  mkdirSync(dirname(record), { recursive: true });
  writeFileSync(record, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}
