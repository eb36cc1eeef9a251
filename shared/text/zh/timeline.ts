// The requests in a task's history: their names, durations and outcomes.
import { isLocalRecheck } from '../../local-recheck.ts';
import type { RequestLogEntry } from '../../task.ts';
import type { timeline as en } from '../en/timeline.ts';
import { format } from './format.ts';

const numberIn = ({ detail }: RequestLogEntry, name: string): number | null => {
  const value = detail[name];
  return typeof value === 'number' ? value : null;
};

const seconds = (ms: number): string => `${format.number(ms / 1_000, ms < 10_000 ? 2 : 0)} 秒`;

function name(event: RequestLogEntry): string {
  switch (event.kind) {
    case 'submit':
      return '已发送请求';
    case 'upload':
      return '已上传文件';
    case 'poll':
      return '已查询状态';
    case 'polls':
      return `已查询状态 ${format.number(numberIn(event, 'count') ?? 1)} 次，没有变化`;
    case 'list':
      return '已搜索任务列表';
    case 'download':
      return isLocalRecheck(event) ? '磁盘上已有完整文件' : '下载';
  }
}

function detail(event: RequestLogEntry): string {
  const [from, to] = [numberIn(event, 'fromBytes'), numberIn(event, 'toBytes')];
  const [attempt, page, lastAtMs] = [numberIn(event, 'attempt'), numberIn(event, 'page'), numberIn(event, 'lastAtMs')];
  return [
    isLocalRecheck(event) ? '无需发送请求' : event.httpStatus === null ? '没有响应' : `HTTP ${event.httpStatus}`,
    `${event.kind === 'polls' ? '平均 ' : ''}${seconds(event.durationMs)}`,
    ...(lastAtMs === null ? [] : [`最近一次 ${format.time(lastAtMs)}`]),
    ...(from === null || to === null ? [] : [`字节 ${format.number(from)} 至 ${format.number(to)}`]),
    ...(attempt === null ? [] : [`第 ${format.number(attempt)} 次尝试`]),
    ...(page === null ? [] : [`第 ${format.number(page)} 页`]),
  ].join(' · ');
}

/** The sentences of `en/timeline.ts` in Chinese. */
export const timeline: typeof en = {
  name,
  detail,
  waits: (ms) => `${format.duration(ms / 1_000)}后重试`,
};
