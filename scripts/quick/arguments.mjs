// The arguments of `npm run test:quick`.
import { parseArgs } from 'node:util';

/** On two processors, the type check takes 20 s after a change in shared/. With this time for the tests, a run ends within a minute. */
const defaultSeconds = 40;

/** Returns `{ since, seconds }`: the commit to compare with, and how long the tests may take (`Infinity` with `--all`). Throws errors worded for the user. */
export function readArguments(args) {
  const { values } = parseArgs({
    args,
    options: { since: { type: 'string', default: 'HEAD' }, all: { type: 'boolean', default: false }, seconds: { type: 'string' } },
  });
  if (values.since.trim() === '') throw new Error('--since takes a commit, for example --since HEAD~1');
  if (values.all && values.seconds !== undefined) throw new Error('choose --all or --seconds, not both');
  const seconds = values.seconds === undefined ? defaultSeconds : Number(values.seconds);
  if (!(Number.isFinite(seconds) && seconds > 0)) throw new Error(`--seconds takes a number above 0, not "${values.seconds}"`);
  return { since: values.since, seconds: values.all ? Number.POSITIVE_INFINITY : seconds };
}
