// A process whose file system never answers: a named pipe that nobody writes to, opened by a process of its own.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { holdsUpExit } from '../../../electron/shell/last-exit.ts';

const moduleUrl = pathToFileURL(join(import.meta.dirname, '../../../electron/shell/last-exit.ts')).href;

/** How a process ends that quits `before` or while a call is unanswered; `hangs` where it does not end by itself. */
async function endOf(call: string): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'last-exit-'));
  const pipe = join(directory, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const script = `
    import { EventEmitter } from 'node:events';
    import { open } from 'node:fs/promises';
    import { allAnswered, endsForSure } from ${JSON.stringify(moduleUrl)};
    const app = new EventEmitter();
    endsForSure(app);
    const pipe = ${JSON.stringify(pipe)};
    ${call}
    await allAnswered(300);
    app.emit('quit');
    process.exit(7);`;
  const child = spawn(process.execPath, ['--input-type=module', '--no-warnings', '-e', script], { stdio: 'ignore' });
  const giveUp = setTimeout(() => child.kill('SIGTERM'), 5_000);
  onTestFinished(() => {
    clearTimeout(giveUp);
    child.kill('SIGKILL');
    rmSync(directory, { recursive: true });
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return signal === 'SIGTERM' ? 'hangs' : String(signal ?? code);
}

test.skipIf(process.platform === 'win32')('a process that waits for a file ends by force, one that does not ends as usual', async () => {
  expect(await endOf(`void open(pipe, 'r');`)).toBe('SIGKILL');
  expect(await endOf(`void open('.', 'r');`)).toBe('7');
});

test('only what occupies a thread holds the end up', () => {
  expect(holdsUpExit(['PipeWrap', 'Timeout', 'TCPSocketWrap'])).toBe(false);
  expect(holdsUpExit(['Timeout', 'FSReqPromise'])).toBe(true);
});
