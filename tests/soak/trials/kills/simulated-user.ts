// A simulated user of a studio that is killed repeatedly: submits requests, resubmits what is missing after a start, and decides about
// unconfirmed tasks. The user knows only what the window shows.

import type { AppError } from '../../../../shared/errors.ts';
import type { CallInput, CallName, CallOutput } from '../../../../shared/ipc.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';
import type { Result } from '../../../../shared/result.ts';
import { newActionId } from '../../../support/action-id.ts';
import { type CutPoint, cutPoints } from '../../support/cut-submits.ts';
import type { StateOnDisk } from '../../support/state-on-disk.ts';

const models = ['seedance-1.5-pro', 'veo3.1-fast', 'wan2.6-text-to-video', 'kling-o3-text-to-video'] as const;

/** The calls that the user can make. A call resolves with `null` if the studio dies before it answers. */
export interface StudioWindow {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>, AppError> | null>;
}

/** What the user submits with one click. The prompts identify the submission in the ledger, the rows and the files. */
export interface Submission {
  readonly kind: 'one' | 'twice' | 'with a file' | 'batch';
  readonly prompts: readonly string[];
  readonly model: string;
  /** The number of task rows for each prompt. */
  readonly rowsPerPrompt: number;
  state: 'planned' | 'submitted' | 'acknowledged';
  /** The action id of the last click. */
  actionId: string;
}

export interface SimulatedUser {
  readonly submissions: readonly Submission[];
  /** The number of decisions about unconfirmed tasks, by the state of their reconciliation and the choice. */
  readonly decisions: Readonly<Record<string, number>>;
  /** Errors that the user must never get: refusals and bugs. */
  readonly unexpectedErrors: readonly string[];
  /** Plans one more submission. The next `act` makes it. */
  planSubmission(): Submission;
  /** Reads the window once and performs the actions that are due. */
  act(window: StudioWindow): Promise<void>;
  /** Call it after each start. Marks each submission whose call did not return as acknowledged if it is on disk, and otherwise as planned. */
  afterRestart(stateOnDisk: StateOnDisk): void;
  /** Plans no more submissions. */
  stopSubmitting(): void;
  /** Whether nothing was going on at the last `act`. */
  isIdle(): boolean;
}

export interface SimulatedUserOptions {
  readonly run: string;
  /** Whether the service has no idempotency keys, so that a resend may be paid twice. */
  readonly lacksIdempotencyKeys: boolean;
  /** A picture on disk, for uploads. */
  readonly picturePath: string;
  /** Cuts the connection of the next submission at this point, if the trial can. */
  cutNextSubmission(point: CutPoint): void;
  random(): number;
  /** The user plans new submissions while fewer tasks than this are live. With 0 only `planSubmission` plans them. */
  readonly maxLiveTasks: number;
  /** The probability that a submission is cut. */
  readonly cutProbability: number;
}

export function createSimulatedUser({
  run,
  lacksIdempotencyKeys,
  picturePath,
  cutNextSubmission,
  random,
  maxLiveTasks,
  cutProbability,
}: SimulatedUserOptions): SimulatedUser {
  const submissions: Submission[] = [];
  const decisions: Record<string, number> = {};
  const unexpectedErrors: string[] = [];
  let referenceId: number | null = null;
  let clickCount = 0;
  let isSubmitting = true;
  let isUserIdle = false;
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;

  function planSubmission(): Submission {
    const number = submissions.length + 1;
    const kind = maxLiveTasks === 0 ? 'one' : number === 3 ? 'batch' : pick(['one', 'one', 'twice', 'with a file'] as const);
    // Some batches are larger than one chunk of the batch creator.
    const count = kind === 'batch' ? (random() < 0.15 ? 27 : 3) : 1;
    const prompts = Array.from({ length: count }, (_, item) => `run ${run} submission ${number} ${kind} ${item + 1}`);
    const submission: Submission = {
      kind,
      prompts,
      model: kind === 'with a file' ? models[0] : pick(models),
      rowsPerPrompt: kind === 'twice' ? 2 : 1,
      state: 'planned',
      actionId: '',
    };
    submissions.push(submission);
    return submission;
  }

  /** The cut points take turns, so that few submissions use all of them. */
  let cutCount = Math.floor(random() * cutPoints.length);
  const maybeCut = (): void => {
    if (random() >= cutProbability) return;
    cutCount += 1;
    cutNextSubmission(cutPoints[cutCount % cutPoints.length] as CutPoint);
  };

  async function call<N extends CallName>(
    window: StudioWindow,
    name: N,
    input: CallInput<N>,
    mayRefuse = false,
  ): Promise<CallOutput<N> | null> {
    const result = await window.call(name, input);
    if (result === null) return null;
    if (result.ok) return result.value;
    if (!mayRefuse) unexpectedErrors.push(`${name}: ${JSON.stringify(result.error)}`);
    return null;
  }

  async function submit(window: StudioWindow, submission: Submission): Promise<void> {
    const base = defaultRequest(submission.model);
    if (submission.kind === 'with a file' && referenceId === null) {
      const added = await call(window, 'references.addFiles', { paths: [picturePath] });
      const first = added?.added[0];
      if (first === undefined) {
        if (added !== null) unexpectedErrors.push(`references.addFiles: ${JSON.stringify(added.failed)}`);
        return;
      }
      referenceId = first.id;
    }
    const references = submission.kind === 'with a file' && referenceId !== null ? [{ role: 'first-frame' as const, referenceId }] : [];
    const snapshot = await call(window, 'studio.snapshot', {});
    if (snapshot === null) return;
    const profileId = snapshot.status.activeProfileId;
    maybeCut();
    submission.state = 'submitted';
    // Each click has its own action id.
    clickCount += 1;
    submission.actionId = `click-${clickCount}-of-${run.replaceAll(/[^A-Za-z0-9]/g, '-')}`;
    const requests = submission.prompts.map((prompt) => ({ ...base, prompt, references }));
    const [request] = requests;
    if (request === undefined) throw new Error('a submission without prompts');
    const result =
      submission.kind === 'batch'
        ? await call(window, 'tasks.submitBatch', {
            actionId: submission.actionId,
            profileId,
            items: requests.map((one) => ({ request: one, count: 1 })),
            sendAnyway: true,
          })
        : await call(window, 'tasks.submit', {
            actionId: submission.actionId,
            profileId,
            request,
            variations: submission.rowsPerPrompt,
            sendAnyway: true,
            sourceTaskId: null,
          });
    if (result !== null) submission.state = 'acknowledged';
  }

  const countDecision = (decision: string): void => {
    decisions[decision] = (decisions[decision] ?? 0) + 1;
  };

  async function act(window: StudioWindow): Promise<void> {
    const snapshot = await call(window, 'studio.snapshot', {});
    if (snapshot === null) return;
    const { status, tasks } = snapshot;
    if (status.activeProfileId === null) {
      await call(window, 'profiles.useSimulator', {});
      return;
    }
    for (const task of tasks) {
      if (task.state === 'unconfirmed' && task.reconciliation !== 'pending') {
        // With an idempotency key a resend is safe. Without one the user has to choose, and users choose differently.
        const choice = lacksIdempotencyKeys && random() < 0.5 ? 'discard' : 'send again';
        maybeCut();
        // The studio may have found the task in the meantime.
        const { id } = task;
        const result =
          choice === 'discard'
            ? await call(window, 'tasks.discard', { id }, true)
            : await call(window, 'tasks.resend', { actionId: newActionId(), id }, true);
        if (result !== null) countDecision(`${task.reconciliation}, ${choice}`);
      } else if (task.state === 'waiting') {
        if (task.hold !== null) await call(window, 'tasks.release', { id: task.id }, true);
        else if (isSubmitting && maxLiveTasks > 0 && random() < 0.03) await call(window, 'tasks.hold', { id: task.id }, true);
      }
    }
    const hasActiveTasks = tasks.some(({ state }) => state !== 'failed' && state !== 'cancelled' && state !== 'abandoned');
    const next = submissions.find(({ state }) => state === 'planned');
    if (next !== undefined) await submit(window, next);
    else if (isSubmitting && tasks.length < maxLiveTasks) await submit(window, planSubmission());
    else isUserIdle = !hasActiveTasks && submissions.every(({ state }) => state === 'acknowledged');
  }

  return {
    submissions,
    decisions,
    unexpectedErrors,
    planSubmission,
    act,
    afterRestart(stateOnDisk) {
      isUserIdle = false;
      for (const submission of submissions) {
        if (submission.state !== 'submitted') continue;
        // The studio itself completes a stored batch.
        const isStored =
          stateOnDisk.tasks.some(({ prompt }) => submission.prompts.includes(prompt)) || stateOnDisk.batches.includes(submission.actionId);
        submission.state = isStored ? 'acknowledged' : 'planned';
      }
    },
    stopSubmitting() {
      isSubmitting = false;
    },
    isIdle: () => isUserIdle,
  };
}
