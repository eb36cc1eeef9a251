// Prints the output of the set-up, one line per step, on stderr. Standard output is for the command that follows:
// `npm run simulator` prints one line of JSON there, and programs read it.

/** A failure that the user can act on. The message says what is wrong and what to do next; it is printed without a stack trace. */
export class SetupFailure extends Error {}

// The set-up may start itself again under a newer Node (see setup.mjs); the seconds count from the first start.
const startedMs = Number(process.env.STUDIO_SETUP_STARTED) || Date.now();
process.env.STUDIO_SETUP_STARTED = String(startedMs);
let hasPrinted = false;

/** Prints one line about a step on stderr. */
export function printLine(line) {
  hasPrinted = true;
  process.stderr.write(`setup: ${line}\n`);
}

/** Prints the closing line, unless there was nothing to do and `quiet` is set. */
export function printReady(quiet) {
  if (hasPrinted) printLine(`ready after ${Math.round((Date.now() - startedMs) / 1000)} s`);
  else if (!quiet) process.stderr.write('setup: nothing to do\n');
}
