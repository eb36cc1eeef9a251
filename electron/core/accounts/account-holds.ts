// What holds the queue of a profile (401, 402, no key), in its row; the rules are in queue-holds.
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

/** Holds keep the queue of a profile from submitting until a key, a balance or a day ends them. An unknown profile id is ignored. */
export interface AccountHolds {
  /** Sends nothing until this hold, and every other, is over. */
  hold(id: number, error: HoldError): void;
  /** Holds the queue of a profile that has no key, so that the window can say why nothing is sent. Called wherever a profile may be left without one. */
  holdIfKeyless(id: number): void;
  /** The service accepted this key: it is not refused any more, if it is still the one in use. */
  onKeyAccepted(context: ProfileRevision): void;
  /** Ends the holds of these reasons; others stay. */
  release(id: number, reasons: readonly HoldReason[]): void;
  /** Counts the holds of this run; read before a balance is asked for, see `storeCredits`. */
  holdCount(): number;
  /** True while the queue goes on as soon as the balance shows room. */
  awaitsCredits(id: number): boolean;
  /** Ends the holds whose day is over; true where there was one. */
  endDailyHolds(): boolean;
  /**
   * Keeps a balance that was read with the key in use, and ends the holds that it ends. `askedAt` is `holdCount` when it was asked for: a later hold
   * knows better. `isAskedFor`: the user asked.
   */
  storeCredits(id: number, credits: Credits, askedAt: number, isAskedFor: boolean): void;
}

/** The balance as it was last read; null where none was, or where it does not parse: it is read again. */
export const creditsOf = (row: ProfileRow): Profile['credits'] =>
  row.credits === null ? null : storedValue(profile.shape.credits, row.credits, null);

const serviceNowMs = ({ clock, clockSkewMs }: AccountContext, row: ProfileRow): number => clock.now() + clockSkewMs(row);

/** Replaces the holds of a profile; writes nothing where they are the same. */
export function setHolds(context: AccountContext, row: ProfileRow, holds: readonly ProfileHold[]): void {
  const json = JSON.stringify(holds);
  if (json !== row.holds) updateProfile(context, row.id, { holds: json });
}

function hold(context: AccountContext, id: number, error: HoldError): void {
  const { tables, holdNumbers } = context;
  const row = tables.profiles.get(id);
  if (row === undefined) return;
  const added = holdForError(error, creditsOf(row), serviceNowMs(context, row));
  const number = holdCount(context) + 1;
  holdNumbers.set(`${id} ${added.reason}`, number);
  setHolds(context, row, addHold(readHolds(row.holds), added));
}

/** The highest number given so far. */
const holdCount = ({ holdNumbers }: AccountContext): number => Math.max(0, ...holdNumbers.values());

/** See `AccountHolds.holdIfKeyless`. */
export function holdIfKeyless(context: AccountContext, id: number): void {
  const row = context.tables.profiles.get(id);
  if (row !== undefined && !hasKey(context, row)) hold(context, id, { kind: 'no-key', profile: row.name });
}

/** What ends a hold, for the window. */
function endOf({ clockSkewMs }: AccountContext, row: ProfileRow, one: ProfileHold): QueueHold['ends'] {
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
  readHolds(row.holds).map((one) => ({ error: one.error, ends: endOf(context, row, one) }));

function endDailyHolds(context: AccountContext): boolean {
  let ended = false;
  for (const row of context.tables.profiles.all()) {
    const before = readHolds(row.holds);
    const left = holdsAfterDayEnd(before, serviceNowMs(context, row));
    if (left.length === before.length) continue;
    setHolds(context, row, left);
    ended = true;
  }
  return ended;
}

function storeCredits(context: AccountContext, id: number, credits: Credits, askedAt: number, isAskedFor: boolean): void {
  const { tables, clock, holdNumbers } = context;
  const row = tables.profiles.get(id);
  if (row === undefined) return;
  const isLater = ({ reason }: ProfileHold): boolean => (holdNumbers.get(`${id} ${reason}`) ?? 0) > askedAt;
  const holds = readHolds(row.holds);
  const left = holdsAfterBalance(
    holds.filter((one) => !isLater(one)),
    credits,
    isAskedFor,
  );
  updateProfile(context, id, {
    credits: JSON.stringify({ ...credits, readAtMs: clock.now() }),
    holds: JSON.stringify([...left, ...holds.filter(isLater)]),
  });
}

/** Built once by the account gate. */
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
    storeCredits: (id, credits, askedAt, isAskedFor) => storeCredits(context, id, credits, askedAt, isAskedFor),
  };
}
