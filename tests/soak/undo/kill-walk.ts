// Runs the walk in another process and kills that process: after a random time, or before a random change to a file.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { WalkBias } from './random-action.ts';

/** What the process does until it is killed. */
export interface KilledWork {
  readonly seed: number;
  readonly work: 'act' | 'undo' | 'redo';
  readonly bias: WalkBias;
}

/** What became of the process. */
export interface KilledWalk {
  /** False if the process had nothing left to do before it was killed. */
  readonly isKilled: boolean;
  /** The number of actions that it has undone or redone. */
  readonly replayed: number;
  /** What it could not restore. */
  readonly missing: readonly string[];
}

/** Runs the process until it is killed. */
export async function killWalk(directory: string, { seed, work, bias }: KilledWork, random: () => number): Promise<KilledWalk> {
  const killAtChange = random() < 0.6 ? 1 + Math.floor(random() ** 2 * 80) : 0;
  const script = join(import.meta.dirname, 'walk-child.ts');
  const child = spawn(process.execPath, ['--no-warnings', script, directory, String(seed), work, bias, String(killAtChange)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // A process that does not reach its change is killed after a second.
  const killAfterMs = killAtChange === 0 ? random() ** 2 * 400 : 1_000;
  const lines: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('close', (_code, signal) => resolve(signal)));
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    timer ??= setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  }
  const signal = await ended;
  clearTimeout(timer);
  const isReplay = (line: string): boolean => line === 'replayed';
  return {
    isKilled: signal === 'SIGKILL',
    replayed: lines.filter(isReplay).length,
    missing: lines.slice(1).filter((line) => !isReplay(line)),
  };
}
