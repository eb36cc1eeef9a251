// Runs child processes that tests of the library kill.
import { spawn } from 'node:child_process';

/**
 * Runs a bundled program in a child process with `args`. Calls `shouldKill` every millisecond and kills the process as soon as it returns
 * true. Resolves to the output when the process has ended. Rejects if the process cannot be started.
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

/** Returns the JSON that a child process prints at its end; null if the process was killed before. */
export async function outputOfChild<T>(...args: Parameters<typeof runChild>): Promise<T | null> {
  const output = await runChild(...args);
  return output === '' ? null : (JSON.parse(output) as T);
}
