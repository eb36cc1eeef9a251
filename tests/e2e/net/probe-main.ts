// A small app around the studio's HttpClient, so that tests can observe the client in the real Electron. The app reads commands as lines of
// JSON from its standard input and answers each with a line.
import { createInterface } from 'node:readline';
import { app, net, type Session } from 'electron';
import { HttpFailure } from '../../../electron/core/ports.ts';
import { createNetHttpClient } from '../../../electron/shell/network/net-http-client.ts';
import { setNetworkSwitches } from '../../../electron/shell/network/network-switches.ts';
import type { ProxyChallengeHandler } from '../../../electron/shell/network/proxy-auth.ts';

/** Sends all following requests through this proxy, for example `socks5://127.0.0.1:1080`. */
interface ProxyChoice {
  readonly proxy: string;
  /** The names and passwords for the proxy's challenges, in this order. Further challenges are not answered. */
  readonly signIns?: readonly { readonly name: string; readonly password: string }[];
}

interface ProbeRequest {
  readonly via: 'studio' | 'plain';
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Sends the request this many times at once. The answer contains all responses as `all`. */
  readonly times?: number;
  readonly body?: string;
  readonly follow?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Aborts the request in the next microtask, or when the line `abort` is read. */
  readonly abort?: 'at-once' | 'on-command';
}

setNetworkSwitches(app);
const sessions: Session[] = [];
let proxyRules: string | null = null;
let signIns: ProxyChoice['signIns'] = [];
/** Returns the sign-in that follows the refused one. */
const answerProxy: ProxyChallengeHandler = (_challenge, refused) =>
  signIns?.[refused === null ? 0 : signIns.findIndex(({ password }) => password === refused.password) + 1] ?? null;
const useProxy = async (session: Session) => {
  if (proxyRules !== null) await session.setProxy({ proxyRules, proxyBypassRules: '<-loopback>' });
};
app.on('session-created', (session) => {
  sessions.push(session);
  void useProxy(session);
});

async function respond(command: ProbeRequest | ProxyChoice): Promise<unknown> {
  if ('proxy' in command) {
    proxyRules = command.proxy;
    signIns = command.signIns ?? [];
    await Promise.all(sessions.map(useProxy));
    return { proxy: proxyRules };
  }
  if (command.via === 'plain') {
    const response = await net.fetch(command.url, {
      method: command.method,
      ...(command.body === undefined ? {} : { body: command.body }),
    });
    return { status: response.status, text: await response.text() };
  }
  if (command.times !== undefined) {
    const { times, ...single } = command;
    return { all: await Promise.all(Array.from({ length: times }, () => respond(single).catch(failureOf))) };
  }
  const bytes = command.body === undefined ? null : new TextEncoder().encode(command.body);
  const response = await httpClient().send({
    method: command.method,
    url: command.url,
    headers: command.headers ?? {},
    ...(bytes === null
      ? {}
      : {
          body: {
            bytes: bytes.length,
            read: async function* () {
              yield bytes;
            },
          },
        }),
    signal: command.abort === undefined ? AbortSignal.timeout(120_000) : abortSignal(command.abort),
    allowRedirect: () => command.follow ?? false,
  });
  const parts: Uint8Array[] = [];
  for await (const part of response.body) parts.push(part);
  return { status: response.status, url: response.url, text: Buffer.concat(parts).toString('utf8') };
}

/** The answer to a command that failed. */
const failureOf = (error: unknown): object =>
  error instanceof HttpFailure ? { stage: error.stage, reason: error.reason } : { error: String(error) };

/** Aborts the request that was sent with `abort: 'on-command'`. */
let abortNow = (): void => undefined;

function abortSignal(when: NonNullable<ProbeRequest['abort']>): AbortSignal {
  const controller = new AbortController();
  if (when === 'at-once') queueMicrotask(() => controller.abort());
  else abortNow = () => controller.abort();
  return controller.signal;
}

let client: ReturnType<typeof createNetHttpClient> | null = null;
const httpClient = () => {
  client ??= createNetHttpClient(answerProxy);
  return client;
};

void app.whenReady().then(() => {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    if (line === 'abort') {
      abortNow();
      return;
    }
    respond(JSON.parse(line) as ProbeRequest | ProxyChoice)
      .catch(failureOf)
      .then((value) => process.stdout.write(`answer ${JSON.stringify(value)}\n`));
  });
  lines.on('close', () => app.quit());
});
