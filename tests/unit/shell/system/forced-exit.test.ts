// A process whose file system never responds: a named pipe without a writer, opened by a child process.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { blocksExit } from '../../../../electron/shell/system/forced-exit.ts';

const hashUrl = pathToFileURL(join(import.meta.dirname, '../../../../electron/adapters/hash/background-hash.ts')).href;
const mediaUrl = pathToFileURL(join(import.meta.dirname, '../../../../electron/adapters/media/media-thread.ts')).href;
const moduleUrl = pathToFileURL(join(import.meta.dirname, '../../../../electron/shell/system/forced-exit.ts')).href;

/** The time limits of a process: how long it waits for calls that never return, for calls that return, and until it counts as hanging. */
const limitsMs = { blocked: 300, pending: 60_000, hangs: 90_000 } as const;

/**
 * Runs a process that makes `call` and quits; returns its exit code or signal, or `hangs` if it does not end. `kind`: whether the call
 * never returns, or returns some time.
 */
async function endOf(kind: 'blocked' | 'pending', call: string): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'last-exit-'));
  const pipe = join(directory, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const script = `
    import { EventEmitter } from 'node:events';
    import { readdirSync, readFileSync } from 'node:fs';
    import { open } from 'node:fs/promises';
    import { setImmediate as turn } from 'node:timers/promises';
    import { createMediaThread } from ${JSON.stringify(mediaUrl)};
    import { hashInBackground } from ${JSON.stringify(hashUrl)};
    import { waitForPendingCalls, forceExit } from ${JSON.stringify(moduleUrl)};
    const app = new EventEmitter();
    forceExit(app);
    const pipe = ${JSON.stringify(pipe)};
    /** Waits until a thread waits for the other side of the pipe, as /proc reports for each thread (Linux). */
    const untilAThreadWaits = async () => {
      const waits = (thread) => {
        try {
          return readFileSync('/proc/self/task/' + thread + '/wchan', 'utf8') === 'wait_for_partner';
        } catch {
          return false; // the thread has just ended
        }
      };
      while (!readdirSync('/proc/self/task').some(waits)) await turn();
    };
    ${call}
    await waitForPendingCalls(${limitsMs[kind]});
    app.emit('quit');
    process.exit(7);`;
  // The script is a file, because the options that `-e` needs would also apply to its threads.
  const file = join(directory, 'quits.mjs');
  writeFileSync(file, script);
  const child = spawn(process.execPath, ['--no-warnings', file], { stdio: 'ignore' });
  const giveUp = setTimeout(() => child.kill('SIGTERM'), limitsMs.hangs);
  onTestFinished(() => {
    clearTimeout(giveUp);
    child.kill('SIGKILL');
    rmSync(directory, { recursive: true });
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return signal === 'SIGTERM' ? 'hangs' : String(signal ?? code);
}

test.skipIf(process.platform === 'win32')('a process with a blocked file call is killed, and one without exits normally', async () => {
  expect(await endOf('blocked', `void open(pipe, 'r');`)).toBe('SIGKILL');
  expect(await endOf('pending', `void open('.', 'r');`)).toBe('7');
});

test.skipIf(process.platform !== 'linux')('a thread that hashes a file counts as blocked until it has ended', async () => {
  const stop = 'await untilAThreadWaits(); following.stop();';
  expect(await endOf('blocked', `const following = hashInBackground(pipe, 0); ${stop}`)).toBe('SIGKILL');
  const here = JSON.stringify(import.meta.filename);
  expect(await endOf('pending', `const following = hashInBackground(${here}, 0); following.end(1); await following.digest();`)).toBe('7');
});

test.skipIf(process.platform !== 'linux')(
  'a thread that parses a file counts as blocked while it cannot be terminated, but not while idle',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'last-exit-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const worker = (work: string) => {
      const file = join(folder, `${work === '' ? 'idle' : 'hung'}.mjs`);
      const answer = "parentPort.postMessage({ id: job.id, kind: 'response', response: null });";
      writeFileSync(
        file,
        `import { readFileSync } from 'node:fs'; import { parentPort } from 'node:worker_threads';
      parentPort.on('message', (job) => { ${work} ${answer} }); parentPort.postMessage({ kind: 'ready' });`,
      );
      const options = `{ stallLimitMs: 60_000, totalLimitMs: 60_000, workerFile: new URL(${JSON.stringify(pathToFileURL(file).href)}) }`;
      return `createMediaThread(${options}).ask({ fd: 0 }, 1, { kind: 'reference', name: pipe })`;
    };
    expect(await endOf('blocked', `void ${worker('readFileSync(job.request.name);')}; await untilAThreadWaits();`)).toBe('SIGKILL');
    expect(await endOf('pending', `await ${worker('')};`)).toBe('7');
  },
);

test('only work that occupies a thread blocks the exit', () => {
  expect(blocksExit(['PipeWrap', 'Timeout', 'TCPSocketWrap'], 0)).toBe(false);
  expect(blocksExit(['Timeout', 'FSReqPromise'], 0)).toBe(true);
  expect(blocksExit(['MessagePort'], 1)).toBe(true);
});
