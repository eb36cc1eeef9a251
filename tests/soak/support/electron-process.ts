// The built studio as a process that may be killed at any moment. Its window is called through Chromium's debugging port.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { electronPath, projectRoot } from '../../../scripts/runtime.mjs';
import type { AppError } from '../../../shared/errors.ts';
import type { CallInput, CallName, CallOutput } from '../../../shared/ipc.ts';
import type { Result } from '../../../shared/result.ts';
import { type Home, studioArguments, studioEnvironment } from '../../e2e/support/studio-app.ts';

export interface ElectronProcess {
  isAlive(): boolean;
  /** Resolves with true when the window can be called, and with false if the process dies before. */
  readonly ready: Promise<boolean>;
  /** Makes the call in the window's page. Resolves with `null` if the process dies before it answers. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>, AppError> | null>;
  /** Kills the main process with SIGKILL and waits for its exit. The other processes then exit. */
  kill(): Promise<void>;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Evaluates expressions in a page. Resolves with `null` when the connection is closed. */
async function connectToPage(address: string): Promise<{ evaluate(expression: string): Promise<unknown> }> {
  const socket = new WebSocket(address);
  const pendingCalls = new Map<number, (value: unknown) => void>();
  let n = 0;
  const end = (): void => {
    for (const resolve of pendingCalls.values()) resolve(null);
    pendingCalls.clear();
  };
  socket.addEventListener('close', end);
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result?: { result?: { value?: unknown } } };
    if (id === undefined) return;
    pendingCalls.get(id)?.(result?.result?.value ?? null);
    pendingCalls.delete(id);
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('no connection to the page')));
  });
  return {
    evaluate: (expression) =>
      new Promise((resolve) => {
        if (socket.readyState !== WebSocket.OPEN) return resolve(null);
        n += 1;
        pendingCalls.set(n, resolve);
        socket.send(JSON.stringify({ id: n, method: 'Runtime.evaluate', params: { expression, awaitPromise: true, returnByValue: true } }));
      }),
  };
}

/** Waits until the window's page (not the hidden clip page) can make calls. */
async function windowPage(port: number, isAlive: () => boolean): ReturnType<typeof findPage> {
  while (isAlive()) {
    const page = await findPage(port).catch(() => null);
    if (page !== null) return page;
    await pause(20);
  }
  return null;
}

async function findPage(port: number): Promise<Awaited<ReturnType<typeof connectToPage>> | null> {
  const response = await fetch(`http://127.0.0.1:${port}/json/list`);
  const targets = (await response.json()) as { url: string; webSocketDebuggerUrl?: string }[];
  const target = targets.find(({ url }) => url.startsWith('studio-app:'));
  if (target?.webSocketDebuggerUrl === undefined) return null;
  const page = await connectToPage(target.webSocketDebuggerUrl);
  return (await page.evaluate("typeof window.studio?.call === 'function'")) === true ? page : null;
}

export function startElectron(home: Home): ElectronProcess {
  const child = spawn(electronPath(), studioArguments(home, ['--remote-debugging-port=0']), {
    env: studioEnvironment(home),
    cwd: projectRoot,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
  const exited = once(child, 'exit');
  const port = new Promise<number | null>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const found = /^DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(line)?.[1];
      if (found !== undefined) resolve(Number(found));
    });
    void exited.then(() => resolve(null));
  });
  const page = port.then((found) => (found === null ? null : windowPage(found, isAlive)));
  return {
    isAlive,
    ready: page.then((found) => found !== null),
    async call(name, input) {
      const found = await page;
      return ((await found?.evaluate(`window.studio.call(${JSON.stringify(name)}, ${JSON.stringify(input)})`)) ?? null) as never;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
