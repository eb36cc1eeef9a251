// Results whose download waits for the user, because their host may be in a private network.
import type { TaskResult } from './task.ts';

/** Returns a result that waits until the user allows its host; undefined where none does. */
export function resultNeedingHostPermission(results: readonly TaskResult[]): TaskResult | undefined {
  return results.find(({ state, error }) => state === 'available' && error?.kind === 'host-needs-permission');
}
