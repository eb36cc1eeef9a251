// Rules of queue holds, as pure functions over the set of holds of a profile. Each hold has its own reason and its own end, so that adding or ending
// one never loses another.
import { z } from 'zod';
import { type AppErrorOf, appError } from '../../../shared/errors.ts';
import { unreachable } from '../../../shared/result.ts';
import { type CreditLimit, creditRefusalOf } from '../../../shared/service-errors/index.ts';
import { storedValue } from '../../db/rows/stored-json.ts';
import type { Credits } from '../ports.ts';
import { nextMidnight } from './next-midnight.ts';

const hold = z.union([
  /** No key, or a key that the service does not accept. Ends when a working key is stored. */
  z.strictObject({ reason: z.enum(['no-key', 'keychain-unavailable', 'unauthorized']), error: appError }),
  /** The credits of the account, or all credits that the key may spend, are used up. Ends when `GET /v1/credits` shows enough. */
  z.strictObject({
    reason: z.enum(['account', 'key-total']),
    error: appError,
    /** The estimated cost of the refused request in credits; null when unknown. */
    neededCredits: z.number().nullable(),
    /** The lowest balance since then, or the last one known before; null when unknown. */
    leastCredits: z.number().nullable(),
  }),
  /** The daily limit of the key is used up. Ends at `endsAtMs` by the service's clock; null when that is unknown, so that the user ends it. */
  z.strictObject({ reason: z.literal('key-daily'), error: appError, endsAtMs: z.number().nullable() }),
  /** The stored holds do not parse. Nothing is sent until the user resumes the queue. */
  z.strictObject({ reason: z.literal('unreadable'), error: appError }),
]);
/** One hold, as stored in the row of its profile. */
export type ProfileHold = z.infer<typeof hold>;
/** Why a queue is held; a profile has at most one hold for each reason. */
export type HoldReason = ProfileHold['reason'];

/** Reasons that concern credits. */
const creditReasons = ['account', 'key-total', 'key-daily'] as const satisfies readonly CreditLimit[];

/** Reasons of the holds that end when the user resumes the queue. */
export const resumableReasons: readonly HoldReason[] = [...creditReasons, 'unreadable'];

/** Errors after which a profile submits nothing. */
export type HoldError = AppErrorOf<'no-key' | 'keychain-unavailable' | 'unauthorized' | 'insufficient-credits'>;

const holds = z.array(hold);
const unreadable: readonly ProfileHold[] = [{ reason: 'unreadable', error: { kind: 'stored-error-unreadable' } }];

/** Parses the holds column of a profile. A value that does not parse holds the queue too, because the original reason is unknown. */
export const readHolds = (json: string): readonly ProfileHold[] => (json === '[]' ? [] : storedValue(holds, json, unreadable));

/** The remaining credits under a limit, according to the balance; null when it does not say. */
function remainingUnder(limit: 'account' | 'key-total', credits: Credits): number | null {
  const ofKey = credits.unlimited ? Number.MAX_VALUE : credits.remaining;
  return limit === 'key-total' ? ofKey : (credits.accountRemaining ?? credits.remaining);
}

/** The hold for an error. `known` is the last balance read; the time is by the service's clock. */
export function holdForError(error: HoldError, lastBalance: Credits | null, serviceNowMs: number): ProfileHold {
  if (error.kind !== 'insufficient-credits') return { reason: error.kind, error };
  const { limit, neededCredits, resetZone } = creditRefusalOf(error);
  if (limit === 'key-daily') return { reason: limit, error, endsAtMs: resetZone === null ? null : nextMidnight(resetZone, serviceNowMs) };
  return { reason: limit, error, neededCredits, leastCredits: lastBalance === null ? null : remainingUnder(limit, lastBalance) };
}

/** The set with one hold added; it replaces an older one of the same reason. */
export const addHold = (all: readonly ProfileHold[], added: ProfileHold): readonly ProfileHold[] => [
  ...removeHolds(all, [added.reason]),
  added,
];

/** The set without the holds of these reasons. */
export const removeHolds = (all: readonly ProfileHold[], reasons: readonly HoldReason[]): readonly ProfileHold[] =>
  all.filter(({ reason }) => !reasons.includes(reason));

/**
 * Whether the balance ends a hold for missing credits: it covers the cost of the refused request and is higher than at the refusal. When the cost is
 * unknown, only a higher balance counts, because the remaining credits may still be too few.
 */
function hasEnoughCredits({ neededCredits, leastCredits }: Extract<ProfileHold, { neededCredits: unknown }>, remaining: number): boolean {
  const isEnough = remaining > 0 && remaining >= (neededCredits ?? 0);
  return isEnough && (leastCredits === null ? neededCredits !== null : remaining > leastCredits);
}

/**
 * Returns the holds that remain after a balance was read with the current key. `isUserRequest`: the user requested the check, so any remaining credit
 * releases the queue.
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

/** Returns the holds that remain at a time of the service's clock. */
export const holdsAfterDayEnd = (all: readonly ProfileHold[], serviceNowMs: number): readonly ProfileHold[] =>
  all.filter((current) => current.reason !== 'key-daily' || current.endsAtMs === null || current.endsAtMs > serviceNowMs);
