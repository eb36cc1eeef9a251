// Calls about tasks: submit, and what the person can do with one in the queue.
import type { AppError } from '../../../shared/errors.ts';
import type { GenerationRequest } from '../../../shared/generation.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import { profileOfAction } from '../accounts/action-profile.ts';
import { isModified } from '../library/inspect-stored-file.ts';
import type { Clock } from '../ports.ts';
import type { ReferenceService } from '../references/reference-service.ts';
import type { RequestLog } from '../service/request-log.ts';
import type { SettingsStore } from '../settings-store.ts';
import { validateRequest } from '../submit/validate-request.ts';
import { estimates } from '../tasks/cost-estimates.ts';
import { lineageOf } from '../tasks/lineage.ts';
import { oncePerAction } from '../tasks/once-per-action.ts';
import type { TaskEvent } from '../tasks/reducer/task-event.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import type { BatchHandlers } from './batch-handlers.ts';
import type { HandlersOf, Input } from './handler-types.ts';
import type { QueueHandlers } from './queue-handlers.ts';

type Submit = Input<'tasks.submit'>;

/** Where tasks that were just ordered belong. */
interface Checked {
  readonly profile: ProfileRow;
  /** The task that was edited or used again. */
  readonly source: TaskRow | null;
}

export function taskHandlers(parts: {
  tables: Tables;
  tasks: TaskStore;
  accounts: AccountGate;
  references: ReferenceService;
  settings: SettingsStore;
  clock: Clock;
  trace: RequestLog;
  newIdempotencyKey(): string;
  sendAgain(id: number): void;
  /** Looks whether the library folder is well again. */
  tryFolder(): void;
  wakeAll(): void;
}): Omit<HandlersOf<'tasks'>, keyof BatchHandlers | keyof QueueHandlers> {
  const { tables, tasks, accounts, references, settings, clock, trace, newIdempotencyKey, sendAgain, tryFolder, wakeAll } = parts;

  function did(id: number, change: TaskEvent): Result<Record<string, never>, AppError> {
    const outcome = tasks.transition(id, change);
    if (!outcome.ok) return outcome;
    wakeAll();
    return ok({});
  }

  /** Whose tasks they become, and what they are made from; or why they may not be sent. */
  async function checked({ profileId, request, sendAnyway, sourceTaskId }: Submit): Promise<Result<Checked, AppError>> {
    const profile = profileOfAction({ accounts, settings }, profileId);
    if (!profile.ok) return profile;
    const source = sourceTaskId === null ? null : (tasks.row(sourceTaskId) ?? null);
    if (sourceTaskId !== null && source === null) return fail({ kind: 'unknown-item', what: 'task' });
    const problem = await validateRequest(references, request, sendAnyway);
    return problem === null ? ok({ profile: profile.value, source }) : fail(problem);
  }

  /** Called in a transaction. */
  function make({ key, request, variations, sourceTaskId }: Submit, { profile, source }: Checked): Result<readonly number[], AppError> {
    // A task that was taken back for editing lives on in what is sent now, and at its place in the queue as long as that is remembered;
    // once, however often it was sent in the same moment.
    const left = source?.state === 'draft' ? tasks.submitDraftAs(source.id) : ok(null);
    if (!left.ok) return left;
    const turn = source?.profileId === profile.id ? (left.value?.queuePosition ?? null) : null;
    const simulated = accounts.isSimulated(profile.id);
    return ok(tasks.create({ profileId: profile.id, simulated, request, sourceTaskId, count: variations, press: key, turn }));
  }

  return {
    async 'tasks.submit'(input) {
      const made = await oncePerAction<AppError, Checked>(
        tables,
        input.key,
        () => checked(input),
        (wish) => make(input, wish),
      );
      if (!made.ok) return made;
      wakeAll();
      return ok({ ids: [...made.value] });
    },

    'tasks.hold': ({ id }) => did(id, { type: 'held' }),
    'tasks.release': ({ id }) => did(id, { type: 'released' }),
    'tasks.edit': ({ id }) => {
      const taken = tasks.transition(id, { type: 'edit-started' });
      return taken.ok ? ok({ request: JSON.parse(taken.value.request) as GenerationRequest }) : taken;
    },
    'tasks.discard': ({ id }) => did(id, { type: 'discarded' }),
    'tasks.dismiss': ({ id }) => did(id, { type: 'dismissed' }),

    'tasks.pollNow': ({ id }) => {
      const row = tasks.row(id);
      if (row === undefined) return fail({ kind: 'unknown-item', what: 'task' });
      switch (row.state) {
        case 'unconfirmed':
          tasks.scheduleReconcile(id, clock.now());
          break;
        case 'pending':
        case 'processing':
        case 'completed':
          tasks.schedulePoll(id, clock.now());
          break;
        default:
          return fail({ kind: 'not-allowed-in-state', action: 'poll-now', state: row.state });
      }
      wakeAll();
      return ok({});
    },
    'tasks.resend': ({ id, key }) => {
      // Pressed before: that repeat has left, or is about to, and what became of it the task says.
      if (tables.userActions.tasksOf(key).length > 0) return ok({});
      const row = tasks.row(id);
      if (row === undefined) return fail({ kind: 'unknown-item', what: 'task' });
      const account = accounts.account(row.profileId);
      if (!account.ok) return account;
      if (accounts.row(row.profileId)?.pausedByUser === 1) return fail({ kind: 'queue-paused' });
      const pressed = tasks.transaction(() => {
        const happened = tasks.transition(id, {
          type: 'resend-requested',
          idempotencyKey: newIdempotencyKey(),
        });
        if (happened.ok) tables.userActions.add(key, id);
        return happened;
      });
      if (!pressed.ok) return pressed;
      sendAgain(id);
      wakeAll();
      return ok({});
    },
    'tasks.stopPolling': ({ id }) => {
      const stopped = did(id, { type: 'abandoned', error: { kind: 'polling-stopped', reason: 'by-user' } });
      if (stopped.ok) trace.flushTask(id);
      return stopped;
    },
    'tasks.resumePolling': ({ id }) => did(id, { type: 'polling-resumed', nextPollAtMs: clock.now() }),

    'tasks.retryDownload': ({ resultId }) => {
      const result = tasks.result(resultId);
      if (result === undefined) return fail({ kind: 'unknown-item', what: 'result' });
      const nowMs = clock.now();
      // What lies there instead is left alone; the video gets a name of its own.
      if (isModified(result)) tasks.transitionResult(resultId, { type: 'file-disappeared' });
      // A file that vanished needs a living link first; what became of the link the look will say.
      if (tasks.result(resultId)?.state === 'missing') tasks.requestFreshLink(resultId);
      else {
        const pressed = tasks.transitionResult(resultId, { type: 'download-retry-requested', nextAttemptAtMs: nowMs });
        if (!pressed.ok) return pressed;
      }
      if (tasks.result(resultId)?.needsFreshLink === 1) tasks.schedulePoll(result.taskId, nowMs);
      tryFolder();
      wakeAll();
      return ok({});
    },

    'tasks.estimate': ({ keys }) => {
      const activeId = settings.activeProfileId();
      const simulated = activeId !== null && accounts.isSimulated(activeId);
      return ok({ simulated, estimates: estimates(tables.tasks, keys, simulated) });
    },

    'tasks.read': ({ id }) => {
      const task = tasks.get(id);
      if (task === null) return fail({ kind: 'unknown-item', what: 'task' });
      const journal = [...tables.journal.ofTask(id)];
      const latest = tasks.latestResponse(id);
      const serviceResponses = [...tables.serviceResponses.ofTask(id), ...(latest === null ? [] : [latest])].map(({ atMs, body }) => ({
        atMs,
        body,
      }));
      const files = task.request.references.map(({ role, referenceId }) => {
        const reference = references.get(referenceId);
        const row = reference === null ? undefined : tables.uploads.live(task.profileId, reference.sha256, 0);
        const copy =
          row === undefined ? null : { fileId: row.fileId, url: row.url, uploadedAtMs: row.uploadedAtMs, expiresAtMs: row.expiresAtMs };
        return { referenceId, role, name: reference?.name ?? '', copy };
      });
      const row = tasks.row(id);
      const lineage = row === undefined ? { source: null, derived: [], attempts: [] } : lineageOf(tables, row);
      return ok({ task, journal, requestLog: trace.ofTask(id), lineage, serviceResponses, files });
    },
  };
}
