// The status and the cost of a task in sentences. One word per thing, everywhere.

import type { AppError } from '../../errors.ts';
import { resultNeedingHostPermission } from '../../host-permission.ts';
import { isTemporaryRefusal, maxRefusals, rowOf } from '../../service-errors/index.ts';
import type { Task, TaskHold, TaskIn, TaskResult, TaskState } from '../../task.ts';
import type { WaitReason } from '../../wait-reason.ts';
import type { Piece, StatusText } from '../shape.ts';
import { errorText } from './errors.ts';
import { format } from './format.ts';
import { queue } from './queue.ts';
import { reconciliationText, unconfirmedReason } from './unconfirmed-tasks.ts';

/** The names of the states of a task, as the queue shows them. */
export const stateNames: Readonly<Record<TaskState, string>> = {
  draft: 'Draft',
  waiting: 'Waiting',
  submitting: 'Sending',
  unconfirmed: 'Unclear whether EvoLink accepted it',
  pending: 'Queued at EvoLink',
  processing: 'Rendering',
  completed: 'Ready',
  failed: 'Failed',
  cancelled: 'Cancelled by EvoLink',
  abandoned: 'No longer tracked',
  discarded: 'Discarded',
};

/** The label of a result on a live tile, by state. */
export const resultStateNames: Readonly<Record<TaskResult['state'], string>> = {
  available: 'Saving',
  downloading: 'Saving',
  stored: 'Ready',
  missing: 'File missing',
  expired: 'Link expired',
};

/** "2nd attempt of #12, automatic": the origin of an auto-retry. */
const retryText = ({ of, number }: NonNullable<Task['retryOf']>): string =>
  `${number === 2 ? '2nd' : '3rd'} attempt of #${of}, automatic as set in Settings`;

type StatusTexts = { readonly [S in TaskState]: (task: TaskIn<S>, nowMs: number, reason: WaitReason | null) => StatusText };

const status = (...rest: readonly Piece[]): StatusText => ({ lead: null, rest });
const reserved = (credits: number | null): readonly string[] => (credits === null ? [] : [format.credits(credits)]);

const timeLeft = (expectedEndAtMs: number | null): Piece =>
  expectedEndAtMs === null
    ? 'time left unknown'
    : { countDownToMs: expectedEndAtMs, text: (clock) => `about ${clock} left`, endText: 'longer than usual' };

function running(task: TaskIn<'pending' | 'processing'>): StatusText {
  const credits = reserved(task.creditsReserved);
  if (task.pollError !== null && !task.overdue) {
    return status(`${progressText(task)}, still checking (${titleInside(task.pollError)})`, ...credits);
  }
  if (task.overdue) return status(`${progressText(task)}, overdue, checked every minute`, ...credits);
  if (task.state === 'pending' && task.expectedEndAtMs === null) return status('queued at EvoLink', ...credits);
  return status(progressText(task), timeLeft(task.expectedEndAtMs), ...credits);
}

const progressText = (task: TaskIn<'pending' | 'processing'>): string =>
  task.state === 'pending' ? 'queued at EvoLink' : `rendering ${Math.round(task.progress)} %`;

const resultKindNames: Readonly<Record<TaskResult['kind'], string>> = { video: 'video', element: 'element', character: 'character' };

function saving(result: TaskResult, nowMs: number): readonly Piece[] {
  const link = result.linkExpiresAtMs === null ? [] : [linkText(result.linkExpiresAtMs)];
  switch (result.state) {
    case 'downloading': {
      const size =
        result.totalBytes === null ? format.bytes(result.receivedBytes) : format.bytesOf(result.receivedBytes, result.totalBytes);
      const speed = result.bytesPerSecond === null ? [] : [`${format.bytes(result.bytesPerSecond)}/s`];
      return [[size, ...speed].join(', '), ...link];
    }
    case 'available': {
      const reason = result.error === null ? 'saving starts in a moment' : titleInside(result.error);
      const next: readonly Piece[] =
        result.nextAttemptAtMs === null || result.nextAttemptAtMs <= nowMs
          ? []
          : [{ countDownToMs: result.nextAttemptAtMs, text: (clock) => `next try in ${clock}`, endText: 'trying now' }];
      return [reason, ...next, ...link];
    }
    case 'expired':
      return ['the link expired before the video was saved'];
    case 'missing':
      return ['file missing'];
    case 'stored':
      return [result.kind === 'video' ? 'saved to the library' : dataText(result)];
  }
}

/** "About", because the service does not say when a link expires: the shown time is the safe one. */
const linkText = (expiresAtMs: number): Piece => ({
  expiresAtMs,
  text: (timeLeft) => `link expires in about ${timeLeft}`,
  endText: 'link may have expired',
});

/** A tile shows the link expiry only when less time than this is left. */
const urgentMs = 2 * 3_600_000;
const urgentLink = ({ linkExpiresAtMs, state }: TaskResult, nowMs: number): readonly Piece[] =>
  linkExpiresAtMs !== null && (state === 'available' || state === 'downloading') && linkExpiresAtMs - nowMs < urgentMs
    ? [linkText(linkExpiresAtMs)]
    : [];

const dataText = (result: TaskResult): string => {
  const id = Object.entries(result.data ?? {}).find(([key, value]) => key.endsWith('id') && typeof value !== 'object');
  return id === undefined
    ? `the ${resultKindNames[result.kind]} is ready`
    : `the ${resultKindNames[result.kind]} is ready: ${String(id[1])}`;
};

const slotText = 'starts when a slot is free';
const titleOf = (error: AppError): string => errorText(error).title.replace(/\.$/, '');
/** The title inside a sentence: small, but "EvoLink" keeps its capitals. */
const titleInside = (error: AppError): string => titleOf(error).replace(/^[A-Z](?=[a-z ])(?!voLink)/, (letter) => letter.toLowerCase());

/** Why a task without a hold is not sent now, and when it is tried again; nothing where it only waits for its turn. */
function notSentText(task: TaskIn<'waiting'>, nowMs: number, reason: WaitReason | null): readonly Piece[] {
  const notBeforeMs = Math.max(task.notBeforeMs ?? 0, nowMs);
  switch (reason?.kind) {
    case 'paused':
      return [queue.pausedShort];
    case 'held':
      return [titleOf(reason.hold.error)];
    case 'send-paused': {
      const { why, untilMs } = reason.pause;
      const next = (clock: string): string => `next try in ${clock}`;
      // After the pause the task waits for its own time, and its own refusal already says why sending is paused.
      if (notBeforeMs > untilMs || (why === 'refusal' && isTemporaryRefusal(task.error)))
        return [{ countDownToMs: Math.max(untilMs, notBeforeMs), text: next, endText: slotText }];
      // One piece, so that the reason disappears with the countdown: at the end of the pause nothing else draws the row again.
      return [{ countDownToMs: untilMs, text: (clock) => format.listed([queue.submitPauseReasons[why], next(clock)]), endText: slotText }];
    }
    case undefined:
      if (notBeforeMs <= nowMs) return [];
      return [{ countDownToMs: notBeforeMs, text: (clock) => `tries again in ${clock}`, endText: 'trying now' }];
  }
}

const statusTexts: StatusTexts = {
  draft: () => status('draft'),
  waiting: (task, nowMs, reason) => {
    if (task.hold === 'restore' && task.error !== null) {
      const { title, detail } = errorText(task.error);
      return { lead: title, rest: [detail] };
    }
    const retryTexts = task.retryOf === null ? [] : [retryText(task.retryOf)];
    if (task.hold === 'refusals' && task.error !== null) {
      return { lead: `Held after ${maxRefusals} refusals:`, rest: [`${errorText(task.error).title} Press Resume to try again.`] };
    }
    if (task.hold !== null) return status(...retryTexts, 'held by you');
    const errorTitles = task.error === null ? [] : [titleOf(task.error)];
    // A set, because the error that holds the queue may be the same as the task's own.
    const reasons = new Set<Piece>([...retryTexts, ...errorTitles, ...notSentText(task, nowMs, reason)]);
    return status(...(reasons.size > 0 ? reasons : [slotText]));
  },
  submitting: () => status('sending'),
  unconfirmed: ({ stateEnteredAtMs, error, reconciliation }) => ({
    lead: 'It is unclear whether EvoLink accepted this.',
    rest: [`${unconfirmedReason(error, format.time(stateEnteredAtMs))}. ${reconciliationText[reconciliation]}`],
  }),
  pending: running,
  processing: running,
  completed: ({ results, serviceTaskId }, nowMs) => {
    if (results.length === 0)
      return {
        lead: 'EvoLink says this is done, but sent no video.',
        rest: [`The app keeps asking for it for a day, and whenever you press “Check again” (${serviceTaskId}).`],
      };
    const blockedResult = resultNeedingHostPermission(results);
    if (blockedResult?.error != null) {
      const { title, detail } = errorText(blockedResult.error);
      return { lead: title, rest: [detail, ...saving(blockedResult, nowMs).slice(1)] };
    }
    const first = results.find(({ state }) => state !== 'stored') ?? results[0];
    if (first === undefined) return status();
    const savedTexts = results.length > 1 ? [`${results.filter(({ state }) => state === 'stored').length} of ${results.length} saved`] : [];
    if (first.state === 'expired')
      return { lead: 'Link expired.', rest: ['The video was not saved in time. EvoLink may still provide a new link.'] };
    return status(...saving(first, nowMs), ...savedTexts);
  },
  failed: (task) => {
    const { title, detail } = errorText(task.error);
    return { lead: title, rest: [`${chargeText(task)} ${detail}`] };
  },
  cancelled: () => ({ lead: 'Cancelled by EvoLink.', rest: ['The cost is unknown; your balance shows it.'] }),
  abandoned: (task) => {
    const { title, detail } = errorText(task.error);
    return { lead: title, rest: [detail] };
  },
  discarded: () => status('discarded'),
};

/** Returns what a failed task cost, as far as it is known. */
export function chargeText(task: TaskIn<'failed'>): string {
  if (task.creditsUsed !== null) return task.creditsUsed === 0 ? 'Nothing was charged.' : `Charged: ${format.credits(task.creditsUsed)}.`;
  if (task.serviceTaskId === null)
    return task.earlierSend === 'unknown'
      ? 'It was not accepted this time. It is unknown whether it was sent and charged after the backup was made: check your tasks at evolink.ai.'
      : 'It was not accepted, so nothing was charged.';
  const refundText =
    rowOf(task.error)?.money === 'refunded' ? 'according to EvoLink’s own tools, failed tasks are refunded' : 'what was charged is unknown';
  return task.creditsReserved === null ? 'The cost is unknown.' : `Reserved: ${format.credits(task.creditsReserved)}; ${refundText}.`;
}

/** Returns the status of `task`. `reason`: why nothing of its profile is sent now; null where a waiting task only waits for its turn. */
export function statusText(task: Task, nowMs: number, reason: WaitReason | null): StatusText {
  const writeStatus = statusTexts[task.state] as (task: Task, nowMs: number, reason: WaitReason | null) => StatusText;
  return writeStatus(task, nowMs, reason);
}

const waitingTile: Readonly<Record<TaskHold | 'nobody', string>> = {
  nobody: 'Waiting',
  user: 'Held by you',
  restore: 'May have been sent',
  refusals: 'Held after refusals',
};

/** Returns the text on a live tile of the library: "Rendering, about 1:50 left". */
export function tileText(task: Task, nowMs: number): readonly Piece[] {
  switch (task.state) {
    case 'waiting':
      return [waitingTile[task.hold ?? 'nobody']];
    case 'processing':
      return task.overdue ? ['Rendering, overdue'] : ['Rendering', timeLeft(task.expectedEndAtMs)];
    case 'completed': {
      const blockedResult = resultNeedingHostPermission(task.results);
      if (blockedResult?.error != null) return [errorText(blockedResult.error).title.replace(/\.$/, '')];
      const first = task.results.find(({ state }) => state !== 'stored');
      return [
        first === undefined ? stateNames.completed : resultStateNames[first.state],
        ...(first?.state === 'downloading' ? saving(first, nowMs).slice(0, 1) : []),
        ...(first === undefined ? [] : urgentLink(first, nowMs)),
      ];
    }
    case 'failed':
      return [errorText(task.error).title.replace(/\.$/, '')];
    default:
      return [stateNames[task.state]];
  }
}
