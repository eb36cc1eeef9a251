// The name and password for a proxy: asked for in the window, kept for the session or sealed by the keychain, never logged. A request never
// waits for the person: it ends with nothing sent, its task waits, and the sign-in wakes it.
import { z } from 'zod';
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { SettingTable } from '../../db/tables/setting-table.ts';
import type { KeyVault, ProxyAuth, ProxyChallenge, ProxyCredentials } from '../ports.ts';

const settingName = 'network.proxySignIns';
/** Sealed name and password as base64, by `host:port`. */
const storedSignIns = z.record(z.string(), z.string());
const credentials = z.strictObject({ name: z.string(), password: z.string() });

/** What the window shows. `declined`: the person put the question away; it is asked again only on their word. */
export type ProxyAuthRequest = ProxyChallenge & {
  readonly state: 'asked' | 'declined';
  /** The proxy did not take what was given before. */
  readonly wasRefused: boolean;
  /** There is a keychain that can keep the answer. */
  readonly canKeep: boolean;
};

export interface ProxyAuthPrompt {
  /** null where no proxy waits for an answer. */
  question(): ProxyAuthRequest | null;
  /** Answers the question; what waits for the proxy is tried again at once. `keeps`: also after this session, where there is a keychain. */
  signIn(
    given: ProxyCredentials & { readonly host: string; readonly port: number; readonly keeps: boolean },
  ): Result<Record<string, never>, AppError>;
  /** Puts the question away. */
  decline(): void;
  /** The person wants to be asked after all. */
  askAgain(): void;
  /** The proxy may be none of this network: it asks again if it is. */
  forgetQuestion(): void;
}

const placeOf = ({ host, port }: Pick<ProxyChallenge, 'host' | 'port'>): string => `${host}:${port}`;
const isSame = (a: ProxyCredentials, b: ProxyCredentials): boolean => a.name === b.name && a.password === b.password;

export function createProxyAuthPrompt(parts: {
  settings: SettingTable;
  keys: KeyVault;
  door: ProxyAuth;
  changed(): void;
  /** Tries what waits for the network. */
  wake(): void;
}): ProxyAuthPrompt {
  const { settings, keys, door, changed, wake } = parts;
  const inSession = new Map<string, ProxyCredentials>();
  let asked: Omit<ProxyAuthRequest, 'canKeep'> | null = null;

  function stored(): Readonly<Record<string, string>> {
    const kept = storedSignIns.safeParse(settings.get(settingName));
    return kept.success ? kept.data : {};
  }

  function known(place: string): ProxyCredentials | null {
    const session = inSession.get(place);
    const sealed = stored()[place];
    if (session !== undefined || sealed === undefined) return session ?? null;
    const opened = keys.open(Buffer.from(sealed, 'base64'));
    if (opened === null) return null;
    const parsed = credentials.safeParse(JSON.parse(opened));
    if (!parsed.success) return null;
    // Opening wakes the keychain, and a proxy asks for every new connection.
    inSession.set(place, parsed.data);
    return parsed.data;
  }

  function forget(place: string): void {
    inSession.delete(place);
    const { [place]: gone, ...rest } = stored();
    if (gone !== undefined) settings.set(settingName, rest);
  }

  function ask(challenge: ProxyChallenge, wasRefused: boolean): void {
    if (asked !== null && placeOf(asked) === placeOf(challenge) && !(wasRefused && asked.state === 'declined')) return;
    asked = { host: challenge.host, port: challenge.port, realm: challenge.realm, state: 'asked', wasRefused };
    changed();
  }

  door.onChallenge((challenge, refused) => {
    const place = placeOf(challenge);
    const given = known(place);
    // What was refused may have been replaced while this request was on its way.
    if (given !== null && (refused === null || !isSame(given, refused))) return given;
    if (given !== null) forget(place);
    ask(challenge, refused !== null);
    return null;
  });

  return {
    question: () => (asked === null ? null : { ...asked, canKeep: keys.protection().kind === 'keychain' }),
    signIn({ host, port, name, password, keeps }) {
      if (asked === null || placeOf(asked) !== placeOf({ host, port })) {
        return fail({ kind: 'not-allowed-in-state', action: 'sign-in-to-proxy', state: 'not-asked' });
      }
      const place = placeOf(asked);
      inSession.set(place, { name, password });
      const sealed = keeps ? keys.seal(JSON.stringify({ name, password })) : null;
      if (sealed !== null) settings.set(settingName, { ...stored(), [place]: Buffer.from(sealed).toString('base64') });
      asked = null;
      changed();
      wake();
      return ok({});
    },
    decline() {
      if (asked === null) return;
      asked = { ...asked, state: 'declined' };
      changed();
    },
    askAgain() {
      if (asked !== null) asked = { ...asked, state: 'asked' };
      changed();
      wake();
    },
    forgetQuestion() {
      if (asked === null) return;
      asked = null;
      changed();
    },
  };
}
