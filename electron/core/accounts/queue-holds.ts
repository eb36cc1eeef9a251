// The rules of queue holds, as pure functions on the holds of a profile. Each hold has its own reason and its own end, so adding or
// ending one never loses another.
import { z } from 'zod';
import { type AppErrorOf, appError } from '../../../shared/errors.ts';
import { unreachable } from '../../../shared/result.ts';
import { type CreditLimit, creditRefusalOf } from '../../../shared/service-errors/index.ts';
import { storedValue } from '../../db/rows/stored-json.ts';
import type { Credits } from '../ports.ts';
import { nextMidnight } from './next-midnight.ts';

const hold = z.union([
  /** There is no key, or the service does not accept it. The hold ends when a working key is stored. */
  z.strictObject({ reason: z.enum(['no-key', 'keychain-unavailable', 'unauthorized']), error: appError }),
  /**
   * The credits of the account, or all credits that the key may spend, are used up. The hold ends when `GET /v1/credits` shows enough
   * credits.
   */
  z.strictObject({
    reason: z.enum(['account', 'key-total']),
    error: appError,
    /** The estimated cost of the refused request in credits; null if unknown. */
    neededCredits: z.number().nullable(),
    /** The lowest balance since the refusal, or the last known balance before it; null if unknown. */
    leastCredits: z.number().nullable(),
  }),
  /**
   * The daily limit of the key is used up. The hold ends at `endsAtMs` by the service's clock. null if the time is unknown: the user
   * ends the hold.
   */
  z.strictObject({ reason: z.literal('key-daily'), error: appError, endsAtMs: z.number().nullable() }),
  /** The stored holds do not parse. Nothing is sent until the user resumes the queue. */
  z.strictObject({ reason: z.literal('unreadable'), error: appError }),
]);
/** One hold, as stored in the row of its profile. */
export type ProfileHold = z.infer<typeof hold>;
/** The reason for a hold. A profile has at most one hold for each reason. */
export type HoldReason = ProfileHold['reason'];

/** Reasons that concern credits. */
const creditReasons = ['account', 'key-total', 'key-daily'] as const satisfies readonly CreditLimit[];

/** The reasons of holds that end when the user resumes the queue. */
export const resumableReasons: readonly HoldReason[] = [...creditReasons, 'unreadable'];

/** Errors after which a profile submits nothing. */
export type HoldError = AppErrorOf<'no-key' | 'keychain-unavailable' | 'unauthorized' | 'insufficient-credits'>;

const holds = z.array(hold);
const unreadable: readonly ProfileHold[] = [{ reason: 'unreadable', error: { kind: 'stored-error-unreadable' } }];

/** Parses the column of holds. If the value does not parse, the queue is held too, because the original reason is unknown. */
export const readHolds = (json: string): readonly ProfileHold[] => (json === '[]' ? [] : storedValue(holds, json, unreadable));

/** The remaining credits under a limit, according to the balance; null if the balance does not contain them. */
function remainingUnder(limit: 'account' | 'key-total', credits: Credits): number | null {
  const keyCredits = credits.unlimited ? Number.MAX_VALUE : credits.remaining;
  return limit === 'key-total' ? keyCredits : (credits.accountRemaining ?? credits.remaining);
}

/** The hold for an error. `lastBalance`: the last balance read. `serviceNowMs`: the time by the service's clock. */
export function holdForError(error: HoldError, lastBalance: Credits | null, serviceNowMs: number): ProfileHold {
  if (error.kind !== 'insufficient-credits') return { reason: error.kind, error };
  const { limit, neededCredits, resetZone } = creditRefusalOf(error);
  if (limit === 'key-daily') return { reason: limit, error, endsAtMs: resetZone === null ? null : nextMidnight(resetZone, serviceNowMs) };
  return { reason: limit, error, neededCredits, leastCredits: lastBalance === null ? null : remainingUnder(limit, lastBalance) };
}

/** Adds a hold. It replaces a hold with the same reason. */
export const addHold = (all: readonly ProfileHold[], added: ProfileHold): readonly ProfileHold[] => [
  ...removeHolds(all, [added.reason]),
  added,
];

/** Removes the holds with these reasons. */
export const removeHolds = (all: readonly ProfileHold[], reasons: readonly HoldReason[]): readonly ProfileHold[] =>
  all.filter(({ reason }) => !reasons.includes(reason));

/**
 * Whether the balance ends a hold for missing credits. It must cover the cost of the refused request and be higher than at the refusal.
 * If the cost is unknown, the hold ends only with a balance above that at the refusal.
 */
function hasEnoughCredits({ neededCredits, leastCredits }: Extract<ProfileHold, { neededCredits: unknown }>, remaining: number): boolean {
  const isEnough = remaining > 0 && remaining >= (neededCredits ?? 0);
  return isEnough && (leastCredits === null ? neededCredits !== null : remaining > leastCredits);
}

/**
 * Returns the holds that remain after a balance was read with the current key. `isUserRequest`: the user requested the check, so any
 * remaining credit releases the queue.
 */
export function holdsAfterBalance(all: readonly ProfileHold[], credits: Credits, isUserRequest: boolean): readonly ProfileHold[] {
  return all.flatMap((current): readonly ProfileHold[] => {
    switch (current.reason) {
      case 'no-key':
      case 'keychain-unavailable':
      case 'unauthorized':
        return [];
      case 'account':
      case 'key-total': {
        const remaining = remainingUnder(current.reason, credits);
        if (remaining === null) return isUserRequest ? [] : [current];
        if (isUserRequest ? remaining > 0 : hasEnoughCredits(current, remaining)) return [];
        return [{ ...current, leastCredits: Math.min(current.leastCredits ?? remaining, remaining) }];
      }
      case 'key-daily':
      case 'unreadable':
        return [current];
      default:
        return unreachable(current);
    }
  });
}

/** Returns the holds that remain at this time of the service's clock. */
export const holdsAfterDayEnd = (all: readonly ProfileHold[], serviceNowMs: number): readonly ProfileHold[] =>
  all.filter((current) => current.reason !== 'key-daily' || current.endsAtMs === null || current.endsAtMs > serviceNowMs);
