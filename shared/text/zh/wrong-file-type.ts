// The texts for files that cannot be references: what the file is, and what to do.
import type { ErrorText } from '../shape.ts';
import { createErrorText } from './error-words.ts';
import { afterChinese } from './spacing.ts';

/** Picture formats that the service does not take. */
const pictures: Readonly<Record<string, string>> = {
  'image/heic': 'HEIC 照片',
  'image/avif': 'AVIF 图片',
  'image/svg+xml': 'SVG 图形',
  'image/vnd.adobe.photoshop': 'Photoshop 文件',
  'image/vnd.microsoft.icon': '图标文件',
  'image/x-canon-cr3': '原始格式照片',
};

const others: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/zip': 'ZIP 压缩包或办公文档',
  'application/x-executable': '程序',
  'application/vnd.rar': '压缩包',
  'application/x-7z-compressed': '压缩包',
  'text/html': '网页',
  'application/xml': 'XML 文件',
  'text/plain': '文本',
};

/** Returns the text for a file. `name` is quoted already. `found` is a MIME type; an unlisted one is shown as it is. */
export function wrongTypeText(name: string, found: string | null): ErrorText {
  if (found === 'inode/x-empty') return createErrorText(`${name}是空文件。`, '请选择其他文件。', 'change-images');
  const picture = found === null ? undefined : pictures[found];
  if (picture !== undefined) {
    return createErrorText(
      `EvoLink 不接受${name}这种格式的图片。`,
      `它的内容是${afterChinese(picture)}。请另存为 JPEG、PNG 或 WebP。`,
      'change-images',
    );
  }
  const what = found === null ? '它的内容不属于任何已知类型。' : `无论文件名是什么，它的内容是${afterChinese(others[found] ?? found)}。`;
  return createErrorText(`${name}不是图片、视频或音频文件。`, `${what}请选择其他文件。`, 'change-images');
}
