// EvoLink without a network. By default every task is accepted and stays pending; a test finishes tasks or replaces a response.
import type { Account, Credits, EvolinkApi, ListedTask, ServiceResult, ServiceTask, SubmitOutcome } from '../../electron/core/ports.ts';
import type { AppError, AppErrorOf, ServiceResponse } from '../../shared/errors.ts';
import type { JsonValue } from '../../shared/generation.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { FakeClock } from './fake-clock.ts';

/** The response of the service with this status, as an error contains it. */
export function said(httpStatus: number, code: string | null = null): ServiceResponse {
  return { httpStatus, code, message: null, param: null, requestId: null, body: '' };
}

export const notFound: AppErrorOf<'not-found'> = { kind: 'not-found', service: said(404, 'task_not_found') };
export const noAnswer: AppErrorOf<'no-response'> = { kind: 'no-response', reason: 'timed-out', detail: '' };
export const rateLimited: AppErrorOf<'rate-limited'> = { kind: 'rate-limited', retryAfterMs: null, service: said(429) };
export const unauthorized: AppErrorOf<'unauthorized'> = { kind: 'unauthorized', service: said(401) };
export const insufficientCredits: AppErrorOf<'insufficient-credits'> = { kind: 'insufficient-credits', service: said(402) };

/** A task as the service returns it. */
export function answer(taskId: string, change: Partial<ServiceTask> = {}): ServiceTask {
  const status = change.status ?? 'pending';
  return {
    taskId,
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
    raw: JSON.stringify({ id: taskId, status }),
    ...change,
  };
}

export const video = (url: string): ServiceResult => ({ kind: 'video', url });

export interface Submitted {
  readonly account: Account;
  readonly body: Readonly<Record<string, JsonValue>>;
  readonly key: string;
}

export interface FakeApi extends EvolinkApi {
  readonly submitted: Submitted[];
  readonly looks: string[];
  /** The ids of each poll batch. */
  readonly batches: (readonly string[])[];
  listed: number;
  credited: number;
  /** The service's clock minus ours. */
  aheadMs: number | null;
  /** The service's view of each task. */
  readonly tasks: Map<string, ServiceTask>;
  onSubmit: (sent: Submitted, signal: AbortSignal) => SubmitOutcome | Promise<SubmitOutcome>;
  onLook: (taskId: string, signal: AbortSignal) => Result<ServiceTask, AppError> | Promise<Result<ServiceTask, AppError>>;
  onBatch: (taskIds: readonly string[]) => Result<ReadonlyMap<string, ServiceTask>, AppError>;
  onList: (page: number) => Result<readonly ListedTask[], AppError> | Promise<Result<readonly ListedTask[], AppError>>;
  onCredits: (account: Account) => Result<Credits, AppError> | Promise<Result<Credits, AppError>>;
  /** Accepts a new task, as the service does. */
  accept(): SubmitOutcome;
  finish(taskId: string, change?: Partial<ServiceTask>): void;
  lastTaskId(): string;
}

export function createFakeApi(clock: FakeClock): FakeApi {
  let made = 0;
  const api: FakeApi = {
    submitted: [],
    looks: [],
    batches: [],
    listed: 0,
    credited: 0,
    aheadMs: 0,
    clockSkewMs: () => api.aheadMs,
    tasks: new Map(),
    accept() {
      made += 1;
      const taskId = `task-unified-${1_770_000_000 + made}-abcd${String(made).padStart(4, '0')}`;
      const accepted = answer(taskId, { createdAtMs: clock.now() });
      api.tasks.set(taskId, accepted);
      return { kind: 'accepted', task: accepted, replayed: false };
    },
    lastTaskId: () => [...api.tasks.keys()].at(-1) ?? '',
    finish(taskId, change = {}) {
      const results = change.results ?? [video(`https://files.example/${taskId}.mp4`)];
      api.tasks.set(taskId, answer(taskId, { status: 'completed', progress: 100, tookSeconds: 60, creditsUsed: 7, ...change, results }));
    },
    onSubmit: () => api.accept(),
    onLook: (taskId) => {
      const known = api.tasks.get(taskId);
      return known === undefined ? fail(notFound) : ok(known);
    },
    // As documented: the service has no such call.
    onBatch: () => fail(notFound),
    onList: () => fail(notFound),
    onCredits: () => ok({ remaining: 100, unlimited: false, accountRemaining: null }),
    async submit(account, body, key, signal) {
      const sent = { account, body, key };
      api.submitted.push(sent);
      return api.onSubmit(sent, signal);
    },
    async getTask(_account, taskId, signal) {
      api.looks.push(taskId);
      return api.onLook(taskId, signal);
    },
    async getTasks(_account, taskIds) {
      api.batches.push(taskIds);
      return api.onBatch(taskIds);
    },
    async getCredits(account) {
      api.credited += 1;
      return api.onCredits(account);
    },
    async listTasks(_account, page) {
      api.listed += 1;
      return api.onList(page);
    },
  };
  return api;
}
