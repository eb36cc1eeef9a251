// Determines which limit a refusal for lack of credits is about. Sources: the refusal codes and the fields of a 402's body in the service's
// newer clients (undocumented). There any 402 without a known code means the balance of the account.
import type { AppErrorOf } from '../errors.ts';

/**
 * `account`: the balance of the account. `key-total`: the amount that this key may spend in all. `key-daily`: the amount that this key may
 * spend in a day; the day ends at midnight in the time zone of `resetZone`.
 */
export type CreditLimit = 'account' | 'key-total' | 'key-daily';

/** The limits by code in lower case; the service uses both cases. */
const limitByCode: Readonly<Record<string, CreditLimit>> = {
  insufficient_quota: 'account',
  insufficient_user_quota: 'account',
  quota_not_enough: 'account',
  account_balance_insufficient: 'account',
  insufficient_token_quota: 'key-total',
  key_quota_exhausted: 'key-total',
  token_daily_quota_exceeded: 'key-daily',
  key_daily_quota_exhausted: 'key-daily',
};

/** The codes of each limit, in lower case. */
export const creditLimitCodes = (limit: CreditLimit): readonly string[] =>
  Object.keys(limitByCode).filter((code) => limitByCode[code] === limit);

/** The limit that a code names, in any case; null for every other code. */
export function creditLimitOf(code: string | null): CreditLimit | null {
  const name = code?.toLowerCase() ?? '';
  return Object.hasOwn(limitByCode, name) ? (limitByCode[name] ?? null) : null;
}

/** The limit that a refusal names, with its amounts. */
export interface CreditRefusal {
  readonly limit: CreditLimit;
  /** The service's estimate for the request, in credits; null where the refusal has none. */
  readonly neededCredits: number | null;
  /** The IANA time zone at whose midnight the daily limit of a key resets; null where the refusal has none. */
  readonly resetZone: string | null;
}

/** Reads the limit from the code and the body of a 402. An unknown code means the account's balance. */
export function creditRefusalOf({ service }: AppErrorOf<'insufficient-credits'>): CreditRefusal {
  const fields = fieldsOf(service.body);
  const needed = Number(fields.estimated_credits ?? Number.NaN);
  const zone = fields.reset_timezone;
  return {
    limit: creditLimitOf(service.code) ?? 'account',
    neededCredits: Number.isFinite(needed) && needed > 0 ? needed : null,
    resetZone: typeof zone === 'string' && zone !== '' && zone.length <= 64 ? zone : null,
  };
}

/** Returns the fields beside the code, in the error object or next to it. */
function fieldsOf(body: string): Readonly<Record<string, unknown>> {
  try {
    const top: unknown = JSON.parse(body);
    if (typeof top !== 'object' || top === null) return {};
    const error = 'error' in top && typeof top.error === 'object' && top.error !== null ? top.error : {};
    return { ...top, ...error };
  } catch {
    return {}; // the stored body may be truncated
  }
}
