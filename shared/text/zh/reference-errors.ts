// The texts of errors about files that cannot be used as references.
import type { AppErrorOf } from '../../errors.ts';
import { bytesPerMegabyte } from '../../models/rules/general-limits.ts';
import type { ErrorSentences } from '../shape.ts';
import { createErrorText } from './error-words.ts';
import { format } from './format.ts';
import { wrongTypeText } from './wrong-file-type.ts';

/** Formats bytes in the megabytes of the limits (`bytesPerMegabyte`), so that "30 MB" is the same as in the service's documentation. */
const megabytes = (bytes: number): string => `${format.number(Math.ceil((bytes / bytesPerMegabyte) * 10) / 10, 1)} MB`;
const quoted = (name: string): string => (name === '' ? '此文件' : `“${name}”`);
const addressTexts: Readonly<Record<AppErrorOf<'reference-address'>['reason'], readonly [string, string]>> = {
  malformed: ['这不是网址。', '网址应类似 https://example.com/picture.png。'],
  'not-http': ['只能使用 http 和 https 网址。', '请将文件保存到这台电脑，再拖放到这里。'],
  private: ['此网址位于内部网络。', '出于安全考虑不会打开。请保存文件后拖放到这里。'],
  unreachable: ['此网址没有响应。', '请检查网址，或保存文件后拖放到这里。'],
  'too-many-redirects': ['此网址一直在循环跳转。', '请将文件保存到这台电脑，再拖放到这里。'],
};
const undecodableDetails: Readonly<Record<AppErrorOf<'reference-undecodable'>['why'], string>> = {
  'rare-coding': '这是一种少见的 JPEG（算术编码、无损或超过 8 位），这里无法解码。请在图片编辑器中另存为 PNG 或普通 JPEG，然后添加该文件。',
  unsupported: '它是此格式中一种这里无法解码的变体，或者已损坏。请在图片编辑器中另存为 PNG 或 JPEG，然后添加该文件。',
  'too-much': '解码它所需的内存或时间太多。请在图片编辑器中缩小图片，然后添加该文件。',
};

/** As `../en/reference-errors.ts`. */
export const referenceErrors = {
  'reference-file-missing': ({ name }) => createErrorText(`找不到${quoted(name)}。`, '它已被移动或删除。请重新添加。', 'change-images'),
  'reference-unreadable': ({ name }) =>
    createErrorText(`无法读取${quoted(name)}。`, '文件可能已损坏，或者您没有读取权限。请检查文件，或选择其他文件。', 'change-images'),
  'reference-on-network-path': ({ name }) =>
    createErrorText(
      `${quoted(name)}位于另一台电脑上。`,
      '为安全起见，不会仅凭路径打开它。请将它拖到这里，或在对话框中选择。',
      'change-images',
    ),
  'reference-incomplete': ({ name }) =>
    createErrorText(
      `${quoted(name)}不完整。`,
      '图片有一部分缺失或损坏，例如复制或同步尚未完成。请等待完成，或在图片编辑器中重新保存，然后再添加。',
      'change-images',
    ),
  'reference-undecodable': ({ name, why }) => createErrorText(`无法使用${quoted(name)}。`, undecodableDetails[why], 'change-images'),
  'decoder-unavailable': ({ name }) =>
    createErrorText(
      `现在无法检查${quoted(name)}。`,
      '程序中解码图片的部分没有启动，图片本身没有问题。请 1 分钟后重试；如果仍然不行，请重新启动程序。',
      'try-again',
    ),
  'reference-wrong-type': ({ name, found }) => wrongTypeText(quoted(name), found),
  'reference-too-large': ({ name, bytes, limitBytes }) =>
    createErrorText(
      `${quoted(name)}过大：${megabytes(bytes)}。`,
      `EvoLink 最多接受 ${megabytes(limitBytes)}。请缩小文件。`,
      'change-images',
    ),
  'reference-address': ({ reason }) => {
    const [title, detail] = addressTexts[reason];
    return createErrorText(title, detail);
  },
} satisfies Partial<ErrorSentences>;
