// Starts an app and reads over its debugging port when the page became usable. The page sets a performance mark at that moment, so that the
// measurement does not disturb the start. A key that is typed right afterwards proves that the mark is correct.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { endProcess } from '../support/end-process.ts';

/**
 * The name of the mark. The composer sets it when the prompt accepts keys and Generate is enabled; the empty page sets it when it is drawn.
 */
export const usableMark = 'composer-usable';

export interface MeasuredStart {
  /** The time from just before the process was spawned to the mark. */
  readonly usableMs: number;
}

export interface StartOptions {
  readonly executable: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /**
   * The selector of a field into which a key is typed after the mark. If the key does not arrive, the measurement fails. null types
   * nothing.
   */
  readonly typeInto: string | null;
}

/** Measures one start. Throws if the page is not usable within 20 s. */
export async function measureStart(options: StartOptions): Promise<MeasuredStart> {
  const spawnedAtMs = performance.timeOrigin + performance.now();
  const child = spawn(options.executable, ['--remote-debugging-port=0', ...options.args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...options.environment },
  });
  try {
    const devtools = await connect(await debuggingAddress(child));
    try {
      const usableAtMs = await devtools.waitFor<number>(
        `(() => { const mark = performance.getEntriesByName('${usableMark}')[0]; return mark ? performance.timeOrigin + mark.startTime : null; })()`,
      );
      if (options.typeInto !== null) await verifyTyping(devtools, options.typeInto);
      return { usableMs: usableAtMs - spawnedAtMs };
    } finally {
      devtools.close();
    }
  } finally {
    await endProcess(child, 8_000);
  }
}

async function verifyTyping(devtools: Devtools, selector: string): Promise<void> {
  const field = `document.querySelector(${JSON.stringify(selector)})`;
  await devtools.evaluate(`${field}.focus()`);
  const before = await devtools.evaluate<string>(`${field}.value`);
  await devtools.send('Input.insertText', { text: 'x' });
  await devtools.waitFor<boolean>(`${field}.value.length === ${before.length + 1} || null`);
}

/** Reads the debugging address from Electron's error output. */
async function debuggingAddress(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error('no error output to read the debugging address from');
  const lines = createInterface({ input: child.stderr });
  return await new Promise((resolve, reject) => {
    const timeout = setTimeout(() => reject(new Error('no debugging address within 20 s')), 20_000);
    lines.on('line', (line) => {
      const address = /DevTools listening on ws:\/\/([^/]+)\//.exec(line)?.[1];
      if (address === undefined) return;
      clearTimeout(timeout);
      resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`the app ended early with ${code}`)));
  });
}

interface Devtools {
  send(method: string, params?: object): Promise<{ result?: { value?: unknown }; exceptionDetails?: unknown }>;
  evaluate<T>(expression: string): Promise<T>;
  /** Evaluates the expression every 25 ms until its value is not null. */
  waitFor<T>(expression: string): Promise<T>;
  close(): void;
}

async function connect(address: string): Promise<Devtools> {
  const deadlineMs = Date.now() + 20_000;
  let target: string | null = null;
  while (target === null) {
    if (Date.now() > deadlineMs) throw new Error('no page within 20 s');
    const pages = (await (await fetch(`http://${address}/json/list`)).json()) as {
      type: string;
      url: string;
      webSocketDebuggerUrl: string;
    }[];
    target = pages.find((page) => page.type === 'page' && page.url.startsWith('studio-app:'))?.webSocketDebuggerUrl ?? null;
    if (target === null) await new Promise((done) => setTimeout(done, 25));
  }
  const socket = new WebSocket(target);
  await new Promise((open, failed) => {
    socket.onopen = open;
    socket.onerror = failed;
  });
  let lastId = 0;
  const pendingCalls = new Map<number, (response: { result: { result?: { value?: unknown }; exceptionDetails?: unknown } }) => void>();
  socket.onmessage = (message) => {
    const response = JSON.parse(String(message.data)) as { id?: number; result: { result?: { value?: unknown } } };
    if (response.id !== undefined) pendingCalls.get(response.id)?.(response);
  };
  const send: Devtools['send'] = (method, params = {}) => {
    lastId += 1;
    const id = lastId;
    return new Promise((done) => {
      // A response has no result if the page changed during the call. The caller evaluates again.
      pendingCalls.set(id, (response) => done(response.result ?? {}));
      socket.send(JSON.stringify({ id, method, params }));
    });
  };
  const evaluate = async <T>(expression: string): Promise<T> =>
    (await send('Runtime.evaluate', { expression, returnByValue: true })).result?.value as T;
  return {
    send,
    evaluate,
    waitFor: async <T>(expression: string) => {
      for (;;) {
        const value = await evaluate<T | null>(expression);
        if (value !== null && value !== undefined) return value;
        if (Date.now() > deadlineMs) throw new Error(`not true within 20 s: ${expression}`);
        await new Promise((done) => setTimeout(done, 25));
      }
    },
    close: () => socket.close(),
  };
}
