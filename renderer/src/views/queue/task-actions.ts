// Performs the action that the user chose for a task. Refusals are returned and shown, because a job of main may have changed the task
// meanwhile.
import type { AppError } from '../../../../shared/errors.ts';
import { ok, type Result, unreachable } from '../../../../shared/result.ts';
import type { Task } from '../../../../shared/task.ts';
import type { NextStep } from '../../../../shared/text/index.ts';
import { call } from '../../api.ts';
import { withActionId } from '../../input/action-ids.ts';
import { type ComposerTarget, fillComposer, showStage } from '../../store/studio-store.ts';
import { openTask } from '../task-inspector/open-task.ts';
import { composerTargetOf, errorOf } from './error-steps.ts';
import { storeDiscard } from './queue-actions.ts';
import type { TaskAction } from './queue-sections.ts';

type Outcome = Result<unknown, AppError>;
const success: Outcome = ok(null);

/** The id of the result that "Try again" downloads: the first one that is not stored. null if there is none. */
function resultToRetry(task: Task): number | null {
  if (task.state !== 'completed') return null;
  return task.results.find((result) => result.state === 'expired' || result.state === 'available')?.id ?? null;
}

/** Performs the action, or returns the refusal. The caller has asked for confirmation before. */
export async function performAction(action: TaskAction, task: Task): Promise<Outcome> {
  const { id } = task;
  switch (action) {
    case 'hold':
      return call('tasks.hold', { id });
    case 'release':
      return call('tasks.release', { id });
    case 'run-next':
      return call('tasks.runNext', { id });
    case 'run-last':
      return call('tasks.move', { ids: [id], to: 'last' });
    case 'rerun':
      return withActionId(`rerun ${id}`, (actionId) => call('tasks.rerun', { ids: [id], actionId }));
    case 'edit':
    case 'reuse':
      return loadIntoComposer(action, task);
    case 'discard': {
      const discarded = await call('tasks.discard', { id });
      if (discarded.ok && discarded.value.actionId !== null) storeDiscard({ actionId: discarded.value.actionId, count: 1 });
      return discarded;
    }
    case 'stop-polling':
      return call('tasks.stopPolling', { id });
    case 'resume-polling':
      return call('tasks.resumePolling', { id });
    case 'poll-now':
      return call('tasks.pollNow', { id });
    case 'resend':
      return withActionId(`resend ${id}`, (actionId) => call('tasks.resend', { id, actionId }));
    case 'retry-download': {
      const resultId = resultToRetry(task);
      return resultId === null ? success : call('tasks.retryDownload', { resultId });
    }
    case 'keep-unverified': {
      const resultId = task.state === 'completed' ? task.results.find(({ canKeepUnverified }) => canKeepUnverified)?.id : undefined;
      return resultId === undefined ? success : call('library.keepUnverified', { resultId });
    }
    case 'dismiss':
      return call('tasks.dismiss', { id });
    case 'details':
      openTask(id);
      return success;
    default:
      return unreachable(action);
  }
}

/** Loads the composer: with the task itself, taken out of the queue, or with a copy of its request. */
async function loadIntoComposer(mode: 'edit' | 'reuse', task: Task, target?: ComposerTarget): Promise<Outcome> {
  const { id } = task;
  if (mode === 'reuse') {
    fillComposer(task.request, id, target);
    return success;
  }
  const result = await call('tasks.edit', { id });
  if (result.ok) fillComposer(result.value.request, id, target, true);
  return result;
}

/** A waiting task is edited itself. For an ended task, a copy of its request is loaded. */
const loadModeOf = (task: Task): 'edit' | 'reuse' => (task.state === 'waiting' ? 'edit' : 'reuse');

/** Switches the request to another model and shows what changed. */
export function reuseWithModel(task: Task, model: string): Promise<Outcome> {
  return loadIntoComposer(loadModeOf(task), task, { kind: 'switch', model });
}

/** Takes the next step that an error names. */
export async function performStep(step: NextStep, task: Task): Promise<Outcome> {
  switch (step) {
    case 'replace-key':
      showStage({ kind: 'settings', keyOf: task.profileId });
      return success;
    case 'choose-profile':
      showStage({ kind: 'settings' });
      return success;
    case 'top-up':
      return call('system.openPage', { page: 'billing' });
    case 'edit-prompt':
    case 'edit-request':
    case 'change-images':
    case 'fix-image':
    case 'choose-model':
      return loadIntoComposer(loadModeOf(task), task, composerTargetOf(step, errorOf(task)) ?? undefined);
    case 'try-again':
      // A waiting task is submitted now. For an ended task, the composer is filled, and the user submits a new task.
      return task.state === 'waiting' ? performAction('release', task) : performAction('reuse', task);
    case 'poll-now':
      return performAction('poll-now', task);
    case 'resume-polling':
      return performAction('resume-polling', task);
    case 'retry-download':
      return performAction('retry-download', task);
    case 'allow-host': {
      const error = errorOf(task);
      return error?.kind === 'host-needs-permission' ? call('network.allowHost', { host: error.host }) : success;
    }
    case 'proxy-sign-in':
      return call('network.showProxyPrompt', {});
    case 'choose-folder':
      return call('library.chooseFolder', {});
    case 'open-logs':
      return call('system.openLogs', {});
    default:
      return unreachable(step);
  }
}
