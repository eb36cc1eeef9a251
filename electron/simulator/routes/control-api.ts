// The control API, with which tests and people read and change the state of the simulated service. `control-routes.ts` serves it over HTTP.
import { z } from 'zod';
import type { FaultRule, Faults } from '../faults/faults.ts';
import type { Service } from '../simulated-service.ts';
import type { SimulatorSettings } from '../simulator-settings.ts';
import { type LedgerEntry, toCredits } from '../tables/simulated-account-table.ts';
import { statusAt } from '../tasks/task-lifecycle.ts';
import type { RecordedRequest } from './http-host.ts';

/** One accepted generation, as the ledger shows it. */
export interface AcceptedGeneration {
  readonly taskId: string;
  /** Milliseconds of the simulator's clock. */
  readonly atMs: number;
  readonly account: string;
  readonly model: string;
  readonly body: unknown;
  /** null where the request had none. */
  readonly idempotencyKey: string | null;
  /** Fields that the model's page does not have; they had no effect. */
  readonly ignored: readonly string[];
  /** The status when the ledger is read. */
  readonly status: string;
  /** The credits reserved at acceptance. They are refunded when the task fails. */
  readonly reservedCredits: number;
  /** The credits charged at completion. */
  readonly priceCredits: number;
}

interface Ledger {
  readonly accepted: readonly AcceptedGeneration[];
  readonly entries: readonly LedgerEntry[];
}

interface SimulatorState {
  readonly nowMs: number;
  readonly settings: SimulatorSettings;
  readonly uploads: readonly {
    readonly fileId: string;
    readonly account: string;
    readonly path: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly live: boolean;
  }[];
  readonly faults: ReturnType<Faults['rules']>;
  readonly requests: readonly RecordedRequest[];
}

/** Reads and changes the state of a simulator. Every call first ends the tasks that are due. */
export interface SimulatorControl {
  /** Every accepted generation and every booking of credits, oldest first. */
  ledger(): Ledger;
  state(): SimulatorState;
  addFaults(rules: readonly FaultRule[]): void;
  clearFaults(): void;
  /** Moves the clock forward; returns the new time. */
  advance(ms: number): number;
  /** Changes settings. `credits` also sets the credits of every existing account. */
  configure(settings: Partial<SimulatorSettings>): void;
  /**
   * Expires the links of one task; null: of all tasks. With `renew`, the next read of a task returns fresh links. Returns the number of
   * tasks.
   */
  expireLinks(taskId: string | null, renew: boolean): number;
  clearRequests(): void;
}

interface RequestList {
  add(request: RecordedRequest): void;
  list(): readonly RecordedRequest[];
  clear(): void;
}

/** Creates a list that keeps the last `limit` requests, oldest first. */
export function createRequestList(limit: number): RequestList {
  let requests: RecordedRequest[] = [];
  return {
    add(request) {
      requests.push(request);
      if (requests.length > limit) requests = requests.slice(-limit);
    },
    list: () => requests,
    clear() {
      requests = [];
    },
  };
}

/** Creates the control API of a running service. `changeSettings` stores the changed settings. */
export function createControlApi(
  service: Service,
  faults: Faults,
  requests: RequestList,
  changeSettings: (change: Partial<SimulatorSettings>) => void,
): SimulatorControl {
  const endDueTasks = (): number => {
    const nowMs = service.clock.now();
    service.lifecycle.advance(nowMs);
    return nowMs;
  };
  return {
    ledger() {
      const nowMs = endDueTasks();
      const accepted = service.tasks.all().map((task) => ({
        taskId: task.id,
        atMs: task.created_ms,
        account: task.account,
        model: task.model,
        body: JSON.parse(task.body) as unknown,
        idempotencyKey: task.idempotency_key,
        ignored: z.array(z.string()).parse(JSON.parse(task.ignored)),
        status: statusAt(task, nowMs).status,
        reservedCredits: toCredits(task.reserved_uc),
        priceCredits: toCredits(task.price_uc),
      }));
      return { accepted, entries: service.accounts.ledger() };
    },
    state() {
      const nowMs = endDueTasks();
      const uploads = service.uploads.all().map((row) => ({
        fileId: row.id,
        account: row.account,
        path: row.path,
        bytes: row.bytes,
        sha256: row.sha256,
        live: row.deleted === 0 && row.expires_ms > nowMs,
      }));
      return { nowMs, settings: service.settings(), uploads, faults: faults.rules(), requests: requests.list() };
    },
    addFaults: (rules) => faults.add(rules),
    clearFaults: () => faults.clear(),
    advance(ms) {
      service.clock.advance(ms);
      return endDueTasks();
    },
    configure(change) {
      endDueTasks();
      changeSettings(change);
      if (change.credits !== undefined) service.accounts.setAll(change.credits);
    },
    expireLinks(taskId, renew) {
      const nowMs = endDueTasks();
      const tasks = service.tasks.all().filter((task) => task.state === 'completed' && (taskId === null || task.id === taskId));
      for (const task of tasks) service.lifecycle.expireLinks(task, nowMs, renew);
      return tasks.length;
    },
    clearRequests: () => requests.clear(),
  };
}
