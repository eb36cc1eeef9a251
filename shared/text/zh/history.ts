// The history: every task, beside the videos of the library.
import type { history as en } from '../en/history.ts';
import { format } from './format.ts';

const items = (value: number): string => format.counted(value, '项');

/** The sentences of `en/history.ts` in Chinese. */
export const history: typeof en = {
  scope: { label: '显示', videos: '视频', history: '历史' },
  items,
  found: (found, all) => (all === null ? items(found) : `${format.number(found)} / ${items(all)}`),
  results: (found) => (found === 0 ? '历史中没有找到内容' : `找到 ${items(found)}`),
  hint: '按提示词、模型、错误或日期搜索历史…',
  empty: { title: '还没有任何记录', detail: '每个任务都会出现在这里，无论结果如何：已保存、失败、取消或放弃。' },
  none: {
    title: '历史中没有符合条件的内容',
    detail: '没有任务或视频同时符合这些词语和条件。',
    dropDetail: '没有任务或视频同时符合这些词语和条件。可以去掉其中一项：',
    drop: (part, count) => `去掉“${part}”（${items(count)}）`,
    searchHistory: '在历史中搜索',
  },
  inspector: {
    ended: '结束时间',
    results: '结果',
    request: '请求',
    multiple: (count) => `已选择 ${items(count)}`,
  },
};
