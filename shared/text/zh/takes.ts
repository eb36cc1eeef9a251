// Takes of one request, and the stacks that they form.
import type { takes as en } from '../en/takes.ts';
import { format } from './format.ts';

const counted = (count: number): string => format.counted(count, '个视频');

/** Chinese: see the English table. */
export const takes: typeof en = {
  alreadyMade: (videos, inProgress) =>
    videos === 0
      ? `正在生成：${counted(inProgress)}`
      : `已生成过：${counted(videos)}${inProgress === 0 ? '' : `，另有 ${format.number(inProgress)} 个正在生成`}`,
  showNewest: '播放此请求最新的视频',
  showInQueue: '在队列中显示',
  madeInBatch: (count) => `${format.number(count)} 个已生成过`,
  leaveOut: (count) => `跳过已生成过的任务（${format.number(count)} 个）`,
  checking: '正在检查哪些任务已生成过…',
};
