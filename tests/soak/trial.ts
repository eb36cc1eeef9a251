// A soak trial: it tries one promise with real parts, repeatedly and with a seed, and reports figures that show whether the promise held.

/** `full` is what `npm run soak` runs, `short` the seeded part of it in `npm test`. */
export type Scale = 'full' | 'short';

export interface TrialOptions {
  /** The same seed repeats the same actions; moments that depend on the machine still differ. */
  readonly seed: number;
  /** The number of repetitions; each trial defines what one is. */
  readonly runs: number;
  readonly scale: Scale;
  /** An empty folder, which is removed afterwards. */
  readonly directory: string;
  /** Prints a line about the progress. */
  say(line: string): void;
}

/** One condition that must hold, with its measurement. */
export interface Condition {
  readonly what: string;
  readonly measured: string;
  readonly limit: string;
  readonly holds: boolean;
}

export interface Findings {
  readonly conditions: readonly Condition[];
  /** Everything measured, flat, with units in the names. */
  readonly figures: Readonly<Record<string, number | string>>;
}

export interface Trial {
  readonly name: string;
  /** The promise and its limits in one line, for `--list`. */
  readonly shows: string;
  readonly runs: { readonly full: number; readonly short: number };
  run(options: TrialOptions): Promise<Findings>;
}

/** A count that must be exactly what was expected. */
export function exactly(what: string, measured: number, wanted: number): Condition {
  return { what, measured: String(measured), limit: `= ${wanted}`, holds: measured === wanted };
}

/** A time limit: `promised` for the full trial, which has the machine to itself; `hangs` for the short part, whose tests share the processors. */
export const timeLimit = (scale: Scale, promised: number, hangs: number): number => (scale === 'full' ? promised : hangs);

export function atMost(what: string, measured: number, limit: number, unit: string): Condition {
  return { what, measured: `${round(measured)} ${unit}`, limit: `≤ ${limit} ${unit}`, holds: measured <= limit };
}

export function atLeast(what: string, measured: number, limit: number, unit: string): Condition {
  return { what, measured: `${round(measured)} ${unit}`, limit: `≥ ${limit} ${unit}`, holds: measured >= limit };
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000;

/** Numbers in [0, 1) from a seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
