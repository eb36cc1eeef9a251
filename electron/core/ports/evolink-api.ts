// The EvoLink API. The API cannot cancel a task, so the port has no such call.
import type { AppError, AppErrorOf } from '../../../shared/errors.ts';
import type { JsonValue } from '../../../shared/generation.ts';
import type { Result } from '../../../shared/result.ts';
import type { NetworkAccess } from './http.ts';

/** The account data for a call. Keep the key only for the duration of a call. */
export interface Account extends NetworkAccess {
  readonly apiBaseUrl: string;
  readonly filesBaseUrl: string;
  readonly key: string;
}

/** A task as the service describes it, parsed from any form that its documentation has had. Unknown values are null. */
export interface ServiceTask {
  readonly serviceTaskId: string;
  /** `unknown`: this version does not know the status; see `rawStatus`. */
  readonly status: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled' | 'unknown';
  /** The status as spelled by the service. */
  readonly rawStatus: string | null;
  /** The progress in percent, from 0 to 100. */
  readonly progress: number | null;
  /** Unix milliseconds, by the service's clock. */
  readonly createdAtMs: number | null;
  /** The number of seconds until the end, as estimated by the service. */
  readonly estimatedSeconds: number | null;
  /** The time from acceptance to the end, as measured by the service. */
  readonly tookSeconds: number | null;
  /** Credits reserved when the task was accepted. */
  readonly creditsReserved: number | null;
  /** Credits that were charged. */
  readonly creditsUsed: number | null;
  /** Empty until the task is completed. */
  readonly results: readonly ServiceResult[];
  /** The failure in the service's own words. */
  readonly error: { readonly code: string; readonly message: string; readonly suggestion: string | null } | null;
  /** The response body as received, at most 64 KiB. It is stored with the task. */
  readonly raw: string;
}

/** An output of a completed task. The URL of a video works for a limited time, without a key. */
export type ServiceResult =
  | { readonly kind: 'video'; readonly url: string }
  | { readonly kind: 'element' | 'character'; readonly data: Readonly<Record<string, JsonValue>> };

/** The outcome of a submission. It shows whether the service may have accepted, and so charged, the task. */
export type SubmitOutcome =
  | { readonly kind: 'accepted'; readonly task: ServiceTask; readonly isReplayed: boolean }
  /** 429, or 503 with the service's own JSON error. The task was certainly not accepted and may be submitted again automatically. */
  | { readonly kind: 'refused-for-now'; readonly error: AppErrorOf<'rate-limited' | 'service-unavailable'> }
  /** 401 or 402. The task was certainly not accepted, and no other task of this account would be. */
  | { readonly kind: 'account-refused'; readonly error: AppErrorOf<'unauthorized' | 'insufficient-credits'> }
  /** 400, 403, 404, 413, or another 4xx except 408 and 409. The task was certainly not accepted. */
  | { readonly kind: 'refused'; readonly error: AppError }
  /** There was no response, or the response does not show whether the task was accepted. `wasSent` is false if no connection was made. */
  | { readonly kind: 'unknown'; readonly wasSent: boolean; readonly error: AppError; readonly raw: string | null };

/** The balance of a key. A value is null if the service does not report it. */
export interface Credits {
  /** The credits that the key may still spend. */
  readonly remaining: number | null;
  /** True if the key has no limit of its own. */
  readonly unlimited: boolean;
  /** The remaining credits of the whole account. */
  readonly accountRemaining: number | null;
}

/** A task in the list of `GET /v1/tasks`, with just enough data to recognise one of ours. */
export interface ListedTask {
  readonly serviceTaskId: string;
  readonly model: string | null;
  /** Unix milliseconds, by the service's clock. */
  readonly createdAtMs: number | null;
}

/**
 * The documented calls of EvoLink, and two undocumented ones. Failures of the service and the network are returned as values; no call
 * rejects because of them.
 */
export interface EvolinkApi {
  /** POST /v1/videos/generations. Never retries. Time-out 30 s. */
  submit(account: Account, body: Readonly<Record<string, JsonValue>>, idempotencyKey: string, signal: AbortSignal): Promise<SubmitOutcome>;
  /** GET /v1/tasks/{id}. Time-out 15 s. */
  getTask(account: Account, serviceTaskId: string, signal: AbortSignal): Promise<Result<ServiceTask, AppError>>;
  /**
   * POST /v1/tasks/batch (undocumented): up to 50 tasks by their ids, in one request. Tasks that the service omits, or that cannot be
   * read, are absent. Fails with `not-found` if the service does not support the call.
   */
  getTasks(
    account: Account,
    serviceTaskIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<ReadonlyMap<string, ServiceTask>, AppError>>;
  /**
   * The service's clock minus this computer's in milliseconds, measured from the responses of the service; null before the first
   * response.
   */
  clockSkewMs(account: Pick<Account, 'apiBaseUrl'>): number | null;
  /** GET /v1/credits. */
  getCredits(account: Account, signal: AbortSignal): Promise<Result<Credits, AppError>>;
  /** GET /v1/tasks (undocumented), newest first. Fails with `not-found` if the service does not support the call. */
  listTasks(account: Account, page: number, signal: AbortSignal): Promise<Result<readonly ListedTask[], AppError>>;
}
