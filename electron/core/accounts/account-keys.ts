// Stores the key of each profile: encrypted if there is a keychain, otherwise in memory until the studio ends.
import type { AppError } from '../../../shared/errors.ts';
import type { Profile } from '../../../shared/ipc.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import { type AccountContext, updateProfile } from './account-context.ts';
import { holdIfKeyless } from './account-holds.ts';
import { isHashOf, keyHashOf } from './key-hash.ts';
import type { ProfileRevision } from './profile-revision.ts';

/** The simulator accepts any key that begins with `sk-`. */
const simulatorKey = 'sk-simulator';

/** The keys of the profiles. Other parts get a key only for the duration of a call. */
export interface AccountKeys {
  /** The revision of a profile's key. It is read before a request, and compared with the current revision when the response arrives. */
  profileRevision(id: number): ProfileRevision;
  /** True if this revision is that of the current key. */
  isCurrentKey(id: number, revision: number): boolean;
  /** When the key of this revision was replaced, in Unix milliseconds. null if it is the current key, or if the time is unknown. */
  keyReplacedAtMs(id: number, revision: number | null): number | null;
  /**
   * Stores a checked key: encrypted if there is a keychain, otherwise in memory until the studio ends.
   * `isForAnotherService`: the key belongs to another service than the previous key. Call it in a transaction,
   * because it only writes the row. Call the returned function after the commit: a key from a rolled back
   * transaction must not be used.
   */
  storeKey(id: number, key: string, isForAnotherService: boolean): () => void;
  /** Removes the key. Its hash and revision stay, so that the same key entered again counts as the same account and keeps its tasks. */
  forgetKey(id: number): void;
}

/** The result of reading a key. `decryption` is null if the keychain was not needed. */
interface KeyReading {
  readonly key: Result<string, AppError>;
  readonly decryption: { readonly key: string | null } | null;
}

/** Reads the key without changing anything. The key is decrypted for each call and not cached. */
function readKey({ keys, sessionKeys }: AccountContext, row: ProfileRow): KeyReading {
  if (row.kind === 'simulator') return { key: ok(simulatorKey), decryption: null };
  const sessionKey = sessionKeys.get(row.id);
  if (sessionKey !== undefined) return { key: ok(sessionKey), decryption: null };
  if (row.encryptedKey === null) return { key: fail({ kind: 'no-key', profile: row.name }), decryption: null };
  const key = keys.decrypt(row.encryptedKey);
  const decryption = { key };
  if (key === null) return { key: fail({ kind: 'keychain-unavailable', detail: keys.protection().backend }), decryption };
  return { key: ok(key), decryption };
}

/**
 * Records whether the keychain returned the key. Also records the hash of the key if an earlier version stored none, because the key may
 * be unreadable next time.
 */
function recordReading(context: AccountContext, row: ProfileRow, key: string | null): void {
  const { locked, random, statusChanged } = context;
  if ((key === null) !== locked.has(row.id)) {
    if (key === null) locked.add(row.id);
    else locked.delete(row.id);
    statusChanged();
  }
  if (key !== null && row.keyHash === null) updateProfile(context, row.id, { keyHash: keyHashOf(key, random) });
}

/** Returns the key for a call, and records whether the keychain returned it. */
export function keyForCall(context: AccountContext, row: ProfileRow): Result<string, AppError> {
  const { key, decryption } = readKey(context, row);
  if (decryption !== null) recordReading(context, row, decryption.key);
  return key;
}

/** Whether this was the last key of the profile; false if that cannot be determined. */
function wasKeyOf({ keys }: AccountContext, row: ProfileRow, key: string): boolean {
  if (row.keyHash !== null) return isHashOf(row.keyHash, key);
  return row.encryptedKey !== null && keys.decrypt(row.encryptedKey) === key;
}

/** The view of a key for the window: its state and its last four characters. */
export function keyView({ keys, sessionKeys, locked }: AccountContext, row: ProfileRow): Profile['key'] {
  if (row.kind === 'simulator') return { state: 'not-needed' };
  const sessionKey = sessionKeys.get(row.id);
  if (sessionKey !== undefined) {
    return { state: 'present', lastFour: sessionKey.slice(-4), protection: 'session-only', backend: keys.protection().backend };
  }
  if (row.encryptedKey === null || row.keyLastFour === null) return { state: 'none' };
  if (locked.has(row.id)) return { state: 'locked', lastFour: row.keyLastFour };
  return { state: 'present', lastFour: row.keyLastFour, protection: 'keychain', backend: row.keyBackend ?? '' };
}

function storeKey(context: AccountContext, id: number, key: string, isForAnotherService: boolean): () => void {
  const { tables, clock, random, keys, log, locked, pauseEndsAtMs, sessionKeys, statusChanged } = context;
  const row = tables.profiles.get(id);
  // The same key entered again belongs to the same account, unless it is for another service.
  const isNewKey = isForAnotherService || row === undefined || !wasKeyOf(context, row, key);
  const encryptedKey = keys.encrypt(key);
  updateProfile(context, id, {
    encryptedKey,
    keyLastFour: encryptedKey === null ? null : key.slice(-4),
    keyBackend: encryptedKey === null ? null : keys.protection().backend,
    keyChangedAtMs: isNewKey ? clock.now() : (row?.keyChangedAtMs ?? null),
    keyRevision: (row?.keyRevision ?? 0) + (isNewKey ? 1 : 0),
    keyHash: keyHashOf(key, random),
    holds: '[]',
    pausedUntilMs: null,
  });
  return () => {
    locked.delete(id);
    pauseEndsAtMs.delete(id);
    if (encryptedKey === null) sessionKeys.set(id, key);
    else sessionKeys.delete(id);
    log.info('key-stored', { profile: id, another: isNewKey, keptIn: encryptedKey === null ? 'memory' : 'keychain' });
    statusChanged();
  };
}

/** Called once by the account gate. */
export function createAccountKeys(context: AccountContext): AccountKeys {
  const { tables, sessionKeys, locked } = context;
  return {
    profileRevision: (id) => ({ profileId: id, keyRevision: tables.profiles.get(id)?.keyRevision ?? 0 }),
    isCurrentKey: (id, revision) => tables.profiles.get(id)?.keyRevision === revision,
    keyReplacedAtMs(id, revision) {
      const row = tables.profiles.get(id);
      if (row === undefined || revision === null || row.keyRevision === revision) return null;
      return row.keyChangedAtMs ?? row.createdAtMs;
    },
    storeKey: (id, key, isForAnotherService) => storeKey(context, id, key, isForAnotherService),
    forgetKey(id) {
      updateProfile(context, id, { encryptedKey: null, keyLastFour: null, keyBackend: null, holds: '[]' });
      sessionKeys.delete(id);
      locked.delete(id);
      context.log.info('key-removed', { profile: id });
      holdIfKeyless(context, id);
    },
  };
}
