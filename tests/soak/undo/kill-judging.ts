// Starts a process that judges a library, and kills it while it does.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Kills the process when it has printed `lines` lines; returns how many it printed, fewer where it ended before. */
export async function killJudging(path: string, seed: number, lines: number, tag?: string): Promise<number> {
  const script = join(import.meta.dirname, 'judging-child.ts');
  const given = tag === undefined ? [] : [tag];
  const child = spawn(process.execPath, ['--no-warnings', script, path, String(seed), ...given], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = 0;
  for await (const _ of createInterface({ input: child.stdout })) {
    printed += 1;
    if (printed === lines) child.kill('SIGKILL');
  }
  return printed;
}
