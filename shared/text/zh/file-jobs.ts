// Renaming, exporting and finding files: the dialogs, the progress, and the outcome.
import type { StudioStatus } from '../../ipc.ts';
import type { fileJobs as en } from '../en/file-jobs.ts';
import { format } from './format.ts';

type FileJob = NonNullable<StudioStatus['library']['fileJob']>;

const refused = (count: number): string => (count === 0 ? '' : `，${format.number(count)} 个未能处理`);

function running({ kind, done, skipped, failed, total, doneBytes, totalBytes, examined }: FileJob): string {
  const count = `${format.number(done + skipped)} / ${format.number(total)}`;
  if (kind === 'rename') return `已重命名 ${count} 个文件${refused(failed)}`;
  if (kind === 'locate') return `已找到 ${count} 个缺失的文件，查看了 ${format.number(examined)} 个文件`;
  return `已导出 ${count} 个视频，${format.bytes(doneBytes)} / ${format.bytes(totalBytes)}${refused(failed)}`;
}

function renamed({ done, failed, skipped }: FileJob): string {
  const stays = skipped > 0 ? `，${format.number(skipped)} 个已是该名称` : '';
  return `重命名了 ${format.number(done)} 个文件${stays}${refused(failed)}。`;
}

function exported({ done, failed, skipped, folder }: FileJob): string {
  const present = skipped > 0 ? `，${format.number(skipped)} 个已存在` : '';
  return `导出了 ${format.number(done)} 个视频到 ${folder ?? ''}${present}${refused(failed)}。`;
}

function found({ done, skipped, failed, total, folder }: FileJob): string {
  if (total === 0) return '没有缺失的文件。';
  const rest = failed === 0 ? '' : `仍有 ${format.number(failed)} 个找不到。`;
  return `在 ${folder ?? ''} 中找到 ${format.number(done + skipped)} / ${format.number(total)} 个缺失的文件。${rest}`;
}

const endings = { rename: renamed, export: exported, locate: found } as const satisfies Record<FileJob['kind'], (job: FileJob) => string>;

function ended(job: FileJob): string {
  const what = endings[job.kind](job);
  return job.state === 'done' ? what : `已停止：${what}`;
}

/** See the English table. */
export const fileJobs: typeof en = {
  label: '文件处理',
  rename: '重命名…',
  renameMany: (count) => `重命名 ${format.number(count)} 个文件…`,
  renameTitle: '重命名文件',
  renameManyTitle: (count) => `重命名 ${format.number(count)} 个文件`,
  renameDetail: '作品库文件夹中的文件将被重命名。',
  name: '名称',
  renameNow: '重命名',
  copyPath: '复制路径',
  copyPaths: (count) => `复制 ${format.number(count)} 个路径`,
  reveal: '在文件夹中显示',
  revealMany: (count) => `在文件夹中显示 ${format.number(count)} 个文件`,
  export: '导出…',
  exportMany: (count) => `导出 ${format.number(count)} 个视频…`,
  exportTitle: (count) => `导出 ${format.number(count)} 个视频`,
  exportDetail: '将文件复制到一个文件夹。作品库保持不变。',
  target: '文件夹',
  noTarget: '尚未选择文件夹',
  choose: '选择…',
  free: (bytes) => `可用空间 ${format.bytes(bytes)}`,
  size: (count, bytes) => `${format.number(count)} 个文件，${format.bytes(bytes)}`,
  missing: (count) => `${format.number(count)} 个文件找不到`,
  tooLarge: '此文件夹空间不足。请选择其他文件夹，或减少所选视频。',
  csv: '一个 CSV 表格，包含提示词、设置和费用',
  json: '每个视频旁有一个 JSON 文件，包含发送的请求',
  /** The name of the table. */
  csvName: 'Evolink Studio 导出',
  exportNow: '导出',
  openFolder: '显示文件夹',
  continue: '继续',
  cancel: '取消',
  progress: '进度',
  stop: '停止',
  close: '关闭',
  refusals: (count) => `${format.number(count)} 个文件未能处理`,
  refusedFor: (count) => `${format.number(count)} 个文件：`,
  more: (count) => `另有 ${format.number(count)} 个文件`,
  stayMissing: (count) => `仍有 ${format.number(count)} 个文件找不到`,
  showMissing: '显示缺失的视频',
  running,
  ended,
};
