// Settings → Files: the files on EvoLink's file host, its quota, and its errors.
import type { AppError } from '../../errors.ts';
import type { files as en } from '../en/files.ts';
import type { ErrorText, FilesAction } from '../shape.ts';
import { createErrorText } from './error-words.ts';
import { errorText as usualText } from './errors.ts';
import { format } from './format.ts';
import { afterChinese } from './spacing.ts';

const failed: Readonly<Record<FilesAction, string>> = {
  list: '无法更新文件列表。',
  quota: '无法查询文件数量上限。',
  remove: '文件没有删除。',
  upload: '文件没有上传。',
};

/** The file host has one shape for all errors, so its codes are distinguished here. */
function hostText(doing: FilesAction, code: string | null): ErrorText {
  switch (code) {
    case '401':
      return createErrorText('EvoLink 不接受此密钥。', '密钥有误、已停用或已过期。请在上方为此配置更换密钥。');
    case '403':
      return doing === 'upload'
        ? createErrorText(failed.upload, 'EvoLink 拒绝了上传。如果已达到文件数量上限，请删除一些文件；否则可能是密钥没有权限。')
        : createErrorText(failed[doing], '此密钥没有这项权限。请在 evolink.ai 为它开通。');
    case '404':
      if (doing === 'remove') return createErrorText('此文件此前已被删除。', '列表现在是最新的。');
      return doing === 'upload'
        ? createErrorText(failed.upload, '此地址没有文件服务。请检查此配置的文件接口地址。')
        : createErrorText(failed[doing], '此配置对应的服务不提供该功能。文件仍可正常上传和使用。');
    case '413':
      return createErrorText(failed.upload, '超过了 EvoLink 的上限（100 MB）。请选择更小的文件。');
    case '429':
      return createErrorText(failed[doing], 'EvoLink 收到的请求过多。请 1 分钟后重试。', 'try-again');
    default:
      if (code?.startsWith('5')) return createErrorText(failed[doing], 'EvoLink 的文件服务出了问题。请 1 分钟后重试。', 'try-again');
      return createErrorText(failed[doing], 'EvoLink 的文件服务拒绝了请求。原文见下方。', 'try-again');
  }
}

const hostCodes: { readonly [K in AppError['kind']]?: string } = {
  unauthorized: '401',
  'access-denied': '403',
  'not-found': '404',
  'request-too-large': '413',
  'rate-limited': '429',
  'invalid-request': '400',
  refused: '400',
};

/** The sentence for an error of the file host; other errors have their usual sentence. */
function errorText(error: AppError, doing: FilesAction): ErrorText {
  const code = error.kind === 'file-host-refused' ? error.service.code : hostCodes[error.kind];
  if (code !== undefined) return hostText(doing, code);
  switch (error.kind) {
    case 'no-response':
      return createErrorText(failed[doing], 'EvoLink 的文件服务没有响应。请检查网络连接后重试。', 'try-again');
    case 'server-error':
    case 'upstream-error':
    case 'service-unavailable':
    case 'invalid-response':
      return createErrorText(failed[doing], 'EvoLink 的文件服务出了问题。请 1 分钟后重试。', 'try-again');
    case 'not-allowed-in-state':
      return createErrorText('已有文件正在上传。', '请等待上传完成，或停止上传。');
    case 'reference-file-missing':
    case 'reference-unreadable':
    case 'reference-wrong-type':
    case 'reference-too-large': {
      // The next step is obvious: the button that asks for a file.
      const { title, detail } = usualText(error);
      return createErrorText(title, detail);
    }
    default:
      return usualText(error);
  }
}

/** "12 / 100 个文件", as far as the service says. */
function quota(used: number | null, limit: number | null, remaining: number | null): string {
  const freeSlots = remaining ?? (used !== null && limit !== null ? limit - used : null);
  const usage =
    used === null ? null : limit === null ? format.counted(used, '个文件') : `${format.number(used)} / ${format.counted(limit, '个文件')}`;
  const room = freeSlots === null ? null : freeSlots <= 0 ? '已达上限：请先删除一些' : `还能存放 ${format.counted(freeSlots, '个')}`;
  const parts = [usage, room].filter((part) => part !== null);
  return parts.length === 0 ? 'EvoLink 没有说明文件数量上限' : parts.join(' · ');
}

/** "预计 71 小时后被 EvoLink 删除". */
function expiry(leftMs: number | null): string {
  if (leftMs === null) return '上传 72 小时后被 EvoLink 删除';
  return leftMs <= 0 ? '即将被 EvoLink 删除' : `预计${afterChinese(format.roughDuration(leftMs))}后被 EvoLink 删除`;
}

function removeDetail(taskCount: number): string {
  const unaffected = '这台电脑上的内容不会删除；等待中的任务会重新上传所需的文件。';
  if (taskCount === 0) return `只会删除 EvoLink 上的文件。${unaffected}`;
  return `EvoLink 上有 ${format.counted(taskCount, '个任务')}使用此文件：如果任务还没有读取它，可能会失败。${unaffected}`;
}

/** The labels of the fields in the file host's reply, by their names in JSON. */
const replyNames: Readonly<Record<string, string>> = {
  file_id: '文件 ID',
  file_name: '文件名',
  original_name: '原文件名',
  file_size: '大小（字节）',
  mime_type: '类型',
  upload_path: '目录',
  file_url: '供模型使用的地址',
  download_url: '下载地址',
  upload_time: '上传时间',
  expires_at: '删除时间',
};

/** The sentences of `en/files.ts` in Chinese. */
export const files: typeof en = {
  replyNames,
  details: 'EvoLink 提供的信息',
  noDetails: 'EvoLink 的列表只有这些信息。由本程序上传的文件有更多信息。',
  title: 'EvoLink 上的文件',
  detail: '为任务上传的文件。EvoLink 会在上传约 72 小时后删除。',
  show: '显示文件',
  refresh: '刷新',
  loading: '正在从 EvoLink 加载…',
  upload: '上传…',
  uploadHint: '上传图片、视频或音频文件，最大 100 MB。',
  uploading: '正在上传…',
  stop: '停止',
  uploaded: (name) => `“${name}”已上传到 EvoLink。地址：`,
  alreadyUploaded: (name) => `“${name}”已在 EvoLink 上。地址：`,
  stopped: '已停止上传。',
  removed: (name) => `“${name}”已删除。`,
  quotaLabel: '文件用量',
  quota,
  list: '文件',
  empty: 'EvoLink 上没有文件。任务所需的文件会在发送时自动上传。',
  uploadedAt: (moment) => `上传于${afterChinese(moment)}`,
  expiry,
  usedBy: (tasks) => `${format.counted(tasks, '个任务')}正在使用`,
  copy: (name) => `复制 ${name} 的地址`,
  copyAddress: '复制地址',
  copied: '已复制',
  remove: (name) => `删除 ${name}`,
  removing: '正在删除…',
  confirmRemove: { title: (name) => `删除 EvoLink 上的“${name}”？`, detail: removeDetail, confirm: '删除' },
  pages: '文件分页',
  page: (from, to, total) => `第 ${format.number(from)}–${format.number(to)} 个，共 ${format.number(total)} 个`,
  previousPage: '上一页',
  nextPage: '下一页',
  errorText,
  choose: '选择要上传的文件',
  chooseKinds: '图片、视频和音频',
  chooseAll: '所有文件',
};
