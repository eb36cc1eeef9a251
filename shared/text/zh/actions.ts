// Undo and redo: the names of actions, and what could not be taken back.
import type { ActionKind, ActionSummary } from '../../actions/action.ts';
import type { actions as en } from '../en/actions.ts';
import { format } from './format.ts';

type Name = (subject: string, count: number) => string;

const videos = (count: number): string => format.counted(count, '个视频');
const withCount = (what: string, count: number): string => (count === 1 ? what : `${videos(count)}的${what}`);

const names: Readonly<Record<ActionKind, Name>> = {
  rate: (_, count) => withCount('评分', count),
  flag: (_, count) => withCount('标记', count),
  favourite: (_, count) => withCount('收藏', count),
  'set-title': (_, count) => withCount('标题', count),
  'set-notes': (_, count) => withCount('备注', count),
  'add-tag': (tag, count) => `为 ${videos(count)}添加标签“${tag}”`,
  'remove-tag': (tag, count) => `从 ${videos(count)}移除标签“${tag}”`,
  'rename-tag': (tag) => `重命名标签“${tag}”`,
  'rename-files': (_, count) => `重命名 ${format.number(count)} 个文件`,
  trash: (_, count) => `删除 ${format.number(count)} 个视频`,
  restore: (_, count) => `还原 ${format.number(count)} 个视频`,
  'discard-tasks': (_, count) => `放弃 ${format.number(count)} 个任务`,
  'delete-for-good': (_, count) => `彻底删除 ${format.number(count)} 个视频`,
  'merge-tags': (tag) => `合并到标签“${tag}”`,
  'delete-tag': (tag) => `删除标签“${tag}”`,
  'create-collection': (name) => `新建合集“${name}”`,
  'rename-collection': (name) => `重命名合集“${name}”`,
  'move-collection': (name) => `移动合集“${name}”`,
  'delete-collection': (name) => `删除合集“${name}”`,
  'set-collection-query': (name) => `更改合集“${name}”的搜索`,
  'set-collection-cover': (name) => `更改合集“${name}”的封面`,
  'add-to-collection': (name, count) => `将 ${videos(count)}加入“${name}”`,
  'remove-from-collection': (name, count) => `从“${name}”移除 ${videos(count)}`,
  'reorder-collection': (name) => `调整“${name}”的顺序`,
  'put-on-top': () => '更改堆叠顶部的视频',
};

const changed = (what: string, count: number): string => (count === 1 ? `已更改${what}。` : `已更改 ${videos(count)}的${what}。`);

const doneSentences: Readonly<Record<ActionKind, Name>> = {
  rate: (_, count) => changed('评分', count),
  flag: (_, count) => changed('标记', count),
  favourite: (_, count) => changed('收藏', count),
  'set-title': (_, count) => changed('标题', count),
  'set-notes': (_, count) => changed('备注', count),
  'add-tag': (tag, count) => `已为 ${videos(count)}添加标签“${tag}”。`,
  'remove-tag': (tag, count) => `已从 ${videos(count)}移除标签“${tag}”。`,
  'rename-tag': (tag) => `标签已重命名为“${tag}”。`,
  'merge-tags': (tag) => `已合并到标签“${tag}”。`,
  'delete-tag': (tag) => `已删除标签“${tag}”。`,
  'create-collection': (name) => `已新建合集“${name}”。`,
  'rename-collection': (name) => `合集已重命名为“${name}”。`,
  'move-collection': (name) => `已移动合集“${name}”。`,
  'delete-collection': (name) => `已删除合集“${name}”。`,
  'set-collection-query': (name) => `已更改合集“${name}”的搜索。`,
  'set-collection-cover': (name) => `已更改合集“${name}”的封面。`,
  'add-to-collection': (name, count) => `已将 ${videos(count)}加入“${name}”。`,
  'remove-from-collection': (name, count) => `已从“${name}”移除 ${videos(count)}。`,
  'reorder-collection': (name) => `已调整“${name}”的顺序。`,
  'put-on-top': () => '已更改堆叠顶部的视频。',
  'rename-files': (_, count) => `已重命名 ${format.number(count)} 个文件。`,
  trash: (_, count) => `已将 ${videos(count)}移到回收站。`,
  restore: (_, count) => `已还原 ${videos(count)}。`,
  'discard-tasks': (_, count) => `已放弃 ${format.number(count)} 个任务。`,
  'delete-for-good': (_, count) => `已彻底删除 ${videos(count)}。`,
};

/** The name of an action, as a part of a sentence. */
const nameOf = ({ kind, subject, count }: Pick<ActionSummary, 'kind' | 'subject' | 'count'>): string => names[kind](subject, count);

/** The sentences of `en/actions.ts` in Chinese. */
export const actions: typeof en = {
  undo: (action) => `撤销：${nameOf(action)}`,
  redo: (action) => `重做：${nameOf(action)}`,
  running: (kind, done, total) => `${names[kind]('…', total)}：${format.number(done)} / ${format.number(total)}`,
  done: ({ kind, subject, count }) => doneSentences[kind](subject, count),
  undone: (action) => `已撤销：${nameOf(action)}。`,
  redone: (action) => `已重做：${nameOf(action)}。`,
  tasksHeld: '按下“继续”之前不会发送。',
  nothingToUndo: '没有可撤销的操作。',
  nothingToRedo: '没有可重做的操作。',
  notNextToUndo: (undoKeys) => `此后又进行了其他操作。请先按 ${undoKeys} 撤销它。`,
  notNextToRedo: (redoKeys) => `此后又撤销了其他操作。请先按 ${redoKeys} 重做它。`,
  missing: {
    videos: (count) => `${videos(count)}无法更改，因为作品库中已没有${count === 1 ? '它' : '它们'}。`,
    tags: (count) => `有 ${format.number(count)} 处更改涉及已不存在的标签，无法完成。`,
    collections: (count) => `有 ${format.number(count)} 处更改涉及已不存在的合集，无法完成。`,
    tasks: (count) => `${format.number(count)} 个任务无法更改：它们已发送、已放弃或已由另一个任务代替。`,
    unreadable: (count) => `撤销记录中有 ${format.number(count)} 个部分无法读取。`,
  },
};
