// Runs a tool without showing its output, which is kept for the case that the tool fails.
import { spawn } from 'node:child_process';

const KEPT_OUTPUT = 4000;

/**
 * Runs a tool to its end and returns its exit code and output; a non-zero code does not throw.
 * `stopWhen(elapsedMs)` is called every 250 ms and ends the tool early (used for downloads that stall).
 */
export function run(command, args, { env, cwd, stopWhen } = {}) {
  return new Promise((resolve) => {
    let output = '';
    let stdout = '';
    let stopped = false;
    const began = Date.now();
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const keep = (chunk) => {
      output = (output + chunk).slice(-KEPT_OUTPUT);
    };
    child.stdout.on('data', (chunk) => {
      keep(chunk);
      stdout += chunk;
    });
    child.stderr.on('data', keep);
    let timer = null;
    const watch = () => {
      if (stopWhen(Date.now() - began)) {
        stopped = true;
        child.kill('SIGKILL');
      } else timer = setTimeout(watch, 250);
    };
    if (stopWhen) timer = setTimeout(watch, 250);
    const end = (code, reason) => {
      clearTimeout(timer);
      resolve({ code, output: reason ?? output, stdout, stopped });
    };
    child.on('error', (error) => end(127, error.message));
    child.on('close', (code) => end(code ?? 1));
  });
}

/** The last lines of a tool's output, for a failure message. */
export function lastLines(output, count = 6) {
  return output.trim().split('\n').slice(-count).join('\n');
}
