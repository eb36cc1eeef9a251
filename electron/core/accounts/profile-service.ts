// Accounts as the person handles them: connect, choose, check, forget. A key is checked before it is kept, and replacing it keeps
// the profile, so that its tasks keep theirs.
import type { AppError } from '../../../shared/errors.ts';
import type { Profile } from '../../../shared/ipc.ts';
import { baseUrlOf, isLocal } from '../../../shared/network/base-url.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Account, Clock, Credits, EvolinkApi } from '../ports.ts';
import type { SettingsStore } from '../settings-store.ts';
import { newProfile } from '../tasks/row-factories.ts';
import type { AccountGate } from './account-gate.ts';
import { parsePastedKey } from './parse-pasted-key.ts';
import { creditReasons } from './queue-holds.ts';
import type { ServiceErrorPolicy } from './service-error-policy.ts';

const serviceBaseUrl = 'https://api.evolink.ai';
const serviceFilesBaseUrl = 'https://files-api.evolink.ai';

/**
 * The address, of those a key would be sent to, that is not the service's own; null where both are. The key of the environment goes to no
 * other: a page that was taken over names the addresses, but never saw that key.
 */
function isForeignBaseUrl({ api, files }: { readonly api: string; readonly files: string }): string | null {
  if (api !== serviceBaseUrl) return api;
  return files !== serviceFilesBaseUrl ? files : null;
}

/** What can go into a header. That keys begin with `sk-` is documented, not promised: the service is the judge. */
const headerSafe = /^[\x21-\x7e]{4,512}$/;

export interface Connection {
  readonly profileId: number | null;
  readonly name: string;
  readonly key: string | null;
  readonly apiBaseUrl: string | null;
  readonly filesBaseUrl: string | null;
}

export type ProfileService = ReturnType<typeof createProfileService>;

export function createProfileService(parts: {
  tables: Tables;
  clock: Clock;
  api: EvolinkApi;
  accounts: AccountGate;
  onServiceError: ServiceErrorPolicy;
  settings: SettingsStore;
  environmentKey: string | null;
  signal: AbortSignal;
  changed(): void;
  wakeAll(): void;
}) {
  const { tables, clock, api, accounts, onServiceError, settings, environmentKey, signal, changed, wakeAll } = parts;
  const unknown = () => fail({ kind: 'unknown-item' as const, what: 'profile' as const });

  function viewOf(id: number): Profile {
    const row = accounts.row(id);
    if (row === undefined) throw new Error('a profile that was just written is gone');
    return accounts.view(row);
  }

  function addressesFor(given: Connection, row: ProfileRow | null): Result<{ api: string; files: string }, AppError> {
    const wanted = {
      api: given.apiBaseUrl ?? row?.apiBaseUrl ?? serviceBaseUrl,
      files: given.filesBaseUrl ?? row?.filesBaseUrl ?? serviceFilesBaseUrl,
    };
    const api = baseUrlOf(wanted.api);
    const files = baseUrlOf(wanted.files, 'files');
    if (api === null) return fail({ kind: 'invalid-base-url', url: wanted.api });
    if (files === null) return fail({ kind: 'invalid-base-url', url: wanted.files });
    return ok({ api, files });
  }

  function add(kind: ProfileRow['kind'], name: string, apiBaseUrl: string, filesBaseUrl: string): number {
    return tables.profiles.insert(newProfile({ kind, name, apiBaseUrl, filesBaseUrl }, clock.now()));
  }

  /** Choices of the active profile are numbered in the order in which the person made them; `activatedChoice` is the latest that took effect. */
  let lastChoice = 0;
  let activatedChoice = 0;
  /** Takes the number of a choice. Call it when the person chooses, before anything is awaited. */
  function choose(): number {
    lastChoice += 1;
    return lastChoice;
  }

  /** Makes the profile active, unless a later choice already took effect: what takes long must not override what the person chose since. */
  function activate(id: number, choice = choose()): void {
    if (choice < activatedChoice) return;
    activatedChoice = choice;
    settings.setActiveProfile(id);
    changed();
    wakeAll();
  }

  /** One for each `connect` that waits for the service. */
  const attempts = new Set<AbortController>();

  /**
   * Reads the balance, which ends the holds that it ends (`holdsAfterBalance`). `isAskedFor`: the person asked, so that anything that is left counts as
   * room; else it has to be enough, and more than there was, for something may be left and yet be too little for what was refused.
   */
  async function readBalance(id: number, isAskedFor = false): Promise<Result<Credits, AppError>> {
    const account = accounts.account(id);
    if (!account.ok) return account;
    const asked = accounts.callContext(id);
    const timesHeld = accounts.holdCount();
    const credits = await api.getCredits(account.value, signal);
    if (!credits.ok) {
      onServiceError(asked, credits.error, 'balance');
      return credits;
    }
    // With a key that was replaced meanwhile: it says nothing about the account that is connected now.
    if (!accounts.isCurrentKey(id, asked.keyRevision)) return credits;
    const wasHeld = accounts.row(id)?.holds !== '[]';
    accounts.storeCredits(id, credits.value, timesHeld, isAskedFor);
    if (wasHeld && accounts.row(id)?.holds === '[]') wakeAll();
    return credits;
  }

  /**
   * The account that tasks restored from their files belong to: the one in use where it may be theirs, else the first of its kind, else a
   * fresh one without a key.
   */
  function profileForRebuild(simulated: boolean): number {
    const rows = accounts.rows();
    const kind = simulated ? 'simulator' : 'evolink';
    const activeId = settings.activeProfileId();
    const row = rows.find((one) => one.kind === kind && one.id === activeId) ?? rows.find((one) => one.kind === kind);
    if (row !== undefined) return row.id;
    const id = simulated
      ? add('simulator', 'Simulator', 'http://127.0.0.1:9', 'http://127.0.0.1:9') // replaced when the simulator comes up
      : add('evolink', 'EvoLink', serviceBaseUrl, serviceFilesBaseUrl);
    accounts.holdIfKeyless(id);
    changed();
    return id;
  }

  /**
   * The profile that a connection without one is meant for: that of a library which was rebuilt before any account was connected. It is taken
   * where nothing else can be meant, and a new one is made in every other case, for two accounts must never be one:
   * - it never had a key. One whose key was forgotten is some account's already; only a rebuild makes one without;
   * - its addresses are exactly these, and no other profile has them: beside another one it is not known whose the videos are;
   * - nothing in it is alive. What waits there would be sent, and paid for, by an account that it was not meant for.
   * So it holds only videos that are stored. Whose they were a file does not say; with one account they are taken to be its, as in `forRestored`.
   */
  function rebuiltAt(apiBaseUrl: string, filesBaseUrl: string): ProfileRow | null {
    const there = accounts
      .rows()
      .filter((row) => row.kind === 'evolink' && row.apiBaseUrl === apiBaseUrl && row.filesBaseUrl === filesBaseUrl);
    const [row] = there;
    if (row === undefined || there.length > 1 || row.keyChangedAtMs !== null) return null;
    return tables.tasks.hasLive(row.id) ? null : row;
  }

  /** Something waits, is on its way and may come back to wait, or is in doubt and may be sent again. */
  const hasMoreToSend = (profileId: number): boolean =>
    tables.tasks.queueBounds(profileId).least !== null ||
    tables.tasks.live().some((row) => row.profileId === profileId && (row.state === 'submitting' || row.state === 'unconfirmed'));

  return {
    profileForRebuild,
    list: (): Profile[] => accounts.rows().map((row) => accounts.view(row)),
    add,
    choose,
    activate,
    readBalance,

    /**
     * Checks a key, keeps it and makes its profile active. After `cancelConnect` it keeps nothing, even where the service has accepted the key, and
     * fails with `cancelled-by-user`.
     */
    async connect(given: Connection): Promise<Result<Profile, AppError>> {
      const row = given.profileId === null ? null : (accounts.row(given.profileId) ?? null);
      if (given.profileId !== null && row === null) return unknown();
      if (row?.kind === 'simulator') return fail({ kind: 'not-allowed-in-state', action: 'connect', state: 'simulator' });
      const key = parsePastedKey(given.key ?? environmentKey ?? '');
      if (!headerSafe.test(key)) return fail({ kind: 'key-malformed' });
      const addresses = addressesFor(given, row);
      if (!addresses.ok) return addresses;
      const { api: apiBaseUrl, files: filesBaseUrl } = addresses.value;
      const elsewhere = given.key === null ? isForeignBaseUrl(addresses.value) : null;
      if (elsewhere !== null) return fail({ kind: 'environment-key-wrong-host', url: elsewhere });
      const account: Account = { apiBaseUrl, filesBaseUrl, key, allowsLoopback: isLocal(apiBaseUrl) };
      const choice = choose();
      const attempt = new AbortController();
      attempts.add(attempt);
      const credits = await api.getCredits(account, AbortSignal.any([signal, attempt.signal])).finally(() => attempts.delete(attempt));
      if (attempt.signal.aborted) return fail({ kind: 'cancelled-by-user' });
      if (!credits.ok) return credits;
      const { id, takeKey } = tables.transaction(() => {
        const kept = (row ?? rebuiltAt(apiBaseUrl, filesBaseUrl))?.id ?? add('evolink', given.name, apiBaseUrl, filesBaseUrl);
        accounts.rename(kept, given.name);
        const isElsewhere = row !== null && baseUrlOf(row.apiBaseUrl) !== apiBaseUrl;
        // What waits was meant, and priced, for another service: the person lets it go to this one, or not.
        if (isElsewhere && hasMoreToSend(kept)) accounts.setPaused(kept, true);
        // Addresses of uploads belong to the file host they were made on.
        if (row !== null && row.filesBaseUrl !== filesBaseUrl) tables.uploads.deleteOfProfile(kept);
        accounts.storeBaseUrls(kept, apiBaseUrl, filesBaseUrl);
        const take = accounts.storeKey(kept, key, isElsewhere);
        accounts.storeCredits(kept, credits.value, accounts.holdCount(), false);
        return { id: kept, takeKey: take };
      });
      takeKey();
      accounts.onSubmitProven(id);
      activate(id, choice);
      // Where another profile stays active, what waits for this one may leave with its new key all the same.
      wakeAll();
      return ok(viewOf(id));
    },
    /** Cancels every `connect` that waits for the service. One that was answered has kept its key already. */
    cancelConnect(): void {
      for (const attempt of attempts) attempt.abort();
    },

    async check(id: number): Promise<Result<Profile, AppError>> {
      if (accounts.row(id) === undefined) return unknown();
      const credits = await readBalance(id, true);
      wakeAll();
      return credits.ok ? ok(viewOf(id)) : credits;
    },

    activateById(id: number): Result<Record<string, never>, AppError> {
      if (accounts.row(id) === undefined) return unknown();
      activate(id);
      return ok({});
    },

    /** Nothing new is sent while it is paused; what EvoLink has is followed and saved as ever. */
    setPaused(id: number, paused: boolean): Result<Record<string, never>, AppError> {
      if (accounts.row(id) === undefined) return unknown();
      accounts.setPaused(id, paused);
      wakeAll();
      return ok({});
    },
    /** The person lets a queue go on that a limit of credits holds. */
    resume(id: number): Result<Record<string, never>, AppError> {
      if (accounts.row(id) === undefined) return unknown();
      accounts.release(id, creditReasons);
      wakeAll();
      return ok({});
    },
    setPace(id: number, perSecond: number): Result<Record<string, never>, AppError> {
      if (accounts.row(id) === undefined) return unknown();
      accounts.setRequestRate(id, perSecond);
      wakeAll();
      return ok({});
    },

    forgetKey(id: number): Result<Record<string, never>, AppError> {
      if (accounts.row(id) === undefined) return unknown();
      accounts.forgetKey(id);
      return ok({});
    },
  };
}
