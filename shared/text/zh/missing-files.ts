// Searching for the files of missing videos.
import type { missingFiles as en } from '../en/missing-files.ts';
import { format } from './format.ts';

/** See the English table. */
export const missingFiles: typeof en = {
  title: '查找缺失的文件',
  open: '查找缺失的文件…',
  counting: '正在统计缺失的文件…',
  count: (count) => (count === 0 ? '没有缺失的文件。' : `有 ${format.number(count)} 个视频找不到文件。`),
  how: '无论文件名是什么，移动或重命名过的文件都会按大小和内容识别。磁盘上的任何内容都不会更改。',
  detail: '这些视频的文件在程序之外被移动、重命名或删除了。',
  where: '查找位置',
  inLibrary: '作品库文件夹',
  inOther: '其他文件夹',
  otherDetail: '接下来请选择文件夹，其子文件夹也会一并查找。',
  search: '查找',
  chooseAndSearch: '选择文件夹并查找…',
};
