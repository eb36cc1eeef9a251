// 作品库文件夹与其中的文件：移动，以及文件后来怎样了。
import type { StudioStatus } from '../../ipc.ts';
import type { folder as english } from '../en/folder.ts';
import { format } from './format.ts';

type Move = NonNullable<StudioStatus['library']['move']>;
type Report = NonNullable<StudioStatus['library']['lastAudit']>;

const videos = (count: number): string => `${format.number(count)} 个视频`;

function reportWords({ intact, unverified, changed, missing, isComplete }: Report): string {
  const parts = [
    `${videos(intact)}完好`,
    ...(missing > 0 ? [`${format.number(missing)} 个找不到`] : []),
    ...(changed > 0 ? [`${format.number(changed)} 个已被更改`] : []),
    ...(unverified > 0 ? [`${format.number(unverified)} 个未校验（原样保留）`] : []),
  ];
  return `${parts.join('，')}。${isComplete ? '' : '检查在完成前已停止。'}`;
}

/** The sentences of `en/folder.ts` in Chinese. */
export const folder: typeof english = {
  move: '移动…',
  moveHint: '将所有已保存的视频移到另一个文件夹，新视频也保存到那里。',
  useAnother: '改用其他…',
  useAnotherHint: '将新视频保存到另一个文件夹。已保存的视频留在原处。',
  moving: (move: Move): string =>
    `已移动 ${format.number(move.fileCount - move.remainingFileCount)} / ${videos(move.fileCount)}，还剩 ${format.bytes(move.remainingBytes)}`,
  movingTo: (path: string): string => `正在移到 ${path}`,
  movePaused: '移动已暂停，条件允许后会自动继续。',
  moved: (move: Move): string => (move.failed === 0 ? `已移动 ${videos(move.fileCount)}。` : `已移动，${videos(move.failed)}除外。`),
  moveCancelled: (move: Move): string =>
    `已停止。已移动 ${videos(Math.max(0, move.fileCount - move.remainingFileCount))}，${format.number(move.remainingFileCount)} 个留在原处。新视频保存到新文件夹。`,
  moveFailures: (count: number): string => `${videos(count)}留在原处`,
  progress: '移动进度',
  cancel: '停止',
  retryMove: '重试',
  continueMove: '继续',
  dismissMove: '关闭',
  strays: (count, bytes) => `${format.number(count)} 个没有对应任务的未完成下载（${format.bytes(bytes)}）`,
  straysDetail: (path) =>
    `${path} 中有一些文件在这里没有对应的任务。使用此文件夹的另一个 Evolink Studio 或备份可能还需要它们。30 天后会移到其中的“strays”文件夹。程序不会删除它们。`,
  straysShow: '显示文件夹',
  check: '检查文件',
  checkDetail: '读取每个已保存的视频，并与最初保存的内容比较。',
  checkNow: '立即检查',
  stop: '停止',
  checking: (done: number, total: number): string => `已检查 ${format.number(done)} / ${videos(total)}`,
  checkProgress: '检查进度',
  checked: (report: Report, when: string): string => `${reportWords(report)}上次检查：${when}。`,
  locateTitle: '这个视频现在在哪里？',
  locate: '指定位置…',
  checkFile: '检查此文件',
  changed: '文件已被更改',
  changedDetail: '这个名称的文件不是最初保存的文件。',
  changedCopy: '更改过的副本',
  changedCopyDetail: '此文件标明自己是作品库中的某个视频，但内容不同：它被编辑、剪切或损坏过。它作为单独的文件保留，原视频没有被替换。',
  unverified: '未校验',
  unverifiedDetail: '视频始终没有下载完整，您选择了原样保留。',
  verifying: '正在检查文件…',
  verified: (when: string): string => `已校验：${when}`,
  justNow: '刚刚',
  verdicts: {
    intact: '刚刚校验过。',
    unverified: '没有变化，但它从来不是完整的视频。',
    changed: '该文件不是最初保存的文件。',
    missing: '找不到文件。',
    unreadable: '现在无法读取该文件。',
  },
};
