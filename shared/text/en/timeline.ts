// The requests in a task's history: their names, durations and outcomes.
import { isLocalRecheck } from '../../local-recheck.ts';
import type { RequestLogEntry } from '../../task.ts';
import { format } from './format.ts';

const numberIn = ({ detail }: RequestLogEntry, name: string): number | null => {
  const value = detail[name];
  return typeof value === 'number' ? value : null;
};

/** "0.31 s", "42 s". */
const seconds = (ms: number): string => `${format.number(ms / 1_000, ms < 10_000 ? 2 : 0)} s`;

function name(event: RequestLogEntry): string {
  switch (event.kind) {
    case 'submit':
      return 'Request sent';
    case 'upload':
      return 'File uploaded';
    case 'poll':
      return 'Status checked';
    case 'polls':
      return `Status checked ${format.counted(numberIn(event, 'count') ?? 1, 'time')}, no change`;
    case 'list':
      return 'Task list searched';
    case 'download':
      return isLocalRecheck(event) ? 'Complete file found on disk' : 'Download';
  }
}

/** "HTTP 206 · 3.20 s · bytes 1,048,576 to 6,291,456 · attempt 2". */
function detail(event: RequestLogEntry): string {
  const [from, to] = [numberIn(event, 'fromBytes'), numberIn(event, 'toBytes')];
  const [attempt, page, lastAtMs] = [numberIn(event, 'attempt'), numberIn(event, 'page'), numberIn(event, 'lastAtMs')];
  return [
    isLocalRecheck(event) ? 'no request needed' : event.httpStatus === null ? 'no response' : `HTTP ${event.httpStatus}`,
    `${event.kind === 'polls' ? 'on average ' : ''}${seconds(event.durationMs)}`,
    ...(lastAtMs === null ? [] : [`last at ${format.time(lastAtMs)}`]),
    ...(from === null || to === null ? [] : [`bytes ${format.number(from)} to ${format.number(to)}`]),
    ...(attempt === null ? [] : [`attempt ${format.number(attempt)}`]),
    ...(page === null ? [] : [`page ${format.number(page)}`]),
  ].join(' · ');
}

/** The wait after a request, where the entry has one: "next try in 42 s". */
const waits = (ms: number): string => `next try in ${format.duration(ms / 1_000)}`;

/** The functions above, which describe an entry of the request log. */
export const timeline = { name, detail, waits };
