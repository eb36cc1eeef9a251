// Takes of one request, and the stacks that they form.
import type { takes as en } from '../en/takes.ts';
import { createErrorText } from './error-words.ts';
import { format } from './format.ts';

const counted = (count: number): string => format.counted(count, '个视频');
const notChecked = '无法检查哪些任务已生成过。';

/** Chinese: see the English table. */
export const takes: typeof en = {
  alreadyMade: (videos, inProgress) =>
    videos === 0
      ? `正在生成：${counted(inProgress)}`
      : `已生成过：${counted(videos)}${inProgress === 0 ? '' : `，另有 ${format.number(inProgress)} 个正在生成`}`,
  showInLibrary: '在作品库中显示这些视频',
  showInQueue: '在队列中显示',
  madeInBatch: (count) => `${format.number(count)} 个已生成过`,
  leaveOut: (count) => `跳过已生成过的任务（${format.number(count)} 个）`,
  leaveOutAny: '跳过已生成过的任务',
  checking: '正在检查哪些任务已生成过…',
  notChecked,
  notCheckedError: () => createErrorText(notChecked, '检查完成前不会提交任何任务。请重试，或关闭下方的开关以提交全部任务。', 'try-again'),
  relatives: {
    takesOf: (others) => `同一请求的其他视频（${format.number(others)}）`,
    sourceVideos: '来源视频',
    derivedVideos: '由此生成',
    sameContent: (count) => `文件内容相同的视频（${format.number(count)}）`,
    more: (count) => `还有 ${format.number(count)} 个`,
    show: (prompt) => `在作品库中显示：${prompt}`,
  },
  stack: {
    choice: '堆叠同一请求的视频',
    choiceHint: '同一请求的视频合为一个带数量的图块。选中图块即选中其中全部视频。',
    stackOf: (count) => `${counted(count)}的堆叠`,
    opened: '已展开',
    closed: '已折叠',
    openHint: '展开（S）',
    closeHint: '折叠（S）',
    open: (count) => `展开堆叠（${counted(count)}）`,
    close: '折叠堆叠',
    onlyTop: (count) => `只更改了顶部的视频。要更改全部 ${counted(count)}，请选中堆叠。`,
    putOnTop: '置于堆叠顶部',
    wholeStack: (count) => `包含 ${counted(count)}的堆叠，已整体选中。要选择单个视频，请展开（S）。`,
  },
};
