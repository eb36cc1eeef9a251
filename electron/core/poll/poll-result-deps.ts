// The dependencies of the functions that apply a poll.
import type { ServiceDeps } from '../service/service-deps.ts';

/** A poll is applied inside one transaction, without calls to the service, so the API is not among the dependencies. */
export interface PollResultDeps extends Pick<ServiceDeps, 'tables' | 'tasks' | 'accounts' | 'clock' | 'random'> {
  /** Whether a new task is created after a retryable failure, see `planAutoRetry`. */
  isAutoRetryEnabled(id: number): boolean;
  /** The service's clock minus ours in milliseconds; 0 when unknown. */
  clockSkewMs(profileId: number): number;
  /** Called when a task ended: its files are due, and the balance has changed. */
  onTaskEnded(profileId: number): void;
}
