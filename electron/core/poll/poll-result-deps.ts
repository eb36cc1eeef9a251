// What the functions that apply a poll need.
import type { ServiceDeps } from '../service/service-deps.ts';

/** Everything but the request itself: a poll is applied inside one transaction and asks the service nothing. */
export interface PollResultDeps extends Pick<ServiceDeps, 'tables' | 'tasks' | 'accounts' | 'clock' | 'random'> {
  /** Whether a new task follows when this one fails for a retryable reason, see `planAutoRetry`. */
  isAutoRetryEnabled(id: number): boolean;
  /** The service's clock minus ours in milliseconds, 0 where it is not known. */
  clockAheadMs(profileId: number): number;
  /** A task ended: its files are due, and the balance changed. */
  onTaskEnded(profileId: number): void;
}
