// Classifies the results of calls with payloads.
import { appError } from '../../../shared/errors.ts';

/** Returns `ok`, the kind of a known error, or `no-result` for a value that no call may return. */
export function verdictOf(result: unknown): string {
  if (typeof result !== 'object' || result === null || !('ok' in result)) return 'no-result';
  if (result.ok === true) return 'value' in result ? 'ok' : 'no-result';
  const error = 'error' in result ? appError.safeParse(result.error) : null;
  return error?.success === true ? error.data.kind : 'no-result';
}

/** Counts the verdicts. */
export function createTally() {
  const counts = new Map<string, number>();
  return {
    add: (verdict: string, times = 1): void => void counts.set(verdict, (counts.get(verdict) ?? 0) + times),
    of: (verdict: string): number => counts.get(verdict) ?? 0,
    all: (): Readonly<Record<string, number>> => Object.fromEntries([...counts].sort(([, a], [, b]) => b - a)),
  };
}
