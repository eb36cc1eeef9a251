// Runs a tool without showing its output. The output is kept in case the tool fails.
import { spawn } from 'node:child_process';

const maxOutputCharacters = 4000;

/**
 * Runs a tool to its end and returns its exit code and output; a non-zero code does not throw.
 * `stopWhen(elapsedMs)` is called every 250 ms and ends the tool early (used for downloads that stall).
 */
export function run(command, args, { env, cwd, stopWhen } = {}) {
  return new Promise((resolve) => {
    let output = '';
    let stdout = '';
    let stopped = false;
    const beganMs = Date.now();
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const appendOutput = (chunk) => {
      output = (output + chunk).slice(-maxOutputCharacters);
    };
    child.stdout.on('data', (chunk) => {
      appendOutput(chunk);
      stdout += chunk;
    });
    child.stderr.on('data', appendOutput);
    let timer = null;
    const watch = () => {
      if (stopWhen(Date.now() - beganMs)) {
        stopped = true;
        child.kill('SIGKILL');
      } else timer = setTimeout(watch, 250);
    };
    if (stopWhen) timer = setTimeout(watch, 250);
    const finish = (code, reason) => {
      clearTimeout(timer);
      resolve({ code, output: reason ?? output, stdout, stopped });
    };
    child.on('error', (error) => finish(127, error.message));
    child.on('close', (code) => finish(code ?? 1));
  });
}

/** The last lines of a tool's output, for a failure message. */
export function lastLines(output, count = 6) {
  return output.trim().split('\n').slice(-count).join('\n');
}
