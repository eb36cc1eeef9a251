// Work on many rows without a pause that can be felt: a slice at a time, each a transaction, and everything else gets a turn in between.
import { setImmediate as othersHadTheirTurn } from 'node:timers/promises';

/** Tasks written before everything else gets a turn: 4 to 8 ms. */
export const slice = 25;

/** How many of `items` `act` was true for. Ends early, with what was done, when `signal` says so. */
export async function inSlices<T>(
  items: readonly T[],
  together: <R>(work: () => R) => R,
  signal: AbortSignal,
  act: (item: T) => boolean,
): Promise<number> {
  let done = 0;
  for (let at = 0; at < items.length && !signal.aborted; at += slice) {
    done += together(() => items.slice(at, at + slice).filter(act)).length;
    await othersHadTheirTurn();
  }
  return done;
}
