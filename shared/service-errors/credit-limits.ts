// Which limit a refusal for want of credits is about. Sources: the refusal codes and the fields of a 402's body in the service's newer clients
// (undocumented), where any 402 without a known code means the balance of the account.
import type { AppErrorOf } from '../errors.ts';

/**
 * `account`: the balance of the account. `key-total`: all that this key may ever spend. `key-daily`: what this key may spend in a day, which ends at
 * midnight of the service's zone for it.
 */
export type CreditLimit = 'account' | 'key-total' | 'key-daily';

/** By code, in lower case; the service writes them in either. */
const limits: Readonly<Record<string, CreditLimit>> = {
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
export const creditLimitCodes = (limit: CreditLimit): readonly string[] => Object.keys(limits).filter((code) => limits[code] === limit);

/** The limit that a code names, in any case; null for every other code. */
export function creditLimitOf(code: string | null): CreditLimit | null {
  const name = code?.toLowerCase() ?? '';
  return Object.hasOwn(limits, name) ? (limits[name] ?? null) : null;
}

/** What a refusal says of the limit that stopped it. */
export interface CreditRefusal {
  readonly limit: CreditLimit;
  /** What the request was estimated to cost, in credits; null where it was not said. */
  readonly neededCredits: number | null;
  /** The IANA time zone at whose midnight the daily limit of a key begins anew; null where it was not said. */
  readonly resetZone: string | null;
}

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

/** The fields beside the code, which lie in the error object or beside it. */
function fieldsOf(body: string): Readonly<Record<string, unknown>> {
  try {
    const top: unknown = JSON.parse(body);
    if (typeof top !== 'object' || top === null) return {};
    const error = 'error' in top && typeof top.error === 'object' && top.error !== null ? top.error : {};
    return { ...top, ...error };
  } catch {
    return {}; // what is kept of a body may be cut
  }
}
