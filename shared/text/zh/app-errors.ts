// The texts of errors about actions that the app did not carry out.
import { refusedValues } from '../refused-values.ts';
import type { ErrorSentences } from '../shape.ts';
import { createErrorText, itemNames } from './error-words.ts';

/** Lists the refused values by their names in the contract; the reasons are in the log. */
function refusedValuesSentence(issues: readonly string[]): string {
  const names = refusedValues(issues);
  return names.length === 0 ? '内容超出了程序一次能处理的量。' : `程序不接受以下内容：${names.join('、')}。`;
}

/** As `../en/app-errors.ts`. */
export const appErrors = {
  'another-profile-active': ({ active }) =>
    createErrorText('没有发送任何内容：当前使用的已是另一个配置。', `再次点击将使用“${active}”发送；也可以先选择原来的配置。`),
  'queue-paused': () => createErrorText('发送已暂停。', '继续队列之前不会发送任何新任务。'),
  'not-allowed-in-state': () => createErrorText('现在已无法执行此操作。', '任务的状态在此期间发生了变化。'),
  'unknown-item': ({ what }) => createErrorText(`此${itemNames[what]}已不存在。`, '它在此期间被移除了。'),
  'cancelled-by-user': () => createErrorText('未做任何改动。', '对话框已关闭。'),
  'invalid-input': ({ issues }) => createErrorText('程序无法处理此操作。', `${refusedValuesSentence(issues)}未做任何改动。`, 'open-logs'),
  'unknown-call': () => createErrorText('窗口与正在运行的程序不一致。', '请退出并重新启动程序。', 'open-logs'),
  'call-failed': () =>
    createErrorText('程序没有响应此操作。', '它可能已经执行。请重试：这样不会重复生成。如果问题持续，请重新启动程序。', 'open-logs'),
  internal: ({ incident }) => createErrorText('程序内部出错。', `没有丢失任何内容。详情见日志（${incident}）。`, 'open-logs'),
} satisfies Partial<ErrorSentences>;
