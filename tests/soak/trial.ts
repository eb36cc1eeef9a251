// A soak trial tests one promise with real parts, repeatedly and with a seed, and reports measurements that show whether the promise holds.

/** `npm run soak` runs the `full` trial. `npm test` runs the `short`, seeded part. */
export type Scale = 'full' | 'short';

export interface TrialOptions {
  /** The same seed repeats the same actions; moments that depend on the machine still differ. */
  readonly seed: number;
  /** The number of runs. Each trial defines what one run is. */
  readonly runs: number;
  readonly scale: Scale;
  /** An empty folder, which is removed after the trial. */
  readonly directory: string;
  /** Prints a line about the progress. */
  say(line: string): void;
}

/** One condition that must hold, with its measurement. */
export interface Condition {
  readonly name: string;
  readonly measured: string;
  readonly limit: string;
  readonly holds: boolean;
}

export interface Findings {
  readonly conditions: readonly Condition[];
  /** All measurements, with units in the names. */
  readonly figures: Readonly<Record<string, number | string>>;
}

export interface Trial {
  readonly name: string;
  /** The promise and its limits in one line, for `--list`. */
  readonly promise: string;
  readonly runs: { readonly full: number; readonly short: number };
  run(options: TrialOptions): Promise<Findings>;
}

/** A condition that holds if the measured count is exactly the expected one. */
export function exactly(name: string, measured: number, expected: number): Condition {
  return { name, measured: String(measured), limit: `= ${expected}`, holds: measured === expected };
}

/** Returns a time limit: `fullLimit` for the full trial, which runs alone; `shortLimit` for the short part, which runs beside other tests and only must not hang. */
export const timeLimit = (scale: Scale, fullLimit: number, shortLimit: number): number => (scale === 'full' ? fullLimit : shortLimit);

export function atMost(name: string, measured: number, limit: number, unit: string): Condition {
  return { name, measured: `${round(measured)} ${unit}`, limit: `≤ ${limit} ${unit}`, holds: measured <= limit };
}

export function atLeast(name: string, measured: number, limit: number, unit: string): Condition {
  return { name, measured: `${round(measured)} ${unit}`, limit: `≥ ${limit} ${unit}`, holds: measured >= limit };
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000;

/** Returns a generator of seeded random numbers in [0, 1) (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
