// A fake of the EvoLink API, without a network. By default every task is accepted and stays pending; a test finishes tasks or replaces a response.
import type { Account, Credits, EvolinkApi, ListedTask, ServiceResult, ServiceTask, SubmitOutcome } from '../../electron/core/ports.ts';
import type { AppError, AppErrorOf, ServiceResponse } from '../../shared/errors.ts';
import type { JsonValue } from '../../shared/generation.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { FakeClock } from './fake-clock.ts';

/** A response with this status, as errors contain it. */
export function serviceResponse(httpStatus: number, code: string | null = null): ServiceResponse {
  return { httpStatus, code, message: null, param: null, requestId: null, body: '' };
}

export const notFound: AppErrorOf<'not-found'> = { kind: 'not-found', service: serviceResponse(404, 'task_not_found') };
export const noResponse: AppErrorOf<'no-response'> = { kind: 'no-response', reason: 'timed-out', detail: '' };
export const rateLimited: AppErrorOf<'rate-limited'> = { kind: 'rate-limited', retryAfterMs: null, service: serviceResponse(429) };
export const unauthorized: AppErrorOf<'unauthorized'> = { kind: 'unauthorized', service: serviceResponse(401) };
export const insufficientCredits: AppErrorOf<'insufficient-credits'> = { kind: 'insufficient-credits', service: serviceResponse(402) };

/** A task as the service returns it. */
export function serviceTask(serviceTaskId: string, change: Partial<ServiceTask> = {}): ServiceTask {
  const status = change.status ?? 'pending';
  return {
    serviceTaskId,
    status,
    rawStatus: status,
    progress: 0,
    createdAtMs: null,
    estimatedSeconds: null,
    tookSeconds: null,
    creditsReserved: 8,
    creditsUsed: null,
    results: [],
    error: null,
    raw: JSON.stringify({ id: serviceTaskId, status }),
    ...change,
  };
}

export const video = (url: string): ServiceResult => ({ kind: 'video', url });

export interface SubmittedRequest {
  readonly account: Account;
  readonly body: Readonly<Record<string, JsonValue>>;
  readonly key: string;
}

export interface FakeApi extends EvolinkApi {
  readonly submitted: SubmittedRequest[];
  readonly polls: string[];
  /** The ids of each poll batch. */
  readonly batches: (readonly string[])[];
  listRequests: number;
  creditRequests: number;
  /** The service's clock minus the studio's clock. */
  skewMs: number | null;
  /** The service's view of each task. */
  readonly tasks: Map<string, ServiceTask>;
  onSubmit: (sent: SubmittedRequest, signal: AbortSignal) => SubmitOutcome | Promise<SubmitOutcome>;
  onPoll: (serviceTaskId: string, signal: AbortSignal) => Result<ServiceTask, AppError> | Promise<Result<ServiceTask, AppError>>;
  onBatch: (taskIds: readonly string[]) => Result<ReadonlyMap<string, ServiceTask>, AppError>;
  onList: (page: number) => Result<readonly ListedTask[], AppError> | Promise<Result<readonly ListedTask[], AppError>>;
  onCredits: (account: Account) => Result<Credits, AppError> | Promise<Result<Credits, AppError>>;
  /** Accepts a new task, as the service does. */
  accept(): SubmitOutcome;
  finish(serviceTaskId: string, change?: Partial<ServiceTask>): void;
  lastTaskId(): string;
}

export function createFakeApi(clock: FakeClock): FakeApi {
  let taskCount = 0;
  const api: FakeApi = {
    submitted: [],
    polls: [],
    batches: [],
    listRequests: 0,
    creditRequests: 0,
    skewMs: 0,
    clockSkewMs: () => api.skewMs,
    tasks: new Map(),
    accept() {
      taskCount += 1;
      const serviceTaskId = `task-unified-${1_770_000_000 + taskCount}-abcd${String(taskCount).padStart(4, '0')}`;
      const accepted = serviceTask(serviceTaskId, { createdAtMs: clock.now() });
      api.tasks.set(serviceTaskId, accepted);
      return { kind: 'accepted', task: accepted, isReplayed: false };
    },
    lastTaskId: () => [...api.tasks.keys()].at(-1) ?? '',
    finish(serviceTaskId, change = {}) {
      const results = change.results ?? [video(`https://files.example/${serviceTaskId}.mp4`)];
      api.tasks.set(
        serviceTaskId,
        serviceTask(serviceTaskId, { status: 'completed', progress: 100, tookSeconds: 60, creditsUsed: 7, ...change, results }),
      );
    },
    onSubmit: () => api.accept(),
    onPoll: (serviceTaskId) => {
      const task = api.tasks.get(serviceTaskId);
      return task === undefined ? fail(notFound) : ok(task);
    },
    // The documented service has no batch call.
    onBatch: () => fail(notFound),
    onList: () => fail(notFound),
    onCredits: () => ok({ remaining: 100, unlimited: false, accountRemaining: null }),
    async submit(account, body, key, signal) {
      const sent = { account, body, key };
      api.submitted.push(sent);
      return api.onSubmit(sent, signal);
    },
    async getTask(_account, serviceTaskId, signal) {
      api.polls.push(serviceTaskId);
      return api.onPoll(serviceTaskId, signal);
    },
    async getTasks(_account, taskIds) {
      api.batches.push(taskIds);
      return api.onBatch(taskIds);
    },
    async getCredits(account) {
      api.creditRequests += 1;
      return api.onCredits(account);
    },
    async listTasks(_account, page) {
      api.listRequests += 1;
      return api.onList(page);
    },
  };
  return api;
}
