// A small app around the studio's HttpClient, so that tests can observe its behaviour in the real Electron. Reads requests as lines of
// JSON on stdin and answers each with a line on stdout.
import { createInterface } from 'node:readline';
import { app, net, type Session } from 'electron';
import { HttpFailure } from '../../../electron/core/ports.ts';
import { createNetHttpClient } from '../../../electron/shell/network/net-http-client.ts';
import { setNetworkSwitches } from '../../../electron/shell/network/network-switches.ts';
import type { ProxyChallengeHandler } from '../../../electron/shell/network/proxy-auth.ts';

/** Sends all requests from now on through this proxy, e.g. `socks5://127.0.0.1:1080`. */
interface ProxyChosen {
  readonly proxy: string;
  /** The names and passwords that are given to the proxy, one after the other; with none its question is not answered. */
  readonly signIns?: readonly { readonly name: string; readonly password: string }[];
}

interface ProbeRequest {
  readonly via: 'studio' | 'plain';
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Sends the request this many times at once; the answers come together as `all`. */
  readonly each?: number;
  readonly body?: string;
  readonly follow?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Aborts the request at once, before anything else can happen, or on the line `abort`. */
  readonly abort?: 'at-once' | 'on-command';
}

setNetworkSwitches(app);
const sessions: Session[] = [];
let proxyRules: string | null = null;
let signIns: ProxyChosen['signIns'] = [];
/** Returns the sign-in after the one that the proxy has refused. */
const answerProxy: ProxyChallengeHandler = (_challenge, refused) =>
  signIns?.[refused === null ? 0 : signIns.findIndex(({ password }) => password === refused.password) + 1] ?? null;
const useProxy = async (session: Session) => {
  if (proxyRules !== null) await session.setProxy({ proxyRules, proxyBypassRules: '<-loopback>' });
};
app.on('session-created', (session) => {
  sessions.push(session);
  void useProxy(session);
});

async function answer(asked: ProbeRequest | ProxyChosen): Promise<unknown> {
  if ('proxy' in asked) {
    proxyRules = asked.proxy;
    signIns = asked.signIns ?? [];
    await Promise.all(sessions.map(useProxy));
    return { proxy: proxyRules };
  }
  if (asked.via === 'plain') {
    const plain = await net.fetch(asked.url, { method: asked.method, ...(asked.body === undefined ? {} : { body: asked.body }) });
    return { status: plain.status, text: await plain.text() };
  }
  if (asked.each !== undefined) {
    const { each, ...one } = asked;
    return { all: await Promise.all(Array.from({ length: each }, () => answer(one).catch(failureOf))) };
  }
  const bytes = asked.body === undefined ? null : new TextEncoder().encode(asked.body);
  const got = await createdOnce().send({
    method: asked.method,
    url: asked.url,
    headers: asked.headers ?? {},
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
    signal: asked.abort === undefined ? AbortSignal.timeout(120_000) : aborted(asked.abort),
    allowRedirect: () => asked.follow ?? false,
  });
  const parts: Uint8Array[] = [];
  for await (const part of got.body) parts.push(part);
  return { status: got.status, url: got.url, text: Buffer.concat(parts).toString('utf8') };
}

/** The answer for a failure. */
const failureOf = (error: unknown): object =>
  error instanceof HttpFailure ? { stage: error.stage, reason: error.reason } : { error: String(error) };

/** Aborts the request with `abort: 'on-command'`. */
let abortNow = (): void => undefined;

function aborted(when: NonNullable<ProbeRequest['abort']>): AbortSignal {
  const controller = new AbortController();
  if (when === 'at-once') queueMicrotask(() => controller.abort());
  else abortNow = () => controller.abort();
  return controller.signal;
}

let client: ReturnType<typeof createNetHttpClient> | null = null;
const createdOnce = () => {
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
    answer(JSON.parse(line) as ProbeRequest | ProxyChosen)
      .catch(failureOf)
      .then((value) => process.stdout.write(`answer ${JSON.stringify(value)}\n`));
  });
  lines.on('close', () => app.quit());
});
