// Runs one program to its end and returns all its output, for steps that run in parallel.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** Returns `{ code, output }`: the exit code that a shell would show, and standard output and standard error in order of arrival. */
export function runAndCollect(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Windows' tools in node_modules/.bin are batch files, which only a shell starts.
      shell: process.platform === 'win32' && !/\.exe$/i.test(program),
    });
    const stop = () => child.kill('SIGTERM');
    process.once('exit', stop);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('exit', stop);
      resolve({ code: code ?? 128 + constants.signals[signal], output });
    });
  });
}
