// The texts of errors about downloads.
import type { AppErrorOf } from '../../errors.ts';
import type { ErrorSentences } from '../shape.ts';
import { createErrorText } from './error-words.ts';
import { format } from './format.ts';

const linkBlockedReasons: Readonly<Record<AppErrorOf<'link-blocked'>['reason'], string>> = {
  'not-https': '链接不是 https。',
  private: '链接指向内部网络。',
  'too-many-redirects': '链接一直在循环跳转。',
  'too-large': '文件大小超出了任何视频应有的范围。',
};

/** As `../en/download-errors.ts`. */
export const downloadErrors = {
  'link-refused': () => createErrorText('链接已失效。', '程序正在向 EvoLink 获取新链接。', 'retry-download'),
  'link-blocked': ({ reason }) =>
    createErrorText('未打开 EvoLink 的链接。', `${linkBlockedReasons[reason]}没有下载任何内容。链接有效期内会自动重试。`, 'open-logs'),
  'host-needs-permission': ({ host }) =>
    createErrorText(
      `“${host}”可能位于内部网络。`,
      '该域名指向本地代理和内部网络都会使用的地址。如果您正在使用代理或 VPN，请点击“仍然下载”。',
      'allow-host',
    ),
  'download-incomplete': ({ receivedBytes, expectedBytes }) =>
    createErrorText(
      '视频没有下载完整。',
      `已收到 ${expectedBytes === null ? format.bytes(receivedBytes) : format.bytesOf(receivedBytes, expectedBytes)}。将自动重试。`,
      'retry-download',
    ),
  'not-a-video': () => createErrorText('收到的文件不是视频。', '程序将重新下载。', 'retry-download'),
  quarantined: ({ why, bytes }) =>
    createErrorText(
      why === 'incomplete' ? '视频始终没有下载完整。' : '收到的文件不是可以校验的视频。',
      `多次下载均未通过校验，已将其中最大的一次（${format.bytes(bytes)}）单独存放。您可以原样保留该文件，或重试。`,
      'retry-download',
    ),
} satisfies Partial<ErrorSentences>;
