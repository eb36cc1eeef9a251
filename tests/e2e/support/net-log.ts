// Reads Chromium's network log (`--log-net-log`) after the process has ended.
import { readFileSync } from 'node:fs';

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly { readonly type: number; readonly source: { readonly id: number }; readonly params?: Params }[];
}
type Params = Readonly<Record<string, unknown>>;

/** A host that was contacted, by name or address, and how. */
export interface ContactedHost {
  readonly host: string;
  readonly by: 'request' | 'name' | 'connection' | 'datagram';
}

const hostOfUrl = (text: string): string[] => {
  const url = URL.canParse(text) ? new URL(text) : null;
  // The studio's own schemes never leave the process.
  return url !== null && /^(https?|wss?):$/.test(url.protocol) ? [url.hostname] : [];
};
/** Returns the host of texts such as `host`, `host:port`, `https://host:port` or `[::1]:80`. */
const hostOf = (text: string): string[] => {
  const { hostname } = new URL(/^\w+:\/\//.test(text) ? text.replace(/^\w+:/, 'http:') : `http://${text}`);
  return hostname === '' ? [] : [hostname];
};
const texts = (value: unknown): string[] => (typeof value === 'string' ? [value] : Array.isArray(value) ? value.flatMap(texts) : []);

/** Returns each host once that the log names in a request, a look-up, a connection, or a datagram that was really sent. */
export function contactedHosts(netLogFile: string): ContactedHost[] {
  const { constants, events } = JSON.parse(readFileSync(netLogFile, 'utf8')) as NetLog;
  const names = new Map(Object.entries(constants.logEventTypes).map(([name, type]) => [type, name]));
  const peers = new Map<number, string[]>();
  const contacted = new Map<string, ContactedHost>();
  const addHosts = (by: ContactedHost['by'], hosts: readonly string[]) => {
    for (const host of hosts) contacted.set(`${by} ${host}`, { host, by });
  };
  for (const { type, source, params = {} } of events) {
    switch (names.get(type)) {
      case 'URL_REQUEST_START_JOB':
        addHosts('request', texts(params.url).flatMap(hostOfUrl));
        break;
      case 'HOST_RESOLVER_MANAGER_REQUEST':
        addHosts('name', texts(params.host).flatMap(hostOf));
        break;
      case 'TCP_CONNECT_ATTEMPT':
        addHosts('connection', texts(params.address).flatMap(hostOf));
        break;
      case 'UDP_CONNECT':
        // Without a sent datagram this entry only asks the system for a route (Chromium's IPv6 probe).
        if (params.address !== undefined) peers.set(source.id, texts(params.address).flatMap(hostOf));
        break;
      case 'UDP_BYTES_SENT':
        addHosts('datagram', peers.get(source.id) ?? texts(params.address).flatMap(hostOf));
        break;
    }
  }
  return [...contacted.values()];
}
