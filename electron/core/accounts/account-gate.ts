// What may be sent for a profile now: its key, and what holds (401, 402, no key) or pauses (429, 503) its queue.
import type { AppError } from '../../../shared/errors.ts';
import type { Profile, QueueHold } from '../../../shared/ipc.ts';
import { isLocal } from '../../../shared/network/base-url.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { maxRetryAfterMs } from '../../../shared/service-errors/index.ts';
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Account, Clock, Credits, KeyVault, NetworkReach, Random, Timings } from '../ports.ts';
import type { Throttle } from '../scheduling/rate-limiter.ts';
import { isHashOf, keyHashOf } from './key-hash.ts';
import {
  addHold,
  type HoldError,
  type HoldReason,
  holdForError,
  holdsAfterBalance,
  holdsAfterDayEnd,
  type ProfileHold,
  readHolds,
  removeHolds,
} from './queue-holds.ts';
import type { CallContext } from './service-error-policy.ts';
import { createSubmitBackoff, type UnconfirmedReason } from './submit-backoff.ts';

/** The simulator takes any key that begins with `sk-`. */
const simulatorKey = 'sk-simulator';

/** No pause is longer than what a service may ask for. */
const longestPauseMs = maxRetryAfterMs;

export type AccountGate = ReturnType<typeof createAccountGate>;

export function createAccountGate(parts: {
  tables: Tables;
  clock: Clock;
  random: Random;
  keys: KeyVault;
  timings: { readonly evolink: Timings; readonly simulator: Timings };
  /** True once the simulator answers at the addresses its profile holds. */
  simulatorIsUp(): boolean;
  slowed(profileId: number): Throttle | null;
  /** Hosts the person lets be asked, see `NetworkReach`. */
  allowsHost(host: string): boolean;
  /** The service's clock minus ours in milliseconds, 0 where it is not known. */
  clockSkewMs(row: ProfileRow): number;
  changed(): void;
}) {
  const { tables, clock, random, keys, timings, simulatorIsUp, slowed, allowsHost, clockSkewMs: clockAheadMs, changed } = parts;
  const sessionKeys = new Map<number, string>();
  /** Profiles whose key the keychain did not give back when it was last needed. */
  const locked = new Set<number>();
  /** When pauses of this run end, on the monotonic clock. The row has the same moment on the wall clock, for after a restart or a sleep. */
  const pauseEndsAtMs = new Map<number, number>();
  const sendPauses = createSubmitBackoff(clock);

  function update(id: number, change: Partial<ProfileRow>): void {
    const row = tables.profiles.get(id);
    if (row === undefined) return;
    tables.profiles.update({ ...row, ...change });
    changed();
  }

  /** The key lives for the length of a call: it is decrypted each time and kept nowhere. */
  function keyOf(row: ProfileRow): Result<string, AppError> {
    if (row.kind === 'simulator') return ok(simulatorKey);
    const inSession = sessionKeys.get(row.id);
    if (inSession !== undefined) return ok(inSession);
    if (row.encryptedKey === null) return fail({ kind: 'no-key', profile: row.name });
    const key = keys.open(row.encryptedKey);
    if ((key === null) !== locked.has(row.id)) {
      if (key === null) locked.add(row.id);
      else locked.delete(row.id);
      changed();
    }
    // Sealed by an earlier version, which kept no hash: the key may not be readable next time.
    if (key !== null && row.keyHash === null) update(row.id, { keyHash: keyHashOf(key, random) });
    return key === null ? fail({ kind: 'keychain-unavailable', detail: keys.protection().backend }) : ok(key);
  }

  /** Whether this was the last key of the profile; false where nothing tells. */
  function wasKeyOf(row: ProfileRow, key: string): boolean {
    if (row.keyHash !== null) return isHashOf(row.keyHash, key);
    return row.encryptedKey !== null && keys.open(row.encryptedKey) === key;
  }

  const hasKey = (row: ProfileRow): boolean => row.kind === 'simulator' || row.encryptedKey !== null || sessionKeys.has(row.id);

  function keyView(row: ProfileRow): Profile['key'] {
    if (row.kind === 'simulator') return { state: 'not-needed' };
    const inSession = sessionKeys.get(row.id);
    if (inSession !== undefined) {
      return { state: 'present', lastFour: inSession.slice(-4), protection: 'session-only', backend: keys.protection().backend };
    }
    if (row.encryptedKey === null || row.keyLastFour === null) return { state: 'none' };
    if (locked.has(row.id)) return { state: 'locked', lastFour: row.keyLastFour };
    return { state: 'present', lastFour: row.keyLastFour, protection: 'keychain', backend: row.keyBackend ?? '' };
  }

  /** Counts the holds of each reason, so that a balance that was asked for before one of them does not end it. */
  const heldTimes = new Map<string, number>();
  let timesHeld = 0;

  function setHolds(row: ProfileRow, holds: readonly ProfileHold[]): void {
    const json = JSON.stringify(holds);
    if (json !== row.holds) update(row.id, { holds: json });
  }

  function hold(id: number, error: HoldError): void {
    const row = tables.profiles.get(id);
    if (row === undefined) return;
    const added = holdForError(error, creditsOf(row), serviceNowMs(row));
    timesHeld += 1;
    heldTimes.set(`${id} ${added.reason}`, timesHeld);
    setHolds(row, addHold(readHolds(row.holds), added));
  }

  /** Holds the queue of a profile that has no key, so that the window can say why nothing is sent. Called wherever a profile may be left without one. */
  function holdIfKeyless(id: number): void {
    const row = tables.profiles.get(id);
    if (row !== undefined && !hasKey(row)) hold(id, { kind: 'no-key', profile: row.name });
  }

  const creditsOf = (row: ProfileRow): Profile['credits'] =>
    row.credits === null ? null : (JSON.parse(row.credits) as Profile['credits']);
  const serviceNowMs = (row: ProfileRow): number => clock.now() + clockAheadMs(row);

  function endOf(row: ProfileRow, one: ProfileHold): QueueHold['ends'] {
    switch (one.reason) {
      case 'no-key':
      case 'keychain-unavailable':
      case 'unauthorized':
        return { kind: 'key' };
      case 'account':
      case 'key-total':
        return { kind: 'credits' };
      case 'key-daily':
        return one.endsAtMs === null ? { kind: 'by-user' } : { kind: 'at', atMs: one.endsAtMs - clockAheadMs(row) };
    }
  }

  /** How long nothing is sent or read because the service asked for a pause; 0 where there is none. */
  function pausedForMs(row: ProfileRow): number {
    if (row.pausedUntilMs === null) return 0;
    const endsAtMs = pauseEndsAtMs.get(row.id);
    return Math.max(0, endsAtMs === undefined ? row.pausedUntilMs - clock.now() : endsAtMs - clock.monotonicMs());
  }

  /** The longest of the pauses that end by themselves, on the wall clock; null where nothing pauses. */
  function sendPauseOf(row: ProfileRow): Profile['submitPause'] {
    const refusedMs = pausedForMs(row);
    const doubtMs = sendPauses.remainingMs(row.id);
    if (refusedMs === 0 && doubtMs === 0) return null;
    const why = doubtMs >= refusedMs ? sendPauses.reason(row.id) : null;
    return { why: why ?? 'refusal', untilMs: Math.round(clock.now() + Math.max(refusedMs, doubtMs)) };
  }

  /** Reading needs a key, a simulator that answers, and no pause; a queue held by 402 does not stop it. */
  const canPoll = (row: ProfileRow): boolean => hasKey(row) && pausedForMs(row) === 0 && (row.kind !== 'simulator' || simulatorIsUp());

  const timingsOf = (id: number): Timings => (tables.profiles.get(id)?.kind === 'simulator' ? timings.simulator : timings.evolink);

  const reachOf = (row: ProfileRow | undefined): NetworkReach => ({
    allowsLoopback: row !== undefined && (row.kind === 'simulator' || isLocal(row.apiBaseUrl)),
    allowsHost,
  });

  return {
    rows: () => tables.profiles.all(),
    row: (id: number) => tables.profiles.get(id),

    account(id: number): Result<Account, AppError> {
      const row = tables.profiles.get(id);
      if (row === undefined) return fail({ kind: 'unknown-item', what: 'profile' });
      const key = keyOf(row);
      if (!key.ok) return key;
      const { apiBaseUrl, filesBaseUrl } = row;
      return ok({ apiBaseUrl, filesBaseUrl, key: key.value, ...reachOf(row) });
    },
    allowsLoopback: (id: number): boolean => reachOf(tables.profiles.get(id)).allowsLoopback,
    /** What links and addresses may reach for this profile; only public hosts and the allowed ones without one. */
    networkReach: (id: number | null): NetworkReach => reachOf(id === null ? undefined : tables.profiles.get(id)),
    /**
     * Whether what a profile makes is simulated and costs nothing: it is the simulator's own, or its address is where the simulator of this
     * studio answers now. Nothing else on this computer is proof: a gateway of the person's may lead to the real service.
     */
    isSimulated(id: number): boolean {
      const row = tables.profiles.get(id);
      if (row === undefined) return false;
      const isItsAddress = (other: ProfileRow): boolean => other.kind === 'simulator' && other.apiBaseUrl === row.apiBaseUrl;
      return row.kind === 'simulator' || (simulatorIsUp() && tables.profiles.all().some(isItsAddress));
    },
    timings: timingsOf,

    canPoll,
    pausedForMs,
    pausedForMsOf(id: number): number {
      const row = tables.profiles.get(id);
      return row === undefined ? 0 : pausedForMs(row);
    },
    /** Sending needs all that and a queue that is neither held nor paused. */
    canSubmit: (row: ProfileRow): boolean =>
      row.holds === '[]' && row.pausedByUser === 0 && sendPauses.remainingMs(row.id) === 0 && canPoll(row),
    holdIfKeyless,
    /** The simulator's links are on the simulator. */
    canDownload: (id: number): boolean => tables.profiles.get(id)?.kind !== 'simulator' || simulatorIsUp(),

    /** Sends nothing until this hold, and every other, is over. */
    hold,
    /** The service answered to this key: it is not refused any more, if it is still the one in use. */
    onKeyAccepted({ profileId, keyRevision }: CallContext): void {
      const row = tables.profiles.get(profileId);
      if (row?.keyRevision === keyRevision) setHolds(row, removeHolds(readHolds(row.holds), ['unauthorized']));
    },
    /** Ends the holds of these reasons; others stay. */
    release(id: number, reasons: readonly HoldReason[]): void {
      const row = tables.profiles.get(id);
      if (row !== undefined) setHolds(row, removeHolds(readHolds(row.holds), reasons));
    },
    /** Taken before a balance is asked for, see `keepCredits`. */
    holdCount: (): number => timesHeld,
    /** True while the queue goes on as soon as the balance shows room. */
    awaitsCredits(id: number): boolean {
      const row = tables.profiles.get(id);
      return row !== undefined && readHolds(row.holds).some(({ reason }) => reason === 'account' || reason === 'key-total');
    },
    /** Ends the holds whose day is over; true where there was one. */
    endDailyHolds(): boolean {
      let ended = false;
      for (const row of tables.profiles.all()) {
        const before = readHolds(row.holds);
        const left = holdsAfterDayEnd(before, serviceNowMs(row));
        if (left.length === before.length) continue;
        setHolds(row, left);
        ended = true;
      }
      return ended;
    },
    /** What held a queue for want of a key is found out anew, and no pause outlives a clock that was put back. */
    clearStalePauses(): void {
      const latestMs = clock.now() + longestPauseMs;
      for (const row of tables.profiles.all()) {
        setHolds(row, removeHolds(readHolds(row.holds), ['no-key', 'keychain-unavailable']));
        holdIfKeyless(row.id);
        if (!pauseEndsAtMs.has(row.id) && (row.pausedUntilMs ?? 0) > latestMs) update(row.id, { pausedUntilMs: null });
      }
    },
    /** Neither sends nor looks for so long; a longer pause is not shortened. */
    pause(id: number, waitMs: number): void {
      const row = tables.profiles.get(id);
      if (row === undefined || pausedForMs(row) >= waitMs) return;
      pauseEndsAtMs.set(id, clock.monotonicMs() + waitMs);
      update(id, { pausedUntilMs: Math.round(clock.now() + waitMs) });
    },
    /** Nothing is sent for a while after a submission that ended in doubt, see `SubmitBackoff`; what the service has is still read. */
    pauseSubmits(id: number, why: UnconfirmedReason): number {
      const leftMs = sendPauses.pause(id, timingsOf(id).serverErrorMs, why);
      changed();
      return leftMs;
    },
    /** The service answered a submission with proof, or is another one now: sending need not wait any longer. */
    onSubmitProven(id: number): void {
      const wasPaused = sendPauses.reason(id) !== null;
      sendPauses.reset(id);
      if (wasPaused) changed();
    },
    /** Milliseconds until this profile may send again, whatever paused it; 0 where nothing does. */
    submitPausedForMs: (row: ProfileRow): number => Math.max(pausedForMs(row), sendPauses.remainingMs(row.id)),
    /** The computer slept, and the monotonic clock may have stood still: how long the pauses last now is for the wall clock to say. */
    onSystemResume(): void {
      pauseEndsAtMs.clear();
      sendPauses.onSystemResume();
      changed();
    },

    /** The profile as a call finds it; compared when the call is answered. */
    callContext: (id: number): CallContext => ({ profileId: id, keyRevision: tables.profiles.get(id)?.keyRevision ?? 0 }),
    /** True while the key that had this revision is the one in use. */
    isCurrentKey: (id: number, revision: number): boolean => tables.profiles.get(id)?.keyRevision === revision,
    /** When the key of this revision was replaced, for the person to read; null while it is the one in use, or where it is not known. */
    keyReplacedAtMs(id: number, revision: number | null): number | null {
      const row = tables.profiles.get(id);
      if (row === undefined || revision === null || row.keyRevision === revision) return null;
      return row.keyChangedAtMs ?? row.createdAtMs;
    },
    setPaused: (id: number, paused: boolean): void => update(id, { pausedByUser: paused ? 1 : 0 }),
    setRequestRate: (id: number, perSecond: number): void => update(id, { requestsPerSecond: perSecond }),

    /**
     * Keeps a checked key: sealed where there is a keychain, else in memory until the studio ends. `isElsewhere`: it is for another service than
     * the key before. Called in a transaction, it writes the row only; call what it returns once the transaction is committed, or a key that was
     * rolled back would be used.
     */
    storeKey(id: number, key: string, isElsewhere: boolean): () => void {
      const row = tables.profiles.get(id);
      // The same key entered again is no other account; at another service it is.
      const isAnother = isElsewhere || row === undefined || !wasKeyOf(row, key);
      const sealed = keys.seal(key);
      update(id, {
        encryptedKey: sealed,
        keyLastFour: sealed === null ? null : key.slice(-4),
        keyBackend: sealed === null ? null : keys.protection().backend,
        keyChangedAtMs: isAnother ? clock.now() : (row?.keyChangedAtMs ?? null),
        keyRevision: (row?.keyRevision ?? 0) + (isAnother ? 1 : 0),
        keyHash: keyHashOf(key, random),
        holds: '[]',
        pausedUntilMs: null,
      });
      return () => {
        locked.delete(id);
        pauseEndsAtMs.delete(id);
        if (sealed === null) sessionKeys.set(id, key);
        else sessionKeys.delete(id);
        changed();
      };
    },
    /** Removes the key itself. Its hash and its revision stay: entered again it is the same account, and its tasks are still its own. */
    forgetKey(id: number): void {
      update(id, { encryptedKey: null, keyLastFour: null, keyBackend: null, holds: '[]' });
      sessionKeys.delete(id);
      locked.delete(id);
      holdIfKeyless(id);
    },
    /**
     * Keeps a balance that was read with the key in use, and ends the holds that it ends. `askedAt` is `timesHeld` when it was asked for: a later hold
     * knows better. `isAskedFor`: the person asked.
     */
    storeCredits(id: number, credits: Credits, askedAt: number, isAskedFor: boolean): void {
      const row = tables.profiles.get(id);
      if (row === undefined) return;
      const isLater = ({ reason }: ProfileHold): boolean => (heldTimes.get(`${id} ${reason}`) ?? 0) > askedAt;
      const holds = readHolds(row.holds);
      const left = holdsAfterBalance(
        holds.filter((one) => !isLater(one)),
        credits,
        isAskedFor,
      );
      update(id, {
        credits: JSON.stringify({ ...credits, readAtMs: clock.now() }),
        holds: JSON.stringify([...left, ...holds.filter(isLater)]),
      });
    },
    storeBaseUrls(id: number, apiBaseUrl: string, filesBaseUrl: string): void {
      update(id, { apiBaseUrl, filesBaseUrl });
    },
    rename(id: number, name: string): void {
      update(id, { name });
    },

    view(row: ProfileRow): Profile {
      return {
        id: row.id,
        kind: row.kind,
        name: row.name,
        apiBaseUrl: row.apiBaseUrl,
        filesBaseUrl: row.filesBaseUrl,
        key: keyView(row),
        holds: readHolds(row.holds).map((one) => ({ error: one.error, ends: endOf(row, one) })),
        paused: row.pausedByUser === 1,
        submitPause: sendPauseOf(row),
        requestsPerSecond: row.requestsPerSecond,
        throttle: slowed(row.id),
        credits: creditsOf(row),
      };
    },
  };
}
