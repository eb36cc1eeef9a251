// Ends processes that tests and measurements have started.
import type { ChildProcess } from 'node:child_process';

/** Asks a process to end, kills it if it is still running after `graceMs`, and waits until it has exited. */
export async function endProcess(child: ChildProcess, graceMs = 10_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const killTimer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await exited;
  clearTimeout(killTimer);
}
