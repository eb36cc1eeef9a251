// Starts a background process for the command: an X server, a message bus or a keyring.
import { spawn } from 'node:child_process';

/**
 * Starts the process and waits until it is ready: until its first line on file descriptor 3 (returned as `text`), or until `probe()` is
 * true. It is detached from the terminal's process group, so that Ctrl-C reaches the command first and the command still has a
 * display while it closes its windows.
 */
export function startHelper(command, args, { env, input, probe, timeoutMs = 15_000 }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['pipe', 'ignore', 'pipe', 'pipe'], detached: true });
    let errorOutput = '';
    let line = '';
    let isSettled = false;
    const settle = (helper, reason) => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      if (helper) return resolve(helper);
      child.kill('SIGKILL');
      reject(new Error(`${command} did not start: ${reason}`));
    };
    const ready = () => settle({ text: line.trim(), stop: () => stop(child) });
    const timer = setTimeout(() => settle(null, `no answer for ${timeoutMs / 1000} s`), timeoutMs);
    child.on('error', (error) => settle(null, error.message));
    child.on('exit', (code) => settle(null, `it ended with ${code}. ${errorOutput.trim()}`));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    // Read continuously, so that the helper never blocks on a full pipe.
    child.stderr.on('data', (chunk) => {
      errorOutput = (errorOutput + chunk).slice(-2000);
    });
    child.stdio[3].on('data', (chunk) => {
      line += chunk;
      if (line.includes('\n')) ready();
    });
    const pollProbe = async () => {
      if (isSettled) return;
      if (await probe()) return ready();
      setTimeout(pollProbe, 20);
    };
    if (probe) pollProbe();
  });
}

/** Asks the process to end, and kills it after two seconds. */
function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const killTimer = setTimeout(() => child.kill('SIGKILL'), 2000);
    child.once('exit', () => {
      clearTimeout(killTimer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
