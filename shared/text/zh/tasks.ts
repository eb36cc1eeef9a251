// The status and the cost of a task in sentences. One word per thing, everywhere.

import { resultNeedingHostPermission } from '../../host-permission.ts';
import { isTemporaryRefusal, maxRefusals, rowOf } from '../../service-errors/index.ts';
import type { Task, TaskHold, TaskIn, TaskResult, TaskState } from '../../task.ts';
import type { WaitReason } from '../../wait-reason.ts';
import type { Piece, StatusText } from '../shape.ts';
import { withoutStop } from './error-words.ts';
import { errorText } from './errors.ts';
import { format } from './format.ts';
import { queue } from './queue.ts';
import { betweenChinese } from './spacing.ts';
import { reconciliationText, unconfirmedReason } from './unconfirmed-tasks.ts';

/** The names of the states of a task, as the queue shows them. */
export const stateNames: Readonly<Record<TaskState, string>> = {
  draft: '草稿',
  waiting: '等待中',
  submitting: '发送中',
  unconfirmed: '不确定 EvoLink 是否已接受',
  pending: '在 EvoLink 排队',
  processing: '生成中',
  completed: '已完成',
  failed: '失败',
  cancelled: '被 EvoLink 取消',
  abandoned: '已停止跟踪',
  discarded: '已放弃',
};

/** The label of a result on a live tile, by state. */
export const resultStateNames: Readonly<Record<TaskResult['state'], string>> = {
  available: '保存中',
  downloading: '保存中',
  stored: '已完成',
  missing: '找不到文件',
  expired: '链接已过期',
};

const retryText = ({ of, number }: NonNullable<Task['retryOf']>): string => `#${of} 的第 ${number} 次尝试，按设置自动进行`;

type StatusTexts = { readonly [S in TaskState]: (task: TaskIn<S>, nowMs: number, reason: WaitReason | null) => StatusText };

const status = (...rest: readonly Piece[]): StatusText => ({ lead: null, rest });
const reserved = (credits: number | null): readonly string[] => (credits === null ? [] : [format.credits(credits)]);

const timeLeft = (expectedEndAtMs: number | null): Piece =>
  expectedEndAtMs === null ? '剩余时间未知' : { countDownToMs: expectedEndAtMs, text: (clock) => `约剩 ${clock}`, endText: '比平时久' };

function running(task: TaskIn<'pending' | 'processing'>): StatusText {
  const credits = reserved(task.creditsReserved);
  if (task.pollError !== null && !task.overdue) {
    return status(`${progressText(task)}，仍在查询（${withoutStop(errorText(task.pollError).title)}）`, ...credits);
  }
  if (task.overdue) return status(`${progressText(task)}，已超时，仍每分钟查询一次`, ...credits);
  if (task.state === 'pending' && task.expectedEndAtMs === null) return status('在 EvoLink 排队', ...credits);
  return status(progressText(task), timeLeft(task.expectedEndAtMs), ...credits);
}

const progressText = (task: TaskIn<'pending' | 'processing'>): string =>
  task.state === 'pending' ? '在 EvoLink 排队' : `生成中 ${Math.round(task.progress)}%`;

const resultKindNames: Readonly<Record<TaskResult['kind'], string>> = { video: '视频', element: '主体', character: '角色' };

function saving(result: TaskResult, nowMs: number): readonly Piece[] {
  const link = result.linkExpiresAtMs === null ? [] : [linkText(result.linkExpiresAtMs)];
  switch (result.state) {
    case 'downloading': {
      const size =
        result.totalBytes === null ? format.bytes(result.receivedBytes) : format.bytesOf(result.receivedBytes, result.totalBytes);
      const speed = result.bytesPerSecond === null ? [] : [`${format.bytes(result.bytesPerSecond)}/秒`];
      return [[size, ...speed].join('，'), ...link];
    }
    case 'available': {
      const reason = result.error === null ? '即将开始保存' : withoutStop(errorText(result.error).title);
      const next: readonly Piece[] =
        result.nextAttemptAtMs === null || result.nextAttemptAtMs <= nowMs
          ? []
          : [{ countDownToMs: result.nextAttemptAtMs, text: (clock) => `${clock} 后重试`, endText: '正在重试' }];
      return [reason, ...next, ...link];
    }
    case 'expired':
      return ['视频保存之前链接已过期'];
    case 'missing':
      return ['找不到文件'];
    case 'stored':
      return [result.kind === 'video' ? '已保存到作品库' : dataText(result)];
  }
}

/** Expected, because the service does not say when a link dies: the safe bound is shown. */
const linkText = (expiresAtMs: number): Piece => ({
  expiresAtMs,
  text: (timeLeft) => `链接预计${betweenChinese(timeLeft)}后过期`,
  endText: '链接可能已过期',
});

/** A tile shows the link expiry only when less time than this is left. */
const urgentMs = 2 * 3_600_000;
const urgentLink = ({ linkExpiresAtMs, state }: TaskResult, nowMs: number): readonly Piece[] =>
  linkExpiresAtMs !== null && (state === 'available' || state === 'downloading') && linkExpiresAtMs - nowMs < urgentMs
    ? [linkText(linkExpiresAtMs)]
    : [];

const dataText = (result: TaskResult): string => {
  const id = Object.entries(result.data ?? {}).find(([key, value]) => key.endsWith('id') && typeof value !== 'object');
  return id === undefined ? `${resultKindNames[result.kind]}已就绪` : `${resultKindNames[result.kind]}已就绪：${String(id[1])}`;
};

const slotText = '有空位时开始';

/** Why a task without a hold is not sent now, and when it is tried again; nothing where it only waits for its turn. */
function notSentText(task: TaskIn<'waiting'>, nowMs: number, reason: WaitReason | null): readonly Piece[] {
  const notBeforeMs = Math.max(task.notBeforeMs ?? 0, nowMs);
  switch (reason?.kind) {
    case 'paused':
      return [queue.pausedShort];
    case 'held':
      return [withoutStop(errorText(reason.hold.error).title)];
    case 'send-paused': {
      const { why, untilMs } = reason.pause;
      const next = (clock: string): string => `${clock} 后重试`;
      // After the pause the task waits for its own time, and its own refusal already says why sending is paused.
      if (notBeforeMs > untilMs || (why === 'refusal' && isTemporaryRefusal(task.error)))
        return [{ countDownToMs: Math.max(untilMs, notBeforeMs), text: next, endText: slotText }];
      // One piece, so that the reason disappears with the countdown: at the end of the pause nothing else draws the row again.
      return [{ countDownToMs: untilMs, text: (clock) => format.listed([queue.submitPauseReasons[why], next(clock)]), endText: slotText }];
    }
    case undefined:
      if (notBeforeMs <= nowMs) return [];
      return [{ countDownToMs: notBeforeMs, text: (clock) => `${clock} 后重试`, endText: '正在重试' }];
  }
}

const statusTexts: StatusTexts = {
  draft: () => status('草稿'),
  waiting: (task, nowMs, reason) => {
    if (task.hold === 'restore' && task.error !== null) {
      const { title, detail } = errorText(task.error);
      return { lead: title, rest: [detail] };
    }
    const retryTexts = task.retryOf === null ? [] : [retryText(task.retryOf)];
    if (task.hold === 'refusals' && task.error !== null) {
      return { lead: `已被拒绝 ${maxRefusals} 次，现已暂停：`, rest: [`${errorText(task.error).title}点击“继续”可重试。`] };
    }
    if (task.hold !== null) return status(...retryTexts, '已被您暂停');
    const errorTitles = task.error === null ? [] : [withoutStop(errorText(task.error).title)];
    // A set, because the error that holds the queue may be the same as the task's own.
    const reasons = new Set<Piece>([...retryTexts, ...errorTitles, ...notSentText(task, nowMs, reason)]);
    return status(...(reasons.size > 0 ? reasons : [slotText]));
  },
  submitting: () => status('发送中'),
  unconfirmed: ({ stateEnteredAtMs, error, reconciliation }) => ({
    lead: '不确定 EvoLink 是否已接受此任务。',
    rest: [`${format.time(stateEnteredAtMs)} ${unconfirmedReason(error)}。${reconciliationText[reconciliation]}`],
  }),
  pending: running,
  processing: running,
  completed: ({ results, serviceTaskId }, nowMs) => {
    if (results.length === 0)
      return {
        lead: 'EvoLink 表示已完成，但没有返回视频。',
        rest: [`程序会在一天内持续查询，您也可以随时点击“再次查询”（${serviceTaskId}）。`],
      };
    const blockedResult = resultNeedingHostPermission(results);
    if (blockedResult?.error != null) {
      const { title, detail } = errorText(blockedResult.error);
      return { lead: title, rest: [detail, ...saving(blockedResult, nowMs).slice(1)] };
    }
    const first = results.find(({ state }) => state !== 'stored') ?? results[0];
    if (first === undefined) return status();
    const stored = results.filter(({ state }) => state === 'stored').length;
    const savedTexts = results.length > 1 ? [`已保存 ${stored} / ${results.length}`] : [];
    if (first.state === 'expired') return { lead: '链接已过期。', rest: ['视频未能及时保存。EvoLink 可能还能提供新链接。'] };
    return status(...saving(first, nowMs), ...savedTexts);
  },
  failed: (task) => {
    const { title, detail } = errorText(task.error);
    return { lead: title, rest: [`${chargeText(task)}${detail}`] };
  },
  cancelled: () => ({ lead: '被 EvoLink 取消。', rest: ['扣费情况未知，请查看余额。'] }),
  abandoned: (task) => {
    const { title, detail } = errorText(task.error);
    return { lead: title, rest: [detail] };
  },
  discarded: () => status('已放弃'),
};

/** Returns what a failed task cost, as far as it is known. */
function chargeText(task: TaskIn<'failed'>): string {
  if (task.creditsUsed !== null) return task.creditsUsed === 0 ? '没有扣费。' : `已扣除 ${format.credits(task.creditsUsed)}。`;
  if (task.serviceTaskId === null)
    return task.earlierSend === 'unknown'
      ? '这一次未被接受。备份之后它是否已经发送并扣费，尚不清楚：请在 evolink.ai 核对您的任务。'
      : '未被接受，因此没有扣费。';
  const refundText = rowOf(task.error)?.money === 'refunded' ? '据 EvoLink 自己的工具说明，失败的任务会退还积分' : '实际扣费未知';
  return task.creditsReserved === null ? '扣费情况未知。' : `已预扣 ${format.credits(task.creditsReserved)}，${refundText}。`;
}

/** Returns the status of `task`. `reason`: why nothing of its profile is sent now; null where a waiting task only waits for its turn. */
export function statusText(task: Task, nowMs: number, reason: WaitReason | null): StatusText {
  const writeStatus = statusTexts[task.state] as (task: Task, nowMs: number, reason: WaitReason | null) => StatusText;
  return writeStatus(task, nowMs, reason);
}

const waitingTile: Readonly<Record<TaskHold | 'nobody', string>> = {
  nobody: '等待中',
  user: '已被您暂停',
  restore: '可能已发送过',
  refusals: '多次被拒，已暂停',
};

/** The text on a live tile of the library: "生成中，约剩 1:50". */
export function tileText(task: Task, nowMs: number): readonly Piece[] {
  switch (task.state) {
    case 'waiting':
      return [waitingTile[task.hold ?? 'nobody']];
    case 'processing':
      return task.overdue ? ['生成中，已超时'] : ['生成中', timeLeft(task.expectedEndAtMs)];
    case 'completed': {
      const blockedResult = resultNeedingHostPermission(task.results);
      if (blockedResult?.error != null) return [withoutStop(errorText(blockedResult.error).title)];
      const first = task.results.find(({ state }) => state !== 'stored');
      return [
        first === undefined ? stateNames.completed : resultStateNames[first.state],
        ...(first?.state === 'downloading' ? saving(first, nowMs).slice(0, 1) : []),
        ...(first === undefined ? [] : urgentLink(first, nowMs)),
      ];
    }
    case 'failed':
      return [withoutStop(errorText(task.error).title)];
    default:
      return [stateNames[task.state]];
  }
}
