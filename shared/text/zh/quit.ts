// Message boxes about the window and the whole studio: quitting with pending work, a window that hangs or keeps dying.
import type { quitting as en } from '../en/quit.ts';
import { format } from './format.ts';

/** The sentences of `en/quit.ts` in Chinese. */
export const quitting: typeof en = {
  title: '退出 Evolink Studio？',
  pendingWork: ({ sending, rendering, saving, simulated }) => {
    const parts = [
      ...(rendering > 0 ? [`${simulated ? '模拟器' : 'EvoLink '}仍在生成 ${format.number(rendering)} 个视频`] : []),
      ...(sending > 0 ? [`${format.number(sending)} 个视频正在发送`] : []),
      ...(saving > 0 ? [`${format.number(saving)} 个视频正在保存`] : []),
    ];
    return `${parts.join('，')}。`;
  },
  afterQuit: (work) =>
    [
      ...(work.rendering > 0 && !work.simulated ? ['EvoLink 会继续生成视频。'] : []),
      '不会丢失任何内容：下次启动时会接着进行。',
      ...(work.rendering + work.saving > 0 && !work.simulated ? ['请在 24 小时内重新启动，因为已完成视频的链接会过期。'] : []),
      ...(work.waiting > 0 ? [`${format.number(work.waiting)} 个等待中的任务会在下次启动后发送。`] : []),
    ].join(''),
  quit: '退出',
  keepRunning: '继续运行',
  dontAskAgain: '不再询问',
  setting: '退出前询问',
  settingDetail: '当有视频正在发送、生成或保存时。',
  unresponsive: {
    title: '窗口没有响应',
    detail: '您的任务不受影响：它们在窗口之外运行。请稍等，或重新加载窗口。',
    wait: '等待',
    reload: '重新加载窗口',
  },
  repeatedCrashes: {
    title: '窗口多次停止工作',
    detail: '您的任务不受影响：它们在窗口之外继续运行。',
    again: '重新加载窗口',
    quit: '退出',
  },
  graphics: '图形进程多次停止。从下次启动起的一周内，程序将不使用显卡。您的任务不受影响。',
};
