// The texts of errors: what happened, what it means, and the next step. One text per kind of `AppError`.
import type { AppError, AppErrorKind, AppErrorOf } from '../../errors.ts';
import { bytesPerMegabyte } from '../../models/rules/general-limits.ts';
import { httpErrors, isAlreadySubmitted, nextStepOf, type SpecialError, specialErrorOf } from '../../service-errors/index.ts';
import { refusedValues } from '../refused-values.ts';
import type { ErrorText } from '../shape.ts';
import { says, waitWords, withStep } from './error-words.ts';
import { format } from './format.ts';
import { blockedText } from './issue-list.ts';
import { collectionRefusal, refusedTexts, textRefusal, tooMany } from './judgement-errors.ts';
import { between } from './spacing.ts';
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
  return names.length === 0 ? '内容超出了程序一次能处理的量。' : `程序不接受以下内容：${names.join('、')}。`;
}

const noAnswer: Readonly<Record<AppErrorOf<'no-response'>['reason'], string>> = {
  'timed-out': 'EvoLink 没有及时响应。',
  'connection-failed': '无法连接 EvoLink。',
  'connection-lost': '连接已中断。',
  'proxy-sign-in': '代理需要用户名和密码。',
};
const notFollowed: Readonly<Record<AppErrorOf<'polling-stopped'>['reason'], readonly [string, string]>> = {
  'by-user': ['已停止跟踪。', '您停止了跟踪。EvoLink 仍会完成它并照常扣费。'],
  'not-found': ['已停止跟踪。', 'EvoLink 已有 24 小时查不到此任务。'],
  'not-found-by-new-key': [
    '已停止跟踪。',
    '发送后更换过密钥或接口地址，使用新的密钥或地址 24 小时内都查不到此任务。它可能属于原来的账户。',
  ],
  'too-old': ['已停止跟踪。', 'EvoLink 在 24 小时内既没有报告完成，也没有报告失败。'],
};
const address: Readonly<Record<AppErrorOf<'reference-address'>['reason'], readonly [string, string]>> = {
  malformed: ['这不是网址。', '网址应类似 https://example.com/picture.png。'],
  'not-http': ['只能使用 http 和 https 网址。', '请将文件保存到这台电脑，再拖放到这里。'],
  private: ['此网址位于内部网络。', '出于安全考虑不会打开。请保存文件后拖放到这里。'],
  unreachable: ['此网址没有响应。', '请检查网址，或保存文件后拖放到这里。'],
  'too-many-redirects': ['此网址一直在循环跳转。', '请将文件保存到这台电脑，再拖放到这里。'],
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
  tag: '标签',
  collection: '合集',
};

const notHere: Readonly<Record<AppErrorOf<'library-unavailable'>['found'], (folder: string) => readonly [string, string]>> = {
  'no-library': (folder) => [
    '在此文件夹中未找到您的作品库。',
    `${folder} 存在，但无法确认它就是您的作品库，因此不会向其中写入任何内容。如果作品库在外接磁盘上，连接磁盘后会自动继续；否则请重新选择此文件夹，或选择其他文件夹。`,
  ],
  'other-library': (folder) => [
    '作品库文件夹中是另一个作品库。',
    `${folder} 存在，但其中没有您的视频：可能连接了另一个磁盘。程序不会向其中写入任何内容。连接正确的磁盘后会自动继续，您也可以选择文件夹。`,
  ],
};

const libraryBusy: Readonly<Record<AppErrorOf<'library-busy'>['by'], readonly [string, string]>> = {
  move: ['作品库正在移动。', '请等待移动完成，或先停止移动。'],
  change: ['作品库文件夹正忙。', '请稍候再试。'],
  rebuild: ['作品库正在重建。', '请等待重建完成，或先停止重建。'],
  rename: ['正在重命名文件。', '请等待重命名完成，或先停止重命名。'],
  export: ['正在导出视频。', '请等待导出完成，或先停止导出。'],
};

const backupUnusable: Readonly<Record<AppErrorOf<'backup-unusable'>['reason'], readonly [string, string]>> = {
  gone: ['找不到此备份。', '文件已被移动或删除。未做任何改动。请选择其他备份。'],
  damaged: ['此备份已损坏。', '未做任何改动。请选择其他备份。'],
  'not-copied': ['无法复制此备份。', '磁盘已满，或程序的数据文件夹无法写入。未做任何改动。请腾出空间后重试。'],
  newer: ['此备份由更新版本的 Evolink Studio 创建。', '未做任何改动。请安装最新版本后再使用。'],
};

const sentences: Sentences = {
  'invalid-request': () => says('EvoLink 拒绝了此请求。', '原因见下方。请修改后再次生成。'),
  unauthorized: () => says('EvoLink 不接受此密钥。', '密钥有误、已停用或已过期。请更换密钥，等待中的任务随后会继续。'),
  'insufficient-credits': () => says('账户积分不足。', '请充值。您的任务会等待，积分足够后自动继续。'),
  'access-denied': () => says('EvoLink 不允许此密钥执行该操作。', '请在 evolink.ai 为此密钥开通权限，或使用其他密钥。'),
  'not-found': () => says('EvoLink 找不到它。', '它在 EvoLink 已不存在，或者此配置的接口地址有误。', 'choose-profile', '检查配置'),
  conflict: (error) =>
    isAlreadySubmitted(error)
      ? says('EvoLink 表示此请求已发送过。', '第一次可能已被接受。请先再次查询，再决定是否重新发送。')
      : says('EvoLink 返回了冲突（409）。', '这并不说明请求是否已被接受。请先再次查询，再决定是否重新发送。'),
  'request-too-large': () => says('请求过大。', '请使用更小或更少的图片，或缩短提示词。'),
  'rate-limited': ({ retryAfterMs }) =>
    says('EvoLink 收到的请求过多。', `程序将在 ${wait(retryAfterMs, waitWords(httpErrors['rate-limited'].wait))}后自动继续。`),
  'server-error': () => says('EvoLink 出错。', `程序约 ${waitWords(httpErrors['server-error'].wait)}后会再次查询。`),
  'upstream-error': () => says('模型提供方的服务没有响应 EvoLink。', '请约 1 分钟后再次查询。'),
  'service-unavailable': ({ retryAfterMs }) =>
    says('EvoLink 目前没有空余资源。', `程序将在 ${wait(retryAfterMs, waitWords(httpErrors['service-unavailable'].wait))}后自动重试。`),
  refused: ({ service }) => says(`EvoLink 拒绝了请求（${service.httpStatus}）。`, '原文见下方。'),
  'invalid-response': ({ service }) => says('无法读取 EvoLink 的响应。', `响应的状态码为 ${service.httpStatus}，内容不是通常的格式。`),
  'no-response': ({ reason }) =>
    says(
      noAnswer[reason],
      reason === 'proxy-sign-in'
        ? '没有发送任何内容。登录后，等待中的任务会继续。'
        : '请检查网络连接。网络恢复后，进行中的任务会立即继续。',
    ),
  'file-host-refused': () => says('EvoLink 的文件服务拒绝了一个参考素材。', '请换一个文件，或 1 分钟后重试。'),
  'task-failed': taskFailureText,
  'polling-stopped': ({ reason }) => {
    const [title, detail] = notFollowed[reason];
    return says(title, detail, 'resume-polling');
  },
  'key-replaced': ({ changedAtMs }) =>
    says(
      '发送后更换过密钥或接口地址。',
      `${format.time(changedAtMs)} 起使用新的密钥或地址，查不到此任务：它可能属于原来的账户。换回原来的密钥或地址即可找到它。`,
      'replace-key',
    ),
  'no-profile': () => says('尚未选择配置。', '请连接密钥，或使用模拟器。', 'choose-profile'),
  'no-key': ({ profile }) => says(`“${profile}”没有密钥。`, '添加密钥后，它的任务会继续。', 'replace-key', '添加密钥…'),
  'key-malformed': () => says('这看起来不像密钥。', '密钥只有一行，通常以 sk- 开头。请从 evolink.ai 重新复制。'),
  'keychain-unavailable': () => says('系统密钥环没有响应。', '请解锁后重试，或重新粘贴密钥供本次使用。', 'replace-key'),
  'invalid-base-url': ({ url }) => says(`“${url}”不能用作接口地址。`, '地址必须以 https:// 开头；普通 http 只能用于本机。'),
  'environment-key-wrong-host': ({ url }) =>
    says(
      'EVOLINK_API_KEY 中的密钥只会发送到 EvoLink 自己的地址。',
      `此配置的地址是 ${url}。请粘贴用于该地址的密钥，或添加一个使用 EvoLink 默认接口地址的配置。`,
    ),
  'request-blocked': ({ issues }) => says('现在还不能发送。', blockedText(issues), 'edit-request'),
  'reference-file-missing': ({ name }) => says(`找不到${quoted(name)}。`, '它已被移动或删除。请重新添加。', 'change-images'),
  'reference-unreadable': ({ name }) =>
    says(`无法读取${quoted(name)}。`, '文件可能已损坏，或者您没有读取权限。请检查文件，或选择其他文件。', 'change-images'),
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
    says(`${quoted(name)}过大：${megabytes(bytes)}。`, `EvoLink 最多接受 ${megabytes(limitBytes)}。请缩小文件。`, 'change-images'),
  'reference-address': ({ reason }) => {
    const [title, detail] = address[reason];
    return says(title, detail);
  },
  'library-missing': ({ folder }) =>
    says('找不到作品库文件夹。', `${folder} 不存在。请连接所在的磁盘，连接后会自动继续；或选择其他文件夹。`, 'choose-folder'),
  'library-unavailable': ({ folder, found }) => {
    const [title, detail] = notHere[found](folder);
    return says(title, detail, 'choose-folder');
  },
  'library-unwritable': ({ folder }) =>
    says(
      '无法写入作品库文件夹。',
      `${folder} 无法写入新文件。已完成的视频会在 EvoLink 等待。请检查文件夹的权限，或选择其他文件夹。`,
      'choose-folder',
    ),
  'disk-full': ({ folder, neededBytes, freeBytes }) =>
    says(
      '磁盘已满。',
      `${folder} 需要${neededBytes === null ? '更多空间' : ` ${format.bytes(neededBytes)} 空间`}${freeBytes === null ? '' : `，剩余 ${format.bytes(freeBytes)}`}。请腾出空间，或选择其他文件夹。`,
      'choose-folder',
    ),
  'library-busy': ({ by }) => says(...libraryBusy[by]),
  'file-write-failed': ({ folder }) => says('无法保存文件。', `写入 ${folder} 失败。请选择其他文件夹。`),
  'page-open-failed': ({ url }) => says('系统无法打开该网页。', `请自行在浏览器中打开：${url}`),
  'folder-open-failed': ({ folder }) => says('系统无法打开该文件夹。', `请自行打开：${folder}`),
  'file-missing': () => says('找不到文件。', '它在程序之外被移动、重命名或删除了。', 'retry-download', '重新下载'),
  'export-in-library': ({ folder }) => says('不能导出到作品库中。', `${folder} 属于作品库。请选择其他文件夹。`),
  'file-in-use': ({ name }) => says(`${quoted(name)}正在其他程序中打开。`, '请在那里关闭它，然后重试。'),
  'file-name-taken': ({ name }) => says(`已有名为${quoted(name)}的文件。`, '请换一个名称。'),
  'name-not-allowed': ({ name }) => says(`${quoted(name)}不能用作文件名。`, '它太长，或者 Windows、macOS 或 Linux 不允许。请换一个名称。'),
  'file-changed': () => says('文件已被更改。', '它不是最初保存的文件。请重新下载，或放回原来的文件。', 'retry-download', '重新下载'),
  'not-opened': ({ name }) => says(`没有打开${quoted(name)}。`, '没有程序能打开这种视频。请安装一个播放器（例如 VLC），然后重试。'),
  'file-mismatch': ({ name }) => says(`${quoted(name)}是另一个文件。`, '请选择最初保存的那个文件。'),
  'trash-on-other-volume': ({ folder }) =>
    says('视频与回收站不在同一个驱动器上。', `文件留在原处。请将它移到 ${folder} 中，或在文件管理器中删除。`, 'choose-folder'),
  'link-refused': () => says('链接已失效。', '程序正在向 EvoLink 获取新链接。', 'retry-download'),
  'link-blocked': ({ reason }) =>
    says('未打开 EvoLink 的链接。', `${linkNotAllowed[reason]}没有下载任何内容。链接有效期内会自动重试。`, 'open-logs'),
  'host-needs-permission': ({ host }) =>
    says(
      `“${host}”可能位于内部网络。`,
      '该域名指向本地代理和内部网络都会使用的地址。如果您正在使用代理或 VPN，请点击“仍然下载”。',
      'allow-host',
    ),
  'download-incomplete': ({ receivedBytes, expectedBytes }) =>
    says(
      '视频没有下载完整。',
      `已收到 ${expectedBytes === null ? format.bytes(receivedBytes) : format.bytesOf(receivedBytes, expectedBytes)}。将自动重试。`,
      'retry-download',
    ),
  'not-a-video': () => says('收到的文件不是视频。', '程序将重新下载。', 'retry-download'),
  quarantined: ({ why, bytes }) =>
    says(
      why === 'incomplete' ? '视频始终没有下载完整。' : '收到的文件不是可以校验的视频。',
      `多次下载均未通过校验，已将其中最大的一次（${format.bytes(bytes)}）单独存放。您可以原样保留该文件，或重试。`,
      'retry-download',
    ),
  'backup-failed': ({ neededBytes, freeBytes, detail }) =>
    neededBytes !== null && freeBytes !== null
      ? says('没有足够的空间存放备份。', `需要 ${format.bytes(neededBytes)}，剩余 ${format.bytes(freeBytes)}。请腾出空间。`)
      : says('未能创建备份。', `不影响使用，程序会在一小时后重试。系统信息：${detail}。`, 'open-logs'),
  'backup-unusable': ({ reason }) => says(...backupUnusable[reason]),
  'possibly-sent-since-backup': ({ backupAtMs }) =>
    backupAtMs === null
      ? says(
          '它可能已由另一份副本发送过。',
          '数据库的位置与上次启动时不同。如果它的副本也在别处使用，继续此任务之前请先在 evolink.ai 核对您的任务：重复发送会重复扣费。',
        )
      : says(
          '备份之后它可能已经发送过。',
          `在${between(format.moment(backupAtMs, 0))}备份时，它还在等待。继续此任务之前请先在 evolink.ai 核对您的任务：重复发送会重复扣费。`,
        ),
  'database-row-invalid': ({ incident }) =>
    says(
      '数据库中的这条记录无法读取。',
      `记录已损坏，因此没有执行任何操作。如果需要它，请在设置中恢复备份。详情见日志（${incident}）。`,
      'open-logs',
    ),
  'database-full': () => says('存放程序数据库的磁盘已满。', '此更改未保存。请先在该磁盘上腾出空间，然后重试。您的视频不受影响。'),
  'database-not-written': () =>
    says(
      '无法写入程序的数据库。',
      '此更改未保存。可能是磁盘已满，或您在该磁盘上的配额已用完。请先在该磁盘上腾出空间，然后重试。您的视频不受影响。',
    ),
  'search-unavailable': ({ detail }) =>
    says(
      '搜索暂时不可用。',
      `搜索索引无法读取或写入。您的视频不受影响。请确认存放程序数据的磁盘有可用空间，然后重新启动程序。系统信息：${detail}。`,
      'open-logs',
    ),
  'stored-error-unreadable': () =>
    says('原因已无法读取。', '与这条记录一起保存的原因已损坏；记录本身是完整的。任务的历史记录中可能仍有说明。'),
  'text-refused': ({ what, why, maxLength }) =>
    says(`无法保存此${refusedTexts[what]}。`, `${textRefusal[why](format.number(maxLength))}未做任何改动。`),
  'name-taken': ({ what, name }) => says(`另一个${items[what]}已名为“${name}”。`, '请换一个名称。大小写、重音和全角半角不作区分。'),
  'too-many': ({ what, max }) => says('超出了程序可处理的数量。', tooMany[what](format.number(max))),
  'collection-refused': ({ why }) => says('无法对此合集执行此操作。', collectionRefusal[why]),
  'query-refused': ({ part }) =>
    says('无法保存此搜索。', part === '' ? '搜索内容为空。请输入词语或条件。' : `无法理解“${part}”。请修改后再保存。`),
  'another-profile-active': ({ active }) =>
    says('没有发送任何内容：当前使用的已是另一个配置。', `再次点击将使用“${active}”发送；也可以先选择原来的配置。`),
  'queue-paused': () => says('发送已暂停。', '继续队列之前不会发送任何新任务。'),
  'not-allowed-in-state': () => says('现在已无法执行此操作。', '任务的状态在此期间发生了变化。'),
  'unknown-item': ({ what }) => says(`此${items[what]}已不存在。`, '它在此期间被移除了。'),
  'cancelled-by-user': () => says('未做任何改动。', '对话框已关闭。'),
  'invalid-input': ({ issues }) => says('程序无法处理此操作。', `${notTaken(issues)}未做任何改动。`, 'open-logs'),
  'unknown-call': () => says('窗口与正在运行的程序不一致。', '请退出并重新启动程序。', 'open-logs'),
  'call-failed': () =>
    says('程序没有响应此操作。', '它可能已经执行。请重试：这样不会重复生成。如果问题持续，请重新启动程序。', 'open-logs'),
  internal: ({ incident }) => says('程序内部出错。', `没有丢失任何内容。详情见日志（${incident}）。`, 'open-logs'),
};

/** The texts of refusals with more information than their status. */
const special: Readonly<Record<SpecialError, ErrorText>> = {
  'content-refused': says('被内容审核拒绝。', '请改写提示词，避免裸露、暴力内容和真实人物姓名。'),
  'model-refused': says('EvoLink 不向此密钥提供该模型。', '该模型可能已下线。请换一个模型，或在 evolink.ai 为此密钥开通。'),
  'no-channel': says('EvoLink 目前没有该模型的空余资源。', '程序将在一两分钟后自动重试。如果问题持续，请换一个模型。'),
  'key-total-limit': says('此密钥的总额度已用完。', '请在 evolink.ai 提高它的额度，或使用其他密钥。您的任务会等待，有额度后自动继续。'),
  'key-daily-limit': says('此密钥今日的额度已用完。', '您的任务会等到额度重置。如需提前继续，请在 evolink.ai 提高额度，或使用其他密钥。'),
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
