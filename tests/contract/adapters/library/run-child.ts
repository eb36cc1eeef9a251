// Runs child processes that tests of the library kill.
import { spawn } from 'node:child_process';

/**
 * Runs a bundled program in a child process with `args`, and kills it as soon as `shouldKill` returns true, which is checked every millisecond. Resolves
 * to its output when it has ended: an empty string if it was killed before it printed any. Rejects if it cannot be started.
 */
export function runChild(program: string, args: readonly string[], shouldKill: () => boolean = () => false): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--no-warnings', program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
    });
    let timer: NodeJS.Timeout | undefined;
    const check = () => {
      if (shouldKill()) child.kill('SIGKILL');
      else timer = setTimeout(check, 1);
    };
    check();
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(timer);
      resolve(output);
    });
  });
}

/** The JSON that a child prints at its end; null if it was killed before. */
export async function outputOfChild<T>(...args: Parameters<typeof runChild>): Promise<T | null> {
  const output = await runChild(...args);
  return output === '' ? null : (JSON.parse(output) as T);
}
