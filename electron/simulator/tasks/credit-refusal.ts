// Decides whether an account and its key can pay for a generation, and the refusal where they cannot. The account's refusal is from the create page; the
// codes of a key's limits, and the fields beside a code, are only in the source of newer official clients.

import type { Refusal } from '../routes/refusal.ts';
import type { Service } from '../simulated-service.ts';
import { toCredits, toUnits } from '../tables/simulated-account-table.ts';

/** Returns the refusal of a request that would reserve this many UC; null where it can be paid. */
export function creditRefusal(service: Service, account: string, reservedUc: number): Refusal | null {
  const { credits, keyCredits, keyDailyCredits, resetZone, undocumented } = service.settings();
  const { remainingUc } = service.accounts.balance(account, credits);
  const refusal = (code: string, message: string, fields: Readonly<Record<string, unknown>>): Refusal => ({
    status: 402,
    code,
    message,
    ...(undocumented
      ? { extraFields: { estimated_credits: toCredits(reservedUc), account_balance_credits: toCredits(remainingUc), ...fields } }
      : {}),
  });

  if (remainingUc < reservedUc) return refusal('insufficient_quota', 'Insufficient quota. Please top up your account.', {});
  const spent = keyCredits === null ? 0 : spentByKey(service, account);
  if (keyCredits !== null && toUnits(keyCredits) - spent < reservedUc) {
    return refusal('insufficient_token_quota', 'The total limit of this API key is used up.', {
      total_limit_credits: keyCredits,
      used_credits: toCredits(spent),
      remaining_credits: Math.max(0, keyCredits - toCredits(spent)),
    });
  }
  if (keyDailyCredits === null) return null;
  const dateFormat = new Intl.DateTimeFormat('en-US', { timeZone: resetZone ?? 'UTC' });
  const today = dateFormat.format(service.clock.now());
  const spentToday = spentBy(service, account, (atMs) => dateFormat.format(atMs) === today);
  if (toUnits(keyDailyCredits) - spentToday >= reservedUc) return null;
  return refusal('token_daily_quota_exceeded', 'The daily limit of this API key is used up.', {
    daily_limit_credits: keyDailyCredits,
    daily_used_credits: toCredits(spentToday),
    ...(resetZone === null ? {} : { reset_timezone: resetZone }),
  });
}

/** Returns what a key has spent and reserved, in UC. */
export const spentByKey = (service: Service, account: string): number => spentBy(service, account, () => true);

/** Returns the sum that generations accepted in the period cost or have reserved. Failed generations were refunded. */
function spentBy(service: Service, account: string, isInPeriod: (atMs: number) => boolean): number {
  return service.tasks
    .spending(account)
    .filter((task) => isInPeriod(task.created_ms))
    .reduce((sum, task) => sum + (task.state === 'open' ? task.reserved_uc : task.state === 'completed' ? task.price_uc : 0), 0);
}
