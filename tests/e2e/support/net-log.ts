// Chromium's own record of what its network did (`--log-net-log`), read after the process has ended.
import { readFileSync } from 'node:fs';

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly { readonly type: number; readonly source: { readonly id: number }; readonly params?: Params }[];
}
type Params = Readonly<Record<string, unknown>>;

/** A host that was asked for, by name or address, and what of the network it was asked of. */
export interface AskedHost {
  readonly host: string;
  readonly by: 'request' | 'name' | 'connection' | 'datagram';
}

const hostOfUrl = (text: string): string[] => {
  const url = URL.canParse(text) ? new URL(text) : null;
  // The studio's own schemes never leave the process.
  return url !== null && /^(https?|wss?):$/.test(url.protocol) ? [url.hostname] : [];
};
/** Of `host`, `host:port`, `https://host:port`, `[::1]:80`. */
const hostOf = (text: string): string[] => {
  const { hostname } = new URL(/^\w+:\/\//.test(text) ? text.replace(/^\w+:/, 'http:') : `http://${text}`);
  return hostname === '' ? [] : [hostname];
};
const texts = (value: unknown): string[] => (typeof value === 'string' ? [value] : Array.isArray(value) ? value.flatMap(texts) : []);

/** Every host that the log names in a request, a look-up, a connection, or a datagram that was really sent; each once. */
export function hostsAsked(netLogFile: string): AskedHost[] {
  const { constants, events } = JSON.parse(readFileSync(netLogFile, 'utf8')) as NetLog;
  const names = new Map(Object.entries(constants.logEventTypes).map(([name, type]) => [type, name]));
  const peers = new Map<number, string[]>();
  const asked = new Map<string, AskedHost>();
  const note = (by: AskedHost['by'], hosts: readonly string[]) => {
    for (const host of hosts) asked.set(`${by} ${host}`, { host, by });
  };
  for (const { type, source, params = {} } of events) {
    switch (names.get(type)) {
      case 'URL_REQUEST_START_JOB':
        note('request', texts(params.url).flatMap(hostOfUrl));
        break;
      case 'HOST_RESOLVER_MANAGER_REQUEST':
        note('name', texts(params.host).flatMap(hostOf));
        break;
      case 'TCP_CONNECT_ATTEMPT':
        note('connection', texts(params.address).flatMap(hostOf));
        break;
      case 'UDP_CONNECT':
        // Without a datagram this only asks the system for a route (Chromium's probe for IPv6).
        if (params.address !== undefined) peers.set(source.id, texts(params.address).flatMap(hostOf));
        break;
      case 'UDP_BYTES_SENT':
        note('datagram', peers.get(source.id) ?? texts(params.address).flatMap(hostOf));
        break;
    }
  }
  return [...asked.values()];
}
