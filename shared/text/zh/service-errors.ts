// The texts of errors about EvoLink’s error responses, missing responses, and the key and profile that a request needs.
import type { AppErrorOf } from '../../errors.ts';
import { httpErrors, isAlreadySubmitted } from '../../service-errors/index.ts';
import type { ErrorSentences } from '../shape.ts';
import { createErrorText, waitWords } from './error-words.ts';
import { format } from './format.ts';
import { blockedText } from './issue-list.ts';
import { taskFailureText } from './task-failures.ts';

const wait = (ms: number | null, otherwise: string): string => (ms === null ? otherwise : format.duration(ms / 1_000));
const noResponseTitles: Readonly<Record<AppErrorOf<'no-response'>['reason'], string>> = {
  'timed-out': 'EvoLink 没有及时响应。',
  'connection-failed': '无法连接 EvoLink。',
  'connection-lost': '连接已中断。',
  'proxy-sign-in': '代理需要用户名和密码。',
};
const pollingStoppedTexts: Readonly<Record<AppErrorOf<'polling-stopped'>['reason'], readonly [string, string]>> = {
  'by-user': ['已停止跟踪。', '您停止了跟踪。EvoLink 仍会完成它并照常扣费。'],
  'not-found': ['已停止跟踪。', 'EvoLink 已有 24 小时查不到此任务。'],
  'not-found-by-new-key': [
    '已停止跟踪。',
    '发送后更换过密钥或接口地址，使用新的密钥或地址 24 小时内都查不到此任务。它可能属于原来的账户。',
  ],
  'too-old': ['已停止跟踪。', 'EvoLink 在 24 小时内既没有报告完成，也没有报告失败。'],
};

/** As `../en/service-errors.ts`. */
export const serviceErrors = {
  'invalid-request': () => createErrorText('EvoLink 拒绝了此请求。', '原因见下方。请修改后再次生成。'),
  unauthorized: () => createErrorText('EvoLink 不接受此密钥。', '密钥有误、已停用或已过期。请更换密钥，等待中的任务随后会继续。'),
  'insufficient-credits': () => createErrorText('账户积分不足。', '请充值。您的任务会等待，积分足够后自动继续。'),
  'access-denied': () => createErrorText('EvoLink 不允许此密钥执行该操作。', '请在 evolink.ai 为此密钥开通权限，或使用其他密钥。'),
  'not-found': () =>
    createErrorText('EvoLink 找不到它。', '它在 EvoLink 已不存在，或者此配置的接口地址有误。', 'choose-profile', '检查配置'),
  conflict: (error) =>
    isAlreadySubmitted(error)
      ? createErrorText('EvoLink 表示此请求已发送过。', '第一次可能已被接受。请先再次查询，再决定是否重新发送。')
      : createErrorText('EvoLink 返回了冲突（409）。', '这并不说明请求是否已被接受。请先再次查询，再决定是否重新发送。'),
  'request-too-large': () => createErrorText('请求过大。', '请使用更小或更少的图片，或缩短提示词。'),
  'rate-limited': ({ retryAfterMs }) =>
    createErrorText('EvoLink 收到的请求过多。', `程序将在 ${wait(retryAfterMs, waitWords(httpErrors['rate-limited'].wait))}后自动继续。`),
  'server-error': () => createErrorText('EvoLink 出错。', `程序约 ${waitWords(httpErrors['server-error'].wait)}后会再次查询。`),
  'upstream-error': () => createErrorText('模型提供方的服务没有响应 EvoLink。', '请约 1 分钟后再次查询。'),
  'service-unavailable': ({ retryAfterMs }) =>
    createErrorText(
      'EvoLink 目前没有空余资源。',
      `程序将在 ${wait(retryAfterMs, waitWords(httpErrors['service-unavailable'].wait))}后自动重试。`,
    ),
  refused: ({ service }) => createErrorText(`EvoLink 拒绝了请求（${service.httpStatus}）。`, '原文见下方。'),
  'invalid-response': ({ service }) =>
    createErrorText('无法读取 EvoLink 的响应。', `响应的状态码为 ${service.httpStatus}，内容不是通常的格式。`),
  'no-response': ({ reason }) =>
    createErrorText(
      noResponseTitles[reason],
      reason === 'proxy-sign-in'
        ? '没有发送任何内容。登录后，等待中的任务会继续。'
        : '请检查网络连接。网络恢复后，进行中的任务会立即继续。',
    ),
  'file-host-refused': () => createErrorText('EvoLink 的文件服务拒绝了一个参考素材。', '请换一个文件，或 1 分钟后重试。'),
  'task-failed': taskFailureText,
  'polling-stopped': ({ reason }) => {
    const [title, detail] = pollingStoppedTexts[reason];
    return createErrorText(title, detail, 'resume-polling');
  },
  'key-replaced': ({ changedAtMs }) =>
    createErrorText(
      '发送后更换过密钥或接口地址。',
      `${format.time(changedAtMs)} 起使用新的密钥或地址，查不到此任务：它可能属于原来的账户。换回原来的密钥或地址即可找到它。`,
      'replace-key',
    ),
  'no-profile': () => createErrorText('尚未选择配置。', '请连接密钥，或使用模拟器。', 'choose-profile'),
  'no-key': ({ profile }) => createErrorText(`“${profile}”没有密钥。`, '添加密钥后，它的任务会继续。', 'replace-key', '添加密钥…'),
  'key-malformed': () => createErrorText('这看起来不像密钥。', '密钥只有一行，通常以 sk- 开头。请从 evolink.ai 重新复制。'),
  'keychain-unavailable': () => createErrorText('系统密钥环没有响应。', '请解锁后重试，或重新粘贴密钥供本次使用。', 'replace-key'),
  'invalid-base-url': ({ url }) => createErrorText(`“${url}”不能用作接口地址。`, '地址必须以 https:// 开头；普通 http 只能用于本机。'),
  'environment-key-wrong-host': ({ url }) =>
    createErrorText(
      'EVOLINK_API_KEY 中的密钥只会发送到 EvoLink 自己的地址。',
      `此配置的地址是 ${url}。请粘贴用于该地址的密钥，或添加一个使用 EvoLink 默认接口地址的配置。`,
    ),
  'request-blocked': ({ issues }) => createErrorText('现在还不能发送。', blockedText(issues), 'edit-request'),
} satisfies Partial<ErrorSentences>;
