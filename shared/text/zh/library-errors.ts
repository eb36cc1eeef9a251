// The texts of errors about the library folder, its files, and files that the user saves or opens.
import type { AppErrorOf } from '../../errors.ts';
import type { ErrorSentences } from '../shape.ts';
import { createErrorText } from './error-words.ts';
import { format } from './format.ts';

const quoted = (name: string): string => (name === '' ? '此文件' : `“${name}”`);
const libraryUnavailableTexts: Readonly<Record<AppErrorOf<'library-unavailable'>['found'], (folder: string) => readonly [string, string]>> =
  {
    'no-library': (folder) => [
      '在此文件夹中未找到您的作品库。',
      `${folder} 存在，但无法确认它就是您的作品库，因此不会向其中写入任何内容。如果作品库在外接磁盘上，连接磁盘后会自动继续；否则请重新选择此文件夹，或选择其他文件夹。`,
    ],
    'other-library': (folder) => [
      '作品库文件夹中是另一个作品库。',
      `${folder} 存在，但其中没有您的视频：可能连接了另一个磁盘。程序不会向其中写入任何内容。连接正确的磁盘后会自动继续，您也可以选择文件夹。`,
    ],
  };
const libraryBusyTexts: Readonly<Record<AppErrorOf<'library-busy'>['by'], readonly [string, string]>> = {
  move: ['作品库正在移动。', '请等待移动完成，或先停止移动。'],
  'short-operation': ['作品库文件夹正忙。', '请稍候再试。'],
  rebuild: ['作品库正在重建。', '请等待重建完成，或先停止重建。'],
  rename: ['正在重命名文件。', '请等待重命名完成，或先停止重命名。'],
  export: ['正在导出视频。', '请等待导出完成，或先停止导出。'],
  locate: ['正在查找缺失的文件。', '请等待查找结束，或先停止查找。'],
};

/** As `../en/library-errors.ts`. */
export const libraryErrors = {
  'library-missing': ({ folder }) =>
    createErrorText('找不到作品库文件夹。', `${folder} 不存在。请连接所在的磁盘，连接后会自动继续；或选择其他文件夹。`, 'choose-folder'),
  'library-unavailable': ({ folder, found }) => {
    const [title, detail] = libraryUnavailableTexts[found](folder);
    return createErrorText(title, detail, 'choose-folder');
  },
  'library-unwritable': ({ folder }) =>
    createErrorText(
      '无法写入作品库文件夹。',
      `${folder} 无法写入新文件。已完成的视频会在 EvoLink 等待。请检查文件夹的权限，或选择其他文件夹。`,
      'choose-folder',
    ),
  'disk-full': ({ folder, neededBytes, freeBytes }) =>
    createErrorText(
      '磁盘已满。',
      `${folder} 需要${neededBytes === null ? '更多空间' : ` ${format.bytes(neededBytes)} 空间`}${freeBytes === null ? '' : `，剩余 ${format.bytes(freeBytes)}`}。请腾出空间，或选择其他文件夹。`,
      'choose-folder',
    ),
  'library-busy': ({ by }) => createErrorText(...libraryBusyTexts[by]),
  'file-write-failed': ({ folder }) => createErrorText('无法保存文件。', `写入 ${folder} 失败。请选择其他文件夹。`),
  'page-open-failed': ({ url }) => createErrorText('系统无法打开该网页。', `请自行在浏览器中打开：${url}`),
  'folder-open-failed': ({ folder }) => createErrorText('系统无法打开该文件夹。', `请自行打开：${folder}`),
  'file-missing': () => createErrorText('找不到文件。', '它在程序之外被移动、重命名或删除了。', 'retry-download', '重新下载'),
  'export-in-library': ({ folder }) => createErrorText('不能导出到作品库中。', `${folder} 属于作品库。请选择其他文件夹。`),
  'file-in-use': ({ name }) => createErrorText(`${quoted(name)}正在其他程序中打开。`, '请在那里关闭它，然后重试。'),
  'file-name-taken': ({ name }) => createErrorText(`已有名为${quoted(name)}的文件。`, '请换一个名称。'),
  'name-not-allowed': ({ name }) =>
    createErrorText(`${quoted(name)}不能用作文件名。`, '它太长，或者 Windows、macOS 或 Linux 不允许。请换一个名称。'),
  'file-changed': () =>
    createErrorText('文件已被更改。', '它不是最初保存的文件。请重新下载，或放回原来的文件。', 'retry-download', '重新下载'),
  'not-opened': ({ name }) =>
    createErrorText(`没有打开${quoted(name)}。`, '没有程序能打开这种视频。请安装一个播放器（例如 VLC），然后重试。'),
  'file-mismatch': ({ name }) => createErrorText(`${quoted(name)}是另一个文件。`, '请选择最初保存的那个文件。'),
  'trash-on-other-volume': ({ folder }) =>
    createErrorText('视频与回收站不在同一个驱动器上。', `文件留在原处。请将它移到 ${folder} 中，或在文件管理器中删除。`, 'choose-folder'),
} satisfies Partial<ErrorSentences>;
