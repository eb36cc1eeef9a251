// Stores credentials of proxies: in memory for the session, and also encrypted by the keychain if the user wants to keep them.
// Credentials are never logged.
import { z } from 'zod';
import { parseJson } from '../../../shared/parse-json.ts';
import type { SettingTable } from '../../db/tables/setting-table.ts';
import type { KeyVault, ProxyCredentials } from '../ports.ts';

const settingName = 'network.proxySignIns';
/** Encrypted user name and password as base64, by `proxyId`. */
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

function decrypt(keys: Pick<KeyVault, 'decrypt'>, encrypted: string): ProxyCredentials | null {
  const decrypted = keys.decrypt(Buffer.from(encrypted, 'base64'));
  if (decrypted === null) return null;
  const parsed = credentials.safeParse(parseJson(decrypted));
  return parsed.success ? parsed.data : null;
}

/** Called once by `createProxyAuthPrompt`. */
export function createProxyCredentialStore(settings: SettingTable, keys: Pick<KeyVault, 'encrypt' | 'decrypt'>): ProxyCredentialStore {
  const sessionCache = new Map<string, ProxyCredentials>();
  return {
    get(proxy) {
      const sessionCredentials = sessionCache.get(proxy);
      const encrypted = readStored(settings)[proxy];
      if (sessionCredentials !== undefined || encrypted === undefined) return sessionCredentials ?? null;
      const decrypted = decrypt(keys, encrypted);
      // The credentials are cached, because each decryption calls the keychain and a proxy asks for every new connection.
      if (decrypted !== null) sessionCache.set(proxy, decrypted);
      return decrypted;
    },
    set(proxy, { name, password }, remembersPassword) {
      sessionCache.set(proxy, { name, password });
      const encrypted = remembersPassword ? keys.encrypt(JSON.stringify({ name, password })) : null;
      if (encrypted !== null) settings.set(settingName, { ...readStored(settings), [proxy]: Buffer.from(encrypted).toString('base64') });
    },
    remove(proxy) {
      sessionCache.delete(proxy);
      const { [proxy]: removed, ...rest } = readStored(settings);
      if (removed !== undefined) settings.set(settingName, rest);
    },
  };
}
