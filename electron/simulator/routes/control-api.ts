// What a test or a person can see and do behind the service's back; `control-routes.ts` puts it on HTTP.

import type { FaultRule, Faults } from '../faults/faults.ts';
import type { Service } from '../simulated-service.ts';
import type { SimulatorSettings } from '../simulator-settings.ts';
import { type LedgerEntry, toCredits } from '../tables/simulated-account-table.ts';
import { statusAt } from '../tasks/task-lifecycle.ts';
import type { SeenRequest } from './http-host.ts';

/** One accepted generation, as the ledger shows it. */
export interface AcceptedGeneration {
  readonly taskId: string;
  readonly atMs: number;
  readonly account: string;
  readonly model: string;
  readonly body: unknown;
  readonly idempotencyKey: string | null;
  /** Fields the model's page does not name; they had no effect. */
  readonly ignored: readonly string[];
  readonly status: string;
  readonly reservedCredits: number;
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
    readonly living: boolean;
  }[];
  readonly faults: ReturnType<Faults['rules']>;
  readonly requests: readonly SeenRequest[];
}

export interface SimulatorControl {
  ledger(): Ledger;
  state(): SimulatorState;
  addFaults(rules: readonly FaultRule[]): void;
  clearFaults(): void;
  /** Moves the clock forward; returns the new time. */
  advance(ms: number): number;
  /** `credits` also sets what every account has now. */
  configure(settings: Partial<SimulatorSettings>): void;
  /** Kills the links of one task, or of all; with `renew`, reading the task then gives fresh ones. Returns how many tasks. */
  expireLinks(taskId: string | null, renew: boolean): number;
  clearRequests(): void;
}

interface Requests {
  add(request: SeenRequest): void;
  list(): readonly SeenRequest[];
  clear(): void;
}

/** The last requests, oldest first. */
export function createRequests(limit: number): Requests {
  let requests: SeenRequest[] = [];
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

export function createControlApi(
  service: Service,
  faults: Faults,
  requests: Requests,
  changeSettings: (change: Partial<SimulatorSettings>) => void,
): SimulatorControl {
  const settled = (): number => {
    const nowMs = service.clock.now();
    service.life.advance(nowMs);
    return nowMs;
  };
  return {
    ledger() {
      const nowMs = settled();
      const accepted = service.tasks.all().map((task) => ({
        taskId: task.id,
        atMs: task.created_ms,
        account: task.account,
        model: task.model,
        body: JSON.parse(task.body) as unknown,
        idempotencyKey: task.idempotency_key,
        ignored: JSON.parse(task.ignored) as string[],
        status: statusAt(task, nowMs).status,
        reservedCredits: toCredits(task.reserved_uc),
        priceCredits: toCredits(task.price_uc),
      }));
      return { accepted, entries: service.accounts.ledger() };
    },
    state() {
      const nowMs = settled();
      const uploads = service.uploads.all().map((row) => ({
        fileId: row.id,
        account: row.account,
        path: row.path,
        bytes: row.bytes,
        sha256: row.sha256,
        living: row.deleted === 0 && row.expires_ms > nowMs,
      }));
      return { nowMs, settings: service.settings(), uploads, faults: faults.rules(), requests: requests.list() };
    },
    addFaults: (rules) => faults.add(rules),
    clearFaults: () => faults.clear(),
    advance(ms) {
      service.clock.advance(ms);
      return settled();
    },
    configure(change) {
      settled();
      changeSettings(change);
      if (change.credits !== undefined) service.accounts.setAll(change.credits);
    },
    expireLinks(taskId, renew) {
      const nowMs = settled();
      const tasks = service.tasks.all().filter((task) => task.state === 'completed' && (taskId === null || task.id === taskId));
      for (const task of tasks) service.life.expireLinks(task, nowMs, renew);
      return tasks.length;
    },
    clearRequests: () => requests.clear(),
  };
}
