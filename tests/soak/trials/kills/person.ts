// The person in front of the studio that keeps dying: wishes for videos, asks again for what is not there after a start, and answers what
// the studio asks. Everything a person knows is what the window says.

import type { AppError } from '../../../../shared/errors.ts';
import type { CallInput, CallName, CallOutput } from '../../../../shared/ipc.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';
import type { Result } from '../../../../shared/result.ts';
import { press } from '../../../support/press.ts';
import { type CutPoint, cutPoints } from '../../support/cut-submits.ts';
import type { Left } from '../../support/state-on-disk.ts';

const models = ['seedance-1.5-pro', 'veo3.1-fast', 'wan2.6-text-to-video', 'kling-o3-text-to-video'] as const;

/** What stands between the person and the studio. `null`: the studio died before it answered. */
export interface StudioWindow {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>, AppError> | null>;
}

/** One press of a button. Its prompt identifies it in the ledger, the rows and the files. */
export interface Wish {
  readonly kind: 'one' | 'twice' | 'with a file' | 'batch';
  readonly prompts: readonly string[];
  readonly model: string;
  /** How many rows each prompt becomes. */
  readonly rowsEach: number;
  state: 'new' | 'asked' | 'answered';
  /** Names the last press of the button. */
  key: string;
}

export interface Person {
  readonly wishes: readonly Wish[];
  /** Decisions about tasks whose fate nobody knew, by what the studio could say and what was chosen. */
  readonly decisions: Readonly<Record<string, number>>;
  /** What a person must never be told: refusals and bugs. */
  readonly complaints: readonly string[];
  /** Wants one more; asked for at the next look at the window. */
  wish(): Wish;
  /** Looks at the window once and does what there is to do. */
  act(window: StudioWindow): Promise<void>;
  /** After a start: what was asked and never answered is there, or is asked again. */
  lookBack(left: Left): void;
  /** No more wishes. */
  isContent(): void;
  /** At the last look nothing was going on any more. */
  isAtRest(): boolean;
}

export interface PersonOptions {
  readonly run: string;
  /** Without idempotency keys, sending again is a choice between two evils. */
  readonly isBare: boolean;
  /** A picture on disk, for uploads. */
  readonly picturePath: string;
  /** Cuts the connection of the next submission, where the trial can; asked with each. */
  arm(point: CutPoint): void;
  random(): number;
  /** Has new wishes while fewer than so many tasks are going on; with 0 only when told to. */
  readonly atOnce: number;
  /** How likely a submission is cut. */
  readonly cutShare: number;
}

export function createPerson({ run, isBare, picturePath, arm, random, atOnce, cutShare }: PersonOptions): Person {
  const wishes: Wish[] = [];
  const decisions: Record<string, number> = {};
  const complaints: string[] = [];
  let referenceId: number | null = null;
  let presses = 0;
  let wantsMore = true;
  let atRest = false;
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;

  function newWish(): Wish {
    const number = wishes.length + 1;
    const kind = atOnce === 0 ? 'one' : number === 3 ? 'batch' : pick(['one', 'one', 'twice', 'with a file'] as const);
    // Every other run has a batch that is larger than what is written down in one go.
    const count = kind === 'batch' ? (random() < 0.15 ? 27 : 3) : 1;
    const prompts = Array.from({ length: count }, (_, item) => `run ${run} wish ${number} ${kind} ${item + 1}`);
    const wish: Wish = {
      kind,
      prompts,
      model: kind === 'with a file' ? models[0] : pick(models),
      rowsEach: kind === 'twice' ? 2 : 1,
      state: 'new',
      key: '',
    };
    wishes.push(wish);
    return wish;
  }

  /** One point after the other, so that few submissions suffice for all of them. */
  let cuts = Math.floor(random() * cutPoints.length);
  const maybeCut = (): void => {
    if (random() >= cutShare) return;
    cuts += 1;
    arm(cutPoints[cuts % cutPoints.length] as CutPoint);
  };

  async function call<N extends CallName>(
    window: StudioWindow,
    name: N,
    input: CallInput<N>,
    mayRefuse = false,
  ): Promise<CallOutput<N> | null> {
    const answer = await window.call(name, input);
    if (answer === null) return null;
    if (answer.ok) return answer.value;
    if (!mayRefuse) complaints.push(`${name}: ${JSON.stringify(answer.error)}`);
    return null;
  }

  async function ask(window: StudioWindow, wish: Wish): Promise<void> {
    const base = defaultRequest(wish.model);
    if (wish.kind === 'with a file' && referenceId === null) {
      const added = await call(window, 'references.addFiles', { paths: [picturePath] });
      const first = added?.added[0];
      if (first === undefined) {
        if (added !== null) complaints.push(`references.addFiles: ${JSON.stringify(added.failed)}`);
        return;
      }
      referenceId = first.id;
    }
    const references = wish.kind === 'with a file' && referenceId !== null ? [{ role: 'first-frame' as const, referenceId }] : [];
    const shown = await call(window, 'studio.snapshot', {});
    if (shown === null) return;
    const profileId = shown.status.activeProfileId;
    maybeCut();
    wish.state = 'asked';
    // Another press is another order.
    presses += 1;
    wish.key = `press-${presses}-of-${run.replaceAll(/[^A-Za-z0-9]/g, '-')}`;
    const requests = wish.prompts.map((prompt) => ({ ...base, prompt, references }));
    const [request] = requests;
    if (request === undefined) throw new Error('a wish for nothing');
    const answer =
      wish.kind === 'batch'
        ? await call(window, 'tasks.submitBatch', {
            key: wish.key,
            profileId,
            items: requests.map((one) => ({ request: one, count: 1 })),
            sendAnyway: true,
          })
        : await call(window, 'tasks.submit', {
            key: wish.key,
            profileId,
            request,
            variations: wish.rowsEach,
            sendAnyway: true,
            sourceTaskId: null,
          });
    if (answer !== null) wish.state = 'answered';
  }

  const count = (decision: string): void => {
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
        const choice = isBare && random() < 0.5 ? 'discard' : 'send again';
        maybeCut();
        // It may have been found in the meantime.
        const { id } = task;
        const done =
          choice === 'discard'
            ? await call(window, 'tasks.discard', { id }, true)
            : await call(window, 'tasks.resend', { key: press(), id }, true);
        if (done !== null) count(`${task.reconciliation}, ${choice}`);
      } else if (task.state === 'waiting') {
        if (task.hold !== null) await call(window, 'tasks.release', { id: task.id }, true);
        else if (wantsMore && atOnce > 0 && random() < 0.03) await call(window, 'tasks.hold', { id: task.id }, true);
      }
    }
    const isGoing = tasks.some(({ state }) => state !== 'failed' && state !== 'cancelled' && state !== 'abandoned');
    const next = wishes.find(({ state }) => state === 'new');
    if (next !== undefined) await ask(window, next);
    else if (wantsMore && tasks.length < atOnce) await ask(window, newWish());
    else atRest = !isGoing && wishes.every(({ state }) => state === 'answered');
  }

  return {
    wishes,
    decisions,
    complaints,
    wish: newWish,
    act,
    lookBack(left) {
      atRest = false;
      for (const wish of wishes) {
        if (wish.state !== 'asked') continue;
        // A batch that is written down is finished by the studio itself.
        const isThere = left.tasks.some(({ prompt }) => wish.prompts.includes(prompt)) || left.batches.includes(wish.key);
        wish.state = isThere ? 'answered' : 'new';
      }
    },
    isContent() {
      wantsMore = false;
    },
    isAtRest: () => atRest,
  };
}
