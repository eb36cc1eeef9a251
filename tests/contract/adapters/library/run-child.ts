// Runs child processes that tests of the library kill.
import { spawn } from 'node:child_process';

/**
 * Runs a TypeScript file in a child process, and kills it as soon as `isDue` returns true, checked every millisecond. Resolves with its output
 * when it has ended: an empty string if it was killed, by this function or by itself. Rejects if it cannot be started.
 */
export function runChild(file: string, given: readonly string[], isDue: () => boolean = () => false): Promise<string> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, ['--no-warnings', '--experimental-strip-types', file, ...given], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    running.stdout.on('data', (data: Buffer) => {
      output += data.toString();
    });
    let timer: NodeJS.Timeout | undefined;
    const watch = () => {
      if (isDue()) running.kill('SIGKILL');
      else timer = setTimeout(watch, 1);
    };
    watch();
    running.on('error', reject);
    running.on('close', () => {
      clearTimeout(timer);
      resolve(output);
    });
  });
}

/** The JSON that a child prints at its end; null if it was killed before. */
export async function outputOfChild<T>(...given: Parameters<typeof runChild>): Promise<T | null> {
  const output = await runChild(...given);
  return output === '' ? null : (JSON.parse(output) as T);
}
