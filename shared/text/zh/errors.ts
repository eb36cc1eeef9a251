// The texts of errors: what happened, what it means, and the next step. One text per kind of `AppError`.
import type { AppError, AppErrorKind, AppErrorOf } from '../../errors.ts';
import { bytesPerMegabyte } from '../../models/rules/general-limits.ts';
import { httpErrors, isAlreadySubmitted, nextStepOf, type SpecialError, specialErrorOf } from '../../service-errors/index.ts';
import { refusedValues } from '../refused-values.ts';
import type { ErrorText } from '../shape.ts';
import { says, waitWords, withStep } from './error-words.ts';
import { format } from './format.ts';
import { blockedText } from './issue-list.ts';
import { taskFailureText } from './task-failures.ts';
import { wrongTypeText } from './wrong-file-type.ts';

type Sentences = { readonly [K in AppErrorKind]: (error: AppErrorOf<K>) => ErrorText };

const wait = (ms: number | null, otherwise: string): string => (ms === null ? otherwise : format.took(ms / 1_000));
/** Formats bytes in the megabytes of the limits (`bytesPerMegabyte`), so that "30 MB" is the same as in the service's documentation. */
const megabytes = (bytes: number): string => `${format.number(Math.ceil((bytes / bytesPerMegabyte) * 10) / 10, 1)} MB`;
const quoted = (name: string): string => (name === '' ? '此文件' : `“${name}”`);

/** Lists the refused values by their names in the contract; the reasons are in the log. */
function notTaken(issues: readonly string[]): string {
  const names = refusedValues(issues);
  return names.length === 0 ? '内容超出了程序一次能处理的量。' : `程序不接受：${names.join('、')}。`;
}

const noAnswer: Readonly<Record<AppErrorOf<'no-response'>['reason'], string>> = {
  'timed-out': 'EvoLink 没有及时响应。',
  'connection-failed': '无法连接 EvoLink。',
  'connection-lost': '连接中断了。',
  'proxy-sign-in': '代理需要用户名和密码。',
};
const notFollowed: Readonly<Record<AppErrorOf<'polling-stopped'>['reason'], readonly [string, string]>> = {
  'by-user': ['已停止跟踪。', '您停止了跟踪。EvoLink 仍会完成它并照常扣费。'],
  'not-found': ['已停止跟踪。', 'EvoLink 已有 24 小时查不到此任务。'],
  'not-found-by-new-key': ['已停止跟踪。', '发送后更换过密钥或其地址，在新的密钥或地址下 24 小时内都查不到此任务。它可能属于原来的账号。'],
  'too-old': ['已停止跟踪。', '24 小时内，EvoLink 既没有说完成，也没有说失败。'],
};
const address: Readonly<Record<AppErrorOf<'reference-address'>['reason'], readonly [string, string]>> = {
  malformed: ['这不是网址。', '网址应类似 https://example.com/picture.png。'],
  'not-http': ['只能获取 http 和 https 网址。', '请将文件保存到电脑，再拖放到这里。'],
  private: ['此网址位于内部网络。', '出于安全考虑不会获取。请保存文件后拖放到这里。'],
  unreachable: ['此网址没有响应。', '请检查网址，或保存文件后拖放到这里。'],
  'too-many-redirects': ['此网址一直在循环跳转。', '请将文件保存到电脑，再拖放到这里。'],
};
const undecodable: Readonly<Record<AppErrorOf<'reference-undecodable'>['why'], string>> = {
  'rare-coding': '这是一种少见的 JPEG（算术编码、无损或超过 8 位），这里无法解码。请在图片编辑器中另存为 PNG 或普通 JPEG，然后添加该文件。',
  unsupported: '它是此格式中一种这里无法解码的变体，或者已损坏。请在图片编辑器中另存为 PNG 或 JPEG，然后添加该文件。',
  'too-much': '解码它所需的内存或时间太多。请在图片编辑器中缩小图片，然后添加该文件。',
};
const linkNotAllowed: Readonly<Record<AppErrorOf<'link-blocked'>['reason'], string>> = {
  'not-https': '链接不是 https。',
  private: '链接指向内部网络。',
  'too-many-redirects': '链接一直在循环跳转。',
  'too-large': '文件大小超出了任何视频应有的范围。',
};
const items: Readonly<Record<AppErrorOf<'unknown-item'>['what'], string>> = {
  task: '任务',
  result: '结果',
  reference: '参考素材',
  profile: '配置',
  prompt: '提示词',
  template: '模板',
};

const notHere: Readonly<Record<AppErrorOf<'library-unavailable'>['found'], (folder: string) => readonly [string, string]>> = {
  'no-library': (folder) => [
    '在此文件夹中未找到您的作品库。',
    `${folder} 存在，但无法确认它就是您的作品库。程序不会向其中写入任何内容。如果作品库在外接磁盘上，连接磁盘后会自动继续；否则请重新选择此文件夹，或选择其他文件夹。`,
  ],
  'other-library': (folder) => [
    '作品库文件夹中是另一个作品库。',
    `${folder} 存在，但其中没有您的视频：可能连接了另一个磁盘。程序不会向其中写入任何内容。连接正确的磁盘后会自动继续；您也可以选择文件夹。`,
  ],
};

const libraryBusy: Readonly<Record<AppErrorOf<'library-busy'>['by'], readonly [string, string]>> = {
  move: ['作品库正在移动。', '请等待移动完成，或先停止移动。'],
  change: ['作品库文件夹正忙。', '请稍候再试。'],
  rebuild: ['作品库正在重建。', '请等待重建完成，或先停止重建。'],
};

const backupUnusable: Readonly<Record<AppErrorOf<'backup-unusable'>['reason'], readonly [string, string]>> = {
  gone: ['此备份已不存在。', '文件已被移动或删除。没有任何改动。'],
  damaged: ['此备份已损坏。', '没有任何改动。请选择其他备份。'],
  'not-copied': ['无法复制此备份。', '磁盘已满，或程序的数据文件夹无法写入。没有任何改动。请腾出空间后重试。'],
  newer: ['此备份由更新版本的 Evolink Studio 创建。', '没有任何改动。请安装最新的 Evolink Studio 后再使用。'],
};

const sentences: Sentences = {
  'invalid-request': () => says('EvoLink 拒绝了此请求。', '原因见下方。请修改后重新生成。'),
  unauthorized: () => says('EvoLink 不接受此密钥。', '密钥有误、已停用或已过期。您的任务会等待。'),
  'insufficient-credits': () => says('账号积分不足。', '请充值。您的任务会等待，积分足够后自动继续。'),
  'access-denied': () => says('EvoLink 不允许此密钥执行该操作。', '请在 evolink.ai 为此密钥开通权限，或使用其他密钥。'),
  'not-found': () => says('EvoLink 找不到它。', '任务在那里已不存在，或者此配置的接口地址有误。', 'choose-profile', '检查配置'),
  conflict: (error) =>
    isAlreadySubmitted(error)
      ? says('EvoLink 表示此请求已发送过。', '第一次可能已被接受。请先重新查询，再决定是否重新发送。')
      : says('请求得到了冲突答复（409）。', '这并不说明它是否已被接受。请先重新查询，再决定是否重新发送。'),
  'request-too-large': () => says('请求过大。', '请使用更小或更少的图片，或缩短提示词。'),
  'rate-limited': ({ retryAfterMs }) =>
    says('EvoLink 要求放慢速度。', `将在 ${wait(retryAfterMs, waitWords(httpErrors['rate-limited'].wait))}后自动继续。`),
  'server-error': () => says('EvoLink 出了问题。', `约 ${waitWords(httpErrors['server-error'].wait)}后会重新查询。`),
  'upstream-error': () => says('模型方的服务没有响应 EvoLink。', '请约 1 分钟后重新查询。'),
  'service-unavailable': ({ retryAfterMs }) =>
    says('EvoLink 目前没有空位。', `将在 ${wait(retryAfterMs, waitWords(httpErrors['service-unavailable'].wait))}后自动重试。`),
  refused: ({ service }) => says(`EvoLink 拒绝了它（${service.httpStatus}）。`, '原文见下方。'),
  'invalid-response': ({ service }) => says('无法读取 EvoLink 的响应。', `它返回了 ${service.httpStatus}，内容不是通常的格式。`),
  'no-response': ({ reason }) =>
    says(
      noAnswer[reason],
      reason === 'proxy-sign-in' ? '没有发送任何内容。登录后，等待中的任务会继续。' : '请检查网络。网络恢复后，进行中的任务会立即继续。',
    ),
  'file-host-refused': () => says('EvoLink 的文件服务拒绝了一个参考素材。', '请换一个文件，或 1 分钟后重试。'),
  'task-failed': taskFailureText,
  'polling-stopped': ({ reason }) => {
    const [title, detail] = notFollowed[reason];
    return says(title, detail, 'resume-polling');
  },
  'key-replaced': ({ changedAtMs }) =>
    says(
      '发送后更换过密钥或其地址。',
      `${format.time(changedAtMs)} 起使用了新的密钥或地址，在其下查不到此任务：它可能属于原来的账号。换回原来的密钥或地址即可找到它。`,
      'replace-key',
    ),
  'no-profile': () => says('尚未选择配置。', '请连接密钥，或使用模拟器。', 'choose-profile'),
  'no-key': ({ profile }) => says(`“${profile}”没有密钥。`, '粘贴密钥后，它的任务会继续。', 'replace-key', '添加密钥…'),
  'key-malformed': () => says('这看起来不像密钥。', '密钥只有一行，通常以 sk- 开头。请从 evolink.ai 重新复制。'),
  'keychain-unavailable': () => says('系统密钥环没有响应。', '请解锁后重试，或重新粘贴密钥供本次使用。', 'replace-key'),
  'invalid-base-url': ({ url }) => says(`“${url}”不能用作接口地址。`, '地址必须以 https:// 开头；普通 http 只能用于本机。'),
  'environment-key-wrong-host': ({ url }) =>
    says(
      'EVOLINK_API_KEY 中的密钥只会发送到 EvoLink 自己的地址。',
      `此配置的地址是 ${url}。请粘贴用于该地址的密钥，或添加一个使用 EvoLink 默认接口地址的配置。`,
    ),
  'request-blocked': ({ issues }) => says('现在还不能发送。', blockedText(issues), 'edit-request'),
  'reference-file-missing': ({ name }) => says(`${quoted(name)}不见了。`, '它已被移动或删除。请重新添加。', 'change-images'),
  'reference-unreadable': ({ name }) => says(`无法读取${quoted(name)}。`, '文件可能已损坏，或者您没有读取权限。', 'change-images'),
  'reference-on-network-path': ({ name }) =>
    says(`${quoted(name)}位于另一台电脑上。`, '为安全起见，不会仅凭路径打开它。请将它拖到这里，或在对话框中选择。', 'change-images'),
  'reference-incomplete': ({ name }) =>
    says(
      `${quoted(name)}不完整。`,
      '图片有一部分缺失或损坏，例如复制或同步尚未完成。请等待完成，或在图片编辑器中重新保存，然后再添加。',
      'change-images',
    ),
  'reference-undecodable': ({ name, why }) => says(`无法使用${quoted(name)}。`, undecodable[why], 'change-images'),
  'decoder-unavailable': ({ name }) =>
    says(
      `现在无法检查${quoted(name)}。`,
      '程序中解码图片的部分没有启动，图片本身没有问题。请 1 分钟后重试；如果仍然不行，请重新启动程序。',
      'try-again',
    ),
  'reference-wrong-type': ({ name, found }) => wrongTypeText(quoted(name), found),
  'reference-too-large': ({ name, bytes, limitBytes }) =>
    says(`${quoted(name)}有 ${megabytes(bytes)}。`, `EvoLink 最多接受 ${megabytes(limitBytes)}。请缩小文件。`, 'change-images'),
  'reference-address': ({ reason }) => {
    const [title, detail] = address[reason];
    return says(title, detail);
  },
  'library-missing': ({ folder }) =>
    says('作品库文件夹不见了。', `找不到 ${folder}。请连接磁盘，连接后会自动继续；或选择其他文件夹。`, 'choose-folder'),
  'library-unavailable': ({ folder, found }) => {
    const [title, detail] = notHere[found](folder);
    return says(title, detail, 'choose-folder');
  },
  'library-unwritable': ({ folder }) =>
    says('作品库文件夹不可写。', `${folder} 无法写入新文件。完成的视频会在 EvoLink 等待，直到可以写入。`, 'choose-folder'),
  'disk-full': ({ folder, neededBytes, freeBytes }) =>
    says(
      '磁盘已满。',
      `${folder} 需要${neededBytes === null ? '更多空间' : ` ${format.bytes(neededBytes)} 空间`}${freeBytes === null ? '' : `，剩余 ${format.bytes(freeBytes)}`}。请清理空间，或选择其他文件夹。`,
      'choose-folder',
    ),
  'library-busy': ({ by }) => says(...libraryBusy[by]),
  'file-write-failed': ({ folder }) => says('无法写入文件。', `${folder} 不可写入。请选择其他文件夹。`),
  'page-open-failed': ({ url }) => says('系统无法打开该网页。', `请自行在浏览器中打开：${url}`),
  'folder-open-failed': ({ folder }) => says('系统无法打开该文件夹。', `请自行打开：${folder}`),
  'file-missing': () => says('文件不见了。', '它在程序之外被移动、重命名或删除了。', 'retry-download', '重新获取'),
  'file-changed': () => says('文件已被更改。', '它不是当初保存的内容。请重新获取，或放回原来的文件。', 'retry-download', '重新获取'),
  'not-opened': ({ name }) => says(`没有打开${quoted(name)}。`, '没有程序能打开这种视频。请安装一个播放器（例如 VLC），然后重试。'),
  'file-mismatch': ({ name }) => says(`${quoted(name)} 是另一个文件。`, '只有当初保存的那个文件才能放到这里。'),
  'link-refused': () => says('链接已失效。', '正在向 EvoLink 获取新链接。', 'retry-download'),
  'link-blocked': ({ reason }) =>
    says('没有打开 EvoLink 的链接。', `${linkNotAllowed[reason]}没有下载任何内容。链接有效期内会自动重试。`, 'open-logs'),
  'host-needs-permission': ({ host }) =>
    says(
      `“${host}”可能位于内部网络。`,
      '该域名指向本地代理和内部网络都会使用的地址。如果您正在使用代理或 VPN，可以仍然获取。',
      'allow-host',
    ),
  'download-incomplete': ({ receivedBytes, expectedBytes }) =>
    says(
      '视频没有下载完整。',
      `已收到 ${expectedBytes === null ? format.bytes(receivedBytes) : format.bytesOf(receivedBytes, expectedBytes)}。将自动重试。`,
      'retry-download',
    ),
  'not-a-video': () => says('收到的内容不是视频。', '将重新获取。', 'retry-download'),
  quarantined: ({ why, bytes }) =>
    says(
      why === 'incomplete' ? '视频始终没有下载完整。' : '收到的内容不是可以校验的视频。',
      `多次下载均未通过校验，已将其中最大的一次（${format.bytes(bytes)}）单独存放。您可以原样保留该文件，或重新获取。`,
      'retry-download',
    ),
  'backup-failed': ({ neededBytes, freeBytes, detail }) =>
    neededBytes !== null && freeBytes !== null
      ? says('没有足够的空间存放备份。', `需要 ${format.bytes(neededBytes)}，剩余 ${format.bytes(freeBytes)}。`)
      : says('未能创建备份。', `系统提示：${detail}。不影响使用，一小时后会再试。`, 'open-logs'),
  'backup-unusable': ({ reason }) => says(...backupUnusable[reason]),
  'possibly-sent-since-backup': ({ backupAtMs }) =>
    backupAtMs === null
      ? says(
          '它可能已从别处发送过。',
          '数据库的位置与上次启动时不同。如果它的副本也在别处使用，继续之前请先在 evolink.ai 核对您的任务：重复发送会重复扣费。',
        )
      : says(
          '备份之后它可能已经发送过。',
          `在 ${format.moment(backupAtMs, 0)} 备份时，它还在等待。继续之前请先在 evolink.ai 核对您的任务：重复发送会重复扣费。`,
        ),
  'another-profile-active': ({ active }) =>
    says('未发送任何内容：当前使用的已是另一个配置。', `再按一次将使用“${active}”发送；也可以先选择原来的配置。`),
  'queue-paused': () => says('发送已暂停。', '继续队列之前不会发送任何新任务。'),
  'not-allowed-in-state': () => says('现在已无法执行此操作。', '任务的状态在此期间发生了变化。'),
  'unknown-item': ({ what }) => says(`此${items[what]}已不存在。`, '它在此期间被移除了。'),
  'cancelled-by-user': () => says('没有任何改动。', '对话框已关闭。'),
  'invalid-input': ({ issues }) => says('无法识别此操作。', `${notTaken(issues)}未做任何更改。`, 'open-logs'),
  'unknown-call': () => says('窗口与程序版本不一致。', '请重新启动程序。', 'open-logs'),
  'call-failed': () =>
    says('程序没有响应此操作。', '它可能已经执行。请重试：这样不会重复生成。如果一直如此，请重新启动程序。', 'open-logs'),
  internal: ({ incident }) => says('程序内部出错了。', `没有丢失任何内容。详情见日志（${incident}）。`, 'open-logs'),
};

/** The texts of refusals with more information than their status. */
const special: Readonly<Record<SpecialError, ErrorText>> = {
  'content-refused': says('被内容审核拒绝。', '请改写提示词，避免裸露、暴力内容和真实人物姓名。'),
  'model-refused': says('EvoLink 不向此密钥提供该模型。', '该模型可能已下线。请换一个模型，或在 evolink.ai 为此密钥开通。'),
  'no-channel': says('EvoLink 目前没有该模型的空位。', '将在一两分钟后自动重试。如果一直如此，请换一个模型。'),
  'key-total-limit': says('此密钥的总额度已用完。', '请在 evolink.ai 提高它的额度，或使用其他密钥。您的任务会等待，有额度后自动继续。'),
  'key-daily-limit': says(
    '此密钥今日的额度已用完。',
    '您的任务会等到它的新一天开始。如需提前继续，请在 evolink.ai 提高额度，或使用其他密钥。',
  ),
};

/** Returns the text of an error. For errors of the service the next step is the one of the table in `shared/service-errors`. */
export function errorText(error: AppError): ErrorText {
  const text = wordsOf(error);
  const step = nextStepOf(error);
  return step === undefined ? text : withStep(text, step);
}

function wordsOf(error: AppError): ErrorText {
  const more = specialErrorOf(error);
  if (more !== null) return special[more];
  const sentence = sentences[error.kind] as (error: AppError) => ErrorText;
  return sentence(error);
}
