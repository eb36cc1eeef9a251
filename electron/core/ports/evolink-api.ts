// The service. What it cannot do (cancel a task) is absent here, and the words in the window follow from that.
import type { AppError, AppErrorOf } from '../../../shared/errors.ts';
import type { JsonValue } from '../../../shared/generation.ts';
import type { Result } from '../../../shared/result.ts';
import type { NetworkReach } from './http.ts';

/** What a call needs to know about the account. The key lives here for the length of a call only. */
export interface Account extends NetworkReach {
  readonly apiBaseUrl: string;
  readonly filesBaseUrl: string;
  readonly key: string;
}

/** A task as the service describes it, from any documented shape (evolink-api §§ 2, 3). Unknown things are null. */
export interface ServiceTask {
  readonly taskId: string;
  readonly status: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled' | 'unknown';
  /** The status word as it came. */
  readonly rawStatus: string | null;
  /** Percent, 0 to 100. */
  readonly progress: number | null;
  readonly createdAtMs: number | null;
  /** Seconds until the end, as estimated by the service. */
  readonly estimatedSeconds: number | null;
  /** From the acceptance to the end, as the service counts it. */
  readonly tookSeconds: number | null;
  /** Credits that were set aside when the task was accepted. */
  readonly creditsReserved: number | null;
  /** Credits that were charged. */
  readonly creditsUsed: number | null;
  /** Empty until the task is completed. */
  readonly results: readonly ServiceResult[];
  /** Why it failed, in the service's own words. */
  readonly error: { readonly code: string; readonly message: string; readonly suggestion: string | null } | null;
  /** The body as it came, at most 64 KiB, kept with the task. */
  readonly raw: string;
}

/** One output of a completed task. The URL of a video works for a limited time, without a key. */
export type ServiceResult =
  | { readonly kind: 'video'; readonly url: string }
  | { readonly kind: 'element' | 'character'; readonly data: Readonly<Record<string, JsonValue>> };

/** How a submission ended, sorted by the money rule. */
export type SubmitOutcome =
  | { readonly kind: 'accepted'; readonly task: ServiceTask; readonly replayed: boolean }
  /** 429, or 503 with the service's own JSON error: surely not accepted, may be sent again by itself. */
  | { readonly kind: 'refused-for-now'; readonly error: AppErrorOf<'rate-limited' | 'service-unavailable'> }
  /** 401, 402: surely not accepted, and nothing else of this account will be. */
  | { readonly kind: 'account-refused'; readonly error: AppErrorOf<'unauthorized' | 'insufficient-credits'> }
  /** 400, 403, 404, 413, other 4xx but 408 and 409: surely not accepted. */
  | { readonly kind: 'refused'; readonly error: AppError }
  /** No answer, or one that proves nothing. `sent: false` when the connection was never made. */
  | { readonly kind: 'unknown'; readonly sent: boolean; readonly error: AppError; readonly raw: string | null };

/** The balance of a key; null where the service does not say. */
export interface Credits {
  /** What the key may still spend. */
  readonly remaining: number | null;
  /** The key has no limit of its own. */
  readonly unlimited: boolean;
  /** What the whole account has left. */
  readonly accountRemaining: number | null;
}

/** A task in the list of `GET /v1/tasks`: just enough to recognize one of ours. */
export interface ListedTask {
  readonly taskId: string;
  readonly model: string | null;
  readonly createdAtMs: number | null;
}

/**
 * The documented calls of EvoLink, and two that are not. Nothing rejects for what the service or the network does: that is an error in the
 * result.
 */
export interface EvolinkApi {
  /** POST /v1/videos/generations. Never repeats by itself. Time-out 30 s. */
  submit(account: Account, body: Readonly<Record<string, JsonValue>>, idempotencyKey: string, signal: AbortSignal): Promise<SubmitOutcome>;
  /** GET /v1/tasks/{id}. Time-out 15 s. */
  getTask(account: Account, taskId: string, signal: AbortSignal): Promise<Result<ServiceTask, AppError>>;
  /**
   * POST /v1/tasks/batch (undocumented): up to 50 tasks in one request, by their ids; what the service does not name is absent. A task
   * in it that cannot be read is absent too. `not-found` where the service has no such call.
   */
  getTasks(account: Account, taskIds: readonly string[], signal: AbortSignal): Promise<Result<ReadonlyMap<string, ServiceTask>, AppError>>;
  /** The service's clock minus this computer's in milliseconds, learnt from its answers; 0 where they agree, null before the first answer. */
  clockSkewMs(account: Pick<Account, 'apiBaseUrl'>): number | null;
  /** GET /v1/credits. */
  getCredits(account: Account, signal: AbortSignal): Promise<Result<Credits, AppError>>;
  /** GET /v1/tasks (undocumented): newest first; `not-found` where the service has none. */
  listTasks(account: Account, page: number, signal: AbortSignal): Promise<Result<readonly ListedTask[], AppError>>;
}
