// The holds on the queue of a profile (401, 402, no key), stored in its row. `queue-holds.ts` contains the rules.
import { type Profile, profile, type QueueHold } from '../../../shared/ipc.ts';
import { storedValue } from '../../db/rows/stored-json.ts';
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { Credits } from '../ports.ts';
import { type AccountContext, hasKey, updateProfile } from './account-context.ts';
import type { ProfileRevision } from './profile-revision.ts';
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

/**
 * A held queue submits nothing. A hold ends when a key is accepted, when the balance suffices, at the end of the day, or at the user's
 * request. Unknown profile ids are ignored.
 */
export interface AccountHolds {
  /** Adds a hold. The profile submits nothing until all its holds have ended. */
  hold(id: number, error: HoldError): void;
  /**
   * Holds the queue of a profile that has no key, so that the window can say why nothing is sent. Call it wherever a profile may have lost
   * its key.
   */
  holdIfKeyless(id: number): void;
  /** Called when the service accepted a key. Ends the hold for a refused key, if the accepted key is still the current one. */
  onKeyAccepted(context: ProfileRevision): void;
  /** Ends the holds with these reasons. Other holds stay. */
  release(id: number, reasons: readonly HoldReason[]): void;
  /** The highest sequence number of all holds so far. Read it before a balance is requested; see `storeCredits`. */
  holdCount(): number;
  /** True while a hold waits for the balance to show enough credits. */
  awaitsCredits(id: number): boolean;
  /** Ends the daily holds whose day is over. Returns true if any ended. */
  endDailyHolds(): boolean;
  /**
   * Stores a balance that was read with the current key, and ends the holds that it satisfies. `holdCountBefore`: the value of
   * `holdCount` at the time of the request; holds added later stay. `isUserRequest`: the user requested the check.
   */
  storeCredits(id: number, credits: Credits, holdCountBefore: number, isUserRequest: boolean): void;
}

/** The last balance read; null if there is none, or if it does not parse. */
export const creditsOf = (row: ProfileRow): Profile['credits'] =>
  row.credits === null ? null : storedValue(profile.shape.credits, row.credits, null);

const serviceNowMs = ({ clock, clockSkewMs }: AccountContext, row: ProfileRow): number => clock.now() + clockSkewMs(row);

/** Replaces the holds of a profile. Writes nothing if they have not changed. */
export function setHolds(context: AccountContext, row: ProfileRow, holds: readonly ProfileHold[]): void {
  const json = JSON.stringify(holds);
  if (json !== row.holds) updateProfile(context, row.id, { holds: json });
}

function hold(context: AccountContext, id: number, error: HoldError): void {
  const { tables, holdNumbers } = context;
  const row = tables.profiles.get(id);
  if (row === undefined) return;
  const newHold = holdForError(error, creditsOf(row), serviceNowMs(context, row));
  const sequenceNumber = holdCount(context) + 1;
  holdNumbers.set(`${id} ${newHold.reason}`, sequenceNumber);
  setHolds(context, row, addHold(readHolds(row.holds), newHold));
}

/** The highest sequence number so far. */
const holdCount = ({ holdNumbers }: AccountContext): number => Math.max(0, ...holdNumbers.values());

/** See `AccountHolds.holdIfKeyless`. */
export function holdIfKeyless(context: AccountContext, id: number): void {
  const row = context.tables.profiles.get(id);
  if (row !== undefined && !hasKey(context, row)) hold(context, id, { kind: 'no-key', profile: row.name });
}

/** The condition that ends a hold, for the window. */
function holdEndOf({ clockSkewMs }: AccountContext, row: ProfileRow, one: ProfileHold): QueueHold['ends'] {
  switch (one.reason) {
    case 'no-key':
    case 'keychain-unavailable':
    case 'unauthorized':
      return { kind: 'key' };
    case 'account':
    case 'key-total':
      return { kind: 'credits' };
    case 'unreadable':
      return { kind: 'by-user' };
    case 'key-daily':
      return one.endsAtMs === null ? { kind: 'by-user' } : { kind: 'at', atMs: one.endsAtMs - clockSkewMs(row) };
  }
}

/** The holds of a profile as the window sees them. */
export const holdsView = (context: AccountContext, row: ProfileRow): QueueHold[] =>
  readHolds(row.holds).map((one) => ({ error: one.error, ends: holdEndOf(context, row, one) }));

function endDailyHolds(context: AccountContext): boolean {
  let hasEndedOne = false;
  for (const row of context.tables.profiles.all()) {
    const before = readHolds(row.holds);
    const remaining = holdsAfterDayEnd(before, serviceNowMs(context, row));
    if (remaining.length === before.length) continue;
    setHolds(context, row, remaining);
    hasEndedOne = true;
  }
  return hasEndedOne;
}

function storeCredits(context: AccountContext, id: number, credits: Credits, holdCountBefore: number, isUserRequest: boolean): void {
  const { tables, clock, holdNumbers } = context;
  const row = tables.profiles.get(id);
  if (row === undefined) return;
  const isLater = ({ reason }: ProfileHold): boolean => (holdNumbers.get(`${id} ${reason}`) ?? 0) > holdCountBefore;
  const holds = readHolds(row.holds);
  const remaining = holdsAfterBalance(
    holds.filter((one) => !isLater(one)),
    credits,
    isUserRequest,
  );
  updateProfile(context, id, {
    credits: JSON.stringify({ ...credits, readAtMs: clock.now() }),
    holds: JSON.stringify([...remaining, ...holds.filter(isLater)]),
  });
}

/** Called once by the account gate. */
export function createAccountHolds(context: AccountContext): AccountHolds {
  const { tables } = context;
  return {
    hold: (id, error) => hold(context, id, error),
    holdIfKeyless: (id) => holdIfKeyless(context, id),
    onKeyAccepted({ profileId, keyRevision }) {
      const row = tables.profiles.get(profileId);
      if (row?.keyRevision === keyRevision) setHolds(context, row, removeHolds(readHolds(row.holds), ['unauthorized']));
    },
    release(id, reasons) {
      const row = tables.profiles.get(id);
      if (row !== undefined) setHolds(context, row, removeHolds(readHolds(row.holds), reasons));
    },
    holdCount: () => holdCount(context),
    awaitsCredits(id) {
      const row = tables.profiles.get(id);
      return row !== undefined && readHolds(row.holds).some(({ reason }) => reason === 'account' || reason === 'key-total');
    },
    endDailyHolds: () => endDailyHolds(context),
    storeCredits: (id, credits, holdCountBefore, isUserRequest) => storeCredits(context, id, credits, holdCountBefore, isUserRequest),
  };
}
