// 作品库的回收站：删除、还原和彻底删除。
import { format } from './format.ts';

/** The trash: its view, its buttons, and the question before a deletion for good. */
export const trash = {
  title: '回收站',
  show: '回收站',
  contents: (count: number, bytes: number): string => `${format.number(count)} 个视频 · ${format.bytes(bytes)}`,
  kept: (days: number | null): string =>
    days === null ? '视频会一直保留，直到您清空回收站。' : `视频会在 ${format.number(days)} 天后彻底删除。`,
  delete: '删除',
  deleteMany: (count: number): string => `删除 ${format.number(count)} 个视频`,
  restore: '还原',
  restoreMany: (count: number): string => `还原 ${format.number(count)} 个视频`,
  deleteForGood: '彻底删除…',
  empty: '清空回收站…',
  nothing: { title: '回收站是空的', detail: '已删除的视频会保留在这里，直到被彻底删除。' },
  question: (count: number): string => `彻底删除 ${format.number(count)} 个视频？`,
  questionDetail: (bytes: number): string =>
    `将释放 ${format.bytes(bytes)} 空间。此操作无法撤销。任务会保留在历史中，链接有效期内仍可重新下载视频。`,
  confirm: '彻底删除',
  refused: (count: number, of: number): string => `${format.number(of)} 个视频中有 ${format.number(count)} 个未能处理，它们保持原样。`,
  refusedFor: (count: number): string => `${format.number(count)} 个视频：`,
  days: '已删除视频的保留时间',
  daysDetail: '已删除的视频会移到作品库文件夹中的隐藏文件夹，超过此时间后彻底删除。',
  daysChoice: (days: number | null): string => (days === null ? '直到清空' : `${format.number(days)} 天`),
};
