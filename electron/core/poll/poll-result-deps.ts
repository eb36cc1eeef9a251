// What applying a poll needs.
import type { ServiceDeps } from '../service/service-deps.ts';

export interface PollResultDeps extends Pick<ServiceDeps, 'tables' | 'tasks' | 'accounts' | 'clock' | 'random'> {
  /** The user wants further tries after retryable errors. */
  isAutoRetryEnabled(id: number): boolean;
  /** The service's clock minus ours in milliseconds, 0 where it is not known. */
  clockAheadMs(profileId: number): number;
  /** A task ended: its files are due, and the balance changed. */
  onTaskEnded(profileId: number): void;
}
