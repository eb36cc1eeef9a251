// Reads from /proc about a process and its descendants. Linux only.
import { readdirSync, readFileSync } from 'node:fs';

/**
 * The unit of processor time in /proc (`sysconf(_SC_CLK_TCK)`), in milliseconds: 100 ticks per second on every Linux that Electron runs on.
 */
const tickMs = 10;

/** A running process. */
interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  /** The processor time so far, in user and kernel mode. */
  readonly cpuMs: number;
}

/** Returns null if the process has ended. */
function readStat(pid: number): ProcessStat | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The process name, in brackets, may contain spaces, so the fields are counted after it: state, parent, …; user and system time are at
    // 11 and 12.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid, parent: Number(fields[1]), cpuMs: (Number(fields[11]) + Number(fields[12])) * tickMs };
  } catch {
    return null;
  }
}

/** A process and its descendants. */
function processTree(root: number): ProcessStat[] {
  const all = new Map<number, ProcessStat>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readStat(Number(name)) : null;
    if (stat !== null) all.set(stat.pid, stat);
  }
  const isBelow = (pid: number): boolean => pid === root || (all.has(pid) && isBelow(all.get(pid)?.parent ?? 0));
  return [...all.values()].filter(({ pid }) => isBelow(pid));
}

/** The processor time that a process and its descendants have used so far. */
export const treeTimeMs = (root: number): number => processTree(root).reduce((sum, { cpuMs }) => sum + cpuMs, 0);

/** The memory of one process: its private pages, and its share of the pages that several processes use. */
function proportionalBytes(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1];
  if (kilobytes === undefined) throw new Error(`process ${pid} has no Pss`);
  return Number(kilobytes) * 1024;
}

/** The memory of an Electron app's main process and of the processes of its windows. */
export function mainAndWindowBytes(main: number): number {
  const windows = processTree(main).filter(({ pid }) => readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('--type=renderer'));
  if (windows.length === 0) throw new Error('the app has no window');
  return [main, ...windows.map(({ pid }) => pid)].reduce((sum, pid) => sum + proportionalBytes(pid), 0);
}
