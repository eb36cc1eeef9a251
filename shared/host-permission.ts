// Results whose download waits for the person: their host may lie in a private network.
import type { TaskResult } from './task.ts';

/** A result that waits until the person allows its host to be asked; undefined where none does. */
export function resultNeedingHostPermission(results: readonly TaskResult[]): TaskResult | undefined {
  return results.find(({ state, error }) => state === 'available' && error?.kind === 'host-needs-permission');
}
