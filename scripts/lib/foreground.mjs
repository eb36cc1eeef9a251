// Runs one program in the foreground of this terminal: its input and output, its signals, its exit code.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const forwardedSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs the program and returns the exit code that a shell would show. */
export function runInForeground(program, args, { cwd, env = process.env, stdio = 'inherit' } = {}) {
  return new Promise((resolve, reject) => {
    // Windows' tools in node_modules/.bin are batch files, which only a shell starts.
    const child = spawn(program, args, { cwd, env, stdio, shell: process.platform === 'win32' && !/\.exe$/i.test(program) });
    const handlers = forwardedSignals.map((signal) => [signal, () => forward(child, signal)]);
    for (const [signal, handler] of handlers) process.on(signal, handler);
    const settle = (finish) => {
      for (const [signal, handler] of handlers) process.off(signal, handler);
      finish();
    };
    child.on('error', (error) => settle(() => reject(error)));
    child.on('exit', (code, signal) => settle(() => resolve(code ?? 128 + constants.signals[signal])));
  });
}

function forward(child, signal) {
  // A terminal sends Ctrl-C to the whole process group itself. A second signal would mean "quit at once".
  if (signal === 'SIGINT' && process.stdin.isTTY) return;
  child.kill(signal);
}
