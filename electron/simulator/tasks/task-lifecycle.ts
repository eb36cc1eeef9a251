// The state of a task as a function of the clock. There is no timer: before every reply, the due tasks end in the order of their due times. Each ends
// in one transaction with its charge or refund.
import { createHash } from 'node:crypto';
import type { SimulatorSettings } from '../simulator-settings.ts';
import type { AccountTable } from '../tables/simulated-account-table.ts';
import { clipSpecs, type SimulatedTaskRow, type SimulatedTaskTable } from '../tables/simulated-task-table.ts';
import type { SimulatorDatabase } from '../tables/simulator-database.ts';
import { parseOutcome, taskFailures } from './scripted-outcomes.ts';

/** Ends tasks and expires their links. */
export interface TaskLifecycle {
  /** Ends every open task that is due at `nowMs`. */
  advance(nowMs: number): void;
  /** Expires the links of a task. With `renew`, a completed task gets new links at once, which the next read returns. */
  expireLinks(task: SimulatedTaskRow, nowMs: number, renew: boolean): void;
}

interface TaskStatusNow {
  readonly status: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled';
  readonly progress: number;
  /** Seconds until the expected end of an open task, at least 1; 0 for any other task. */
  readonly secondsLeft: number;
}

/**
 * Returns the status. A task is pending for a tenth of its time. Then its progress rises in steps of 5 to 95 and waits there for the clip.
 */
export function statusAt(task: SimulatedTaskRow, nowMs: number): TaskStatusNow {
  if (task.state !== 'open') return { status: task.state, progress: task.state === 'completed' ? 100 : 0, secondsLeft: 0 };
  const elapsedShare = task.progress_ms > 0 ? Math.max(0, nowMs - task.created_ms) / task.progress_ms : 1;
  const secondsLeft = Math.max(1, Math.ceil(((1 - Math.min(1, elapsedShare)) * task.progress_ms) / 1_000));
  if (elapsedShare < 0.1) return { status: 'pending', progress: 0, secondsLeft };
  return { status: 'processing', progress: Math.min(95, Math.max(5, Math.floor(elapsedShare * 20) * 5)), secondsLeft };
}

/** Returns when and how `task` ends; null while it waits for its clips, and for a task whose scripted outcome is to stay open. */
function endOf(
  task: SimulatedTaskRow,
): { readonly atMs: number; readonly state: 'completed' | 'failed' | 'cancelled'; readonly code: string | null } | null {
  const outcome = parseOutcome(task.outcome);
  const dueMs = task.created_ms + task.progress_ms;
  if (task.render_error !== null) return { atMs: dueMs, state: 'failed', code: 'service_error' };
  switch (outcome.kind) {
    case 'stuck':
      return null;
    case 'cancelled':
      return { atMs: dueMs, state: 'cancelled', code: null };
    case 'fails':
      return { atMs: dueMs, state: 'failed', code: outcome.code };
    case 'completes':
      if (task.rendered < clipSpecs(task).length) return null;
      return { atMs: Math.max(dueMs, task.rendered_ms ?? dueMs), state: 'completed', code: null };
  }
}

/** Returns a path like those of real links: `/<account>/<kind>/<yyyy>/<mm>/<dd>/<hash>.<extension>`. */
export function storagePath(account: string, kind: string, atMs: number, nonce: string, extension: string): string {
  const [year, month, day] = new Date(atMs).toISOString().slice(0, 10).split('-');
  const hash = createHash('sha256').update(nonce).digest('hex');
  return `/${account}/${kind}/${year}/${month}/${day}/${hash}.${extension}`;
}

/** Creates the lifecycle over the tables. `settings` is called whenever a task ends, `randomToken` names each link. */
export function createTaskLifecycle(
  database: SimulatorDatabase,
  tasks: SimulatedTaskTable,
  accounts: AccountTable,
  settings: () => SimulatorSettings,
  randomToken: () => string,
): TaskLifecycle {
  const addLinks = (task: SimulatedTaskRow, atMs: number, expiresMs: number): void => {
    const count = task.output === 'video' ? clipSpecs(task).length : task.output === 'character' ? 1 : 0;
    const [kind, extension] = task.output === 'video' ? ['videos', 'mp4'] : ['images', 'png'];
    for (let resultIndex = 0; resultIndex < count; resultIndex += 1) {
      tasks.addLink(storagePath(task.account, kind ?? '', atMs, randomToken(), extension ?? ''), task.id, resultIndex, expiresMs);
    }
  };

  const finish = database.transaction((task: SimulatedTaskRow, end: NonNullable<ReturnType<typeof endOf>>) => {
    const error = end.code === null ? null : { code: end.code, message: taskFailures[end.code] ?? 'Unknown error.' };
    tasks.end(task.id, end.state, end.atMs, error);
    if (end.state === 'completed') {
      accounts.charge(task.account, task.id, task.reserved_uc, task.price_uc, end.atMs);
      addLinks(task, end.atMs, end.atMs + settings().resultLifeMs);
    } else {
      accounts.refund(task.account, task.id, task.reserved_uc, end.atMs);
    }
  });

  return {
    advance(nowMs) {
      const due = tasks.due(nowMs).flatMap((task) => {
        const end = endOf(task);
        return end && end.atMs <= nowMs ? [{ task, end }] : [];
      });
      due.sort((a, b) => a.end.atMs - b.end.atMs);
      for (const { task, end } of due) finish(task, end);
    },
    expireLinks: database.transaction((task: SimulatedTaskRow, nowMs: number, renew: boolean) => {
      const expiresMs = (task.ended_ms ?? nowMs) + settings().resultLifeMs;
      tasks.expireLinks(task.id, nowMs, renew);
      if (renew && task.state === 'completed') addLinks(task, nowMs, expiresMs);
    }),
  };
}
