// What holds the queue of a profile, as pure functions over the set of holds: each has its own reason and its own end, so that none is lost
// because another came or went.
import { z } from 'zod';
import { type AppErrorOf, appError } from '../../../shared/errors.ts';
import { unreachable } from '../../../shared/result.ts';
import { type CreditLimit, creditRefusalOf } from '../../../shared/service-errors/index.ts';
import { storedValue } from '../../db/rows/stored-json.ts';
import type { Credits } from '../ports.ts';
import { nextMidnight } from './next-midnight.ts';

const hold = z.union([
  /** No key, or one that is not accepted: over with a key that works. */
  z.strictObject({ reason: z.enum(['no-key', 'keychain-unavailable', 'unauthorized']), error: appError }),
  /** The account, or all that the key may spend: over when `GET /v1/credits` shows room. */
  z.strictObject({
    reason: z.enum(['account', 'key-total']),
    error: appError,
    /** What the refused request was estimated to cost, in credits; null where it was not said. */
    neededCredits: z.number().nullable(),
    /** The least that was left since then, or was last known before; null where nothing is known. */
    leastCredits: z.number().nullable(),
  }),
  /** The daily limit of the key. Ends at a time of the service's clock; null when that is unknown and the user decides. */
  z.strictObject({ reason: z.literal('key-daily'), error: appError, endsAtMs: z.number().nullable() }),
  /** The holds that were stored do not parse: nothing is sent until the user lets the queue go on. */
  z.strictObject({ reason: z.literal('unreadable'), error: appError }),
]);
/** One hold, as it is stored in the row of its profile. */
export type ProfileHold = z.infer<typeof hold>;
/** Why a queue is held; a profile has at most one hold for each reason. */
export type HoldReason = ProfileHold['reason'];

/** Reasons that have to do with money. */
const creditReasons = ['account', 'key-total', 'key-daily'] as const satisfies readonly CreditLimit[];

/** Reasons that the user can lift by letting the queue go on. */
export const resumableReasons: readonly HoldReason[] = [...creditReasons, 'unreadable'];

/** Errors after which nothing of a profile is sent. */
export type HoldError = AppErrorOf<'no-key' | 'keychain-unavailable' | 'unauthorized' | 'insufficient-credits'>;

const holds = z.array(hold);
const unreadable: readonly ProfileHold[] = [{ reason: 'unreadable', error: { kind: 'stored-error-unreadable' } }];

/** The holds in the column of a profile. What does not parse holds the queue too: nobody knows why it was held. */
export const readHolds = (json: string): readonly ProfileHold[] => (json === '[]' ? [] : storedValue(holds, json, unreadable));

/** What is left under a limit that the balance tells of, in credits; null where it does not say. */
function leftUnder(limit: 'account' | 'key-total', credits: Credits): number | null {
  const ofKey = credits.unlimited ? Number.MAX_VALUE : credits.remaining;
  return limit === 'key-total' ? ofKey : (credits.accountRemaining ?? credits.remaining);
}

/** The hold that an error stands for. `known` is the balance as it was last read; the moment is by the service's clock. */
export function holdForError(error: HoldError, known: Credits | null, serviceNowMs: number): ProfileHold {
  if (error.kind !== 'insufficient-credits') return { reason: error.kind, error };
  const { limit, neededCredits, resetZone } = creditRefusalOf(error);
  if (limit === 'key-daily') return { reason: limit, error, endsAtMs: resetZone === null ? null : nextMidnight(resetZone, serviceNowMs) };
  return { reason: limit, error, neededCredits, leastCredits: known === null ? null : leftUnder(limit, known) };
}

/** The set with this one in it; a newer one of the same reason takes the place of the older. */
export const addHold = (all: readonly ProfileHold[], added: ProfileHold): readonly ProfileHold[] => [
  ...removeHolds(all, [added.reason]),
  added,
];

/** The set without the holds of these reasons. */
export const removeHolds = (all: readonly ProfileHold[], reasons: readonly HoldReason[]): readonly ProfileHold[] =>
  all.filter(({ reason }) => !reasons.includes(reason));

/**
 * Whether there is room again: enough for what was refused, and more than there was when it was refused. Where the cost is not known, something may
 * be left and yet be too little: only a balance that rose is news then.
 */
function hasRoom({ neededCredits, leastCredits }: Extract<ProfileHold, { neededCredits: unknown }>, left: number): boolean {
  const isEnough = left > 0 && left >= (neededCredits ?? 0);
  return isEnough && (leastCredits === null ? neededCredits !== null : left > leastCredits);
}

/**
 * Returns the holds that remain after a balance was read with the current key. `isAskedFor`: the user requested the check, so any remaining credit
 * releases the queue.
 */
export function holdsAfterBalance(all: readonly ProfileHold[], credits: Credits, isAskedFor: boolean): readonly ProfileHold[] {
  return all.flatMap((one): readonly ProfileHold[] => {
    switch (one.reason) {
      case 'no-key':
      case 'keychain-unavailable':
      case 'unauthorized':
        return [];
      case 'account':
      case 'key-total': {
        const left = leftUnder(one.reason, credits);
        if (left === null) return isAskedFor ? [] : [one];
        if (isAskedFor ? left > 0 : hasRoom(one, left)) return [];
        return [{ ...one, leastCredits: Math.min(one.leastCredits ?? left, left) }];
      }
      case 'key-daily':
      case 'unreadable':
        return [one];
      default:
        return unreachable(one);
    }
  });
}

/** Returns the holds that remain at a time of the service's clock. */
export const holdsAfterDayEnd = (all: readonly ProfileHold[], serviceNowMs: number): readonly ProfileHold[] =>
  all.filter((one) => one.reason !== 'key-daily' || one.endsAtMs === null || one.endsAtMs > serviceNowMs);
