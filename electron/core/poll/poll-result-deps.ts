// Dependencies of the functions that apply a poll.
import type { ServiceDeps } from '../service/service-deps.ts';

/** Everything except the request itself: a poll is applied inside one transaction, without calls to the service. */
export interface PollResultDeps extends Pick<ServiceDeps, 'tables' | 'tasks' | 'accounts' | 'clock' | 'random'> {
  /** Whether a retryable failure creates a new task, see `planAutoRetry`. */
  isAutoRetryEnabled(id: number): boolean;
  /** The service's clock minus ours in milliseconds; 0 when unknown. */
  clockSkewMs(profileId: number): number;
  /** Called when a task ended: its files are due, and the balance changed. */
  onTaskEnded(profileId: number): void;
}
