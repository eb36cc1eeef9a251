// Starts a process that judges a library, and kills the process while it works.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * Kills the process when it has printed `lineCount` lines. Returns the number of printed lines, which is smaller if the process ended
 * before.
 */
export async function killJudging(path: string, tag: string, lineCount: number): Promise<number> {
  const script = join(import.meta.dirname, 'judging-child.ts');
  const child = spawn(process.execPath, ['--no-warnings', script, path, tag], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printedCount = 0;
  for await (const _ of createInterface({ input: child.stdout })) {
    printedCount += 1;
    if (printedCount === lineCount) child.kill('SIGKILL');
  }
  return printedCount;
}
