// Stores credentials of proxies: in memory for the session, and also sealed by the keychain if the user wants to keep them. Credentials
// are never logged.
import { z } from 'zod';
import { parseJson } from '../../../shared/parse-json.ts';
import type { SettingTable } from '../../db/tables/setting-table.ts';
import type { KeyVault, ProxyCredentials } from '../ports.ts';

const settingName = 'network.proxySignIns';
/** Sealed user name and password as base64, by `proxyId`. */
const storedSignIns = z.record(z.string(), z.string());
const credentials = z.strictObject({ name: z.string(), password: z.string() });

/** Credentials by proxy, see `proxyId`. */
export interface ProxyCredentialStore {
  /** The credentials of a proxy; null if none are known, or if the keychain does not return them. */
  get(proxy: string): ProxyCredentials | null;
  /** Stores credentials. `remembersPassword`: also store them for later sessions, if there is a keychain. */
  set(proxy: string, credentials: ProxyCredentials, remembersPassword: boolean): void;
  /** Deletes credentials that the proxy did not accept. */
  remove(proxy: string): void;
}

function readStored(settings: SettingTable): Readonly<Record<string, string>> {
  const parsed = storedSignIns.safeParse(settings.get(settingName));
  return parsed.success ? parsed.data : {};
}

function unseal(keys: Pick<KeyVault, 'open'>, sealed: string): ProxyCredentials | null {
  const opened = keys.open(Buffer.from(sealed, 'base64'));
  if (opened === null) return null;
  const parsed = credentials.safeParse(parseJson(opened));
  return parsed.success ? parsed.data : null;
}

/** Called once by `createProxyAuthPrompt`. */
export function createProxyCredentialStore(settings: SettingTable, keys: Pick<KeyVault, 'open' | 'seal'>): ProxyCredentialStore {
  const sessionCache = new Map<string, ProxyCredentials>();
  return {
    get(proxy) {
      const sessionCredentials = sessionCache.get(proxy);
      const sealed = readStored(settings)[proxy];
      if (sessionCredentials !== undefined || sealed === undefined) return sessionCredentials ?? null;
      const unsealed = unseal(keys, sealed);
      // The credentials are cached, because each unsealing calls the keychain and a proxy asks for every new connection.
      if (unsealed !== null) sessionCache.set(proxy, unsealed);
      return unsealed;
    },
    set(proxy, { name, password }, remembersPassword) {
      sessionCache.set(proxy, { name, password });
      const sealed = remembersPassword ? keys.seal(JSON.stringify({ name, password })) : null;
      if (sealed !== null) settings.set(settingName, { ...readStored(settings), [proxy]: Buffer.from(sealed).toString('base64') });
    },
    remove(proxy) {
      sessionCache.delete(proxy);
      const { [proxy]: removed, ...rest } = readStored(settings);
      if (removed !== undefined) settings.set(settingName, rest);
    },
  };
}
