// What /proc says about a process and its descendants. Linux only.
import { readdirSync, readFileSync } from 'node:fs';

/** `sysconf(_SC_CLK_TCK)`: the unit of processor time in /proc, 100 a second on every Linux that Electron runs on. */
const tickMs = 10;

/** A running process. */
interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  /** Processor time used so far, in user and kernel mode. */
  readonly cpuMs: number;
}

/** null when the process has ended. */
function readStat(pid: number): ProcessStat | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in brackets may hold spaces; the fields after it do not: state, parent, … user and system time at 11 and 12.
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

/** Processor time that a process and its descendants have used so far. */
export const treeTimeMs = (root: number): number => processTree(root).reduce((sum, { cpuMs }) => sum + cpuMs, 0);

/** Memory of one process: private pages, and its share of pages that several processes use. */
function proportionalBytes(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1];
  if (kilobytes === undefined) throw new Error(`process ${pid} has no Pss`);
  return Number(kilobytes) * 1024;
}

/** Memory of an Electron app's main process and of its windows. */
export function mainAndWindowBytes(main: number): number {
  const windows = processTree(main).filter(({ pid }) => readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('--type=renderer'));
  if (windows.length === 0) throw new Error('the app has no window');
  return [main, ...windows.map(({ pid }) => pid)].reduce((sum, pid) => sum + proportionalBytes(pid), 0);
}
