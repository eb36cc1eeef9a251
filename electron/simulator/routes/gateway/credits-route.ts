// `GET /v1/credits`: the remaining credits of an account and its key.
import type { Service } from '../../simulated-service.ts';
import { toCredits } from '../../tables/simulated-account-table.ts';
import { spentByKey } from '../../tasks/credit-refusal.ts';
import { json, type Reply, type Route } from '../http-reply.ts';
import { forAccount } from './gateway-guards.ts';

/** Replies with the credits that remain to the account and to its key. */
export function creditsRoute(service: Service): Route {
  return {
    method: 'GET',
    pattern: /^\/v1\/credits$/,
    endpoint: 'credits',
    handle: forAccount(service, 'credits', (_, account) => credits(service, account)),
  };
}

function credits(service: Service, account: string): Reply {
  const { remainingUc, usedUc } = service.accounts.balance(account, service.settings().credits);
  const used = toCredits(usedUc);
  const { keyCredits } = service.settings();
  const token = {
    remaining_credits: Math.max(0, (keyCredits ?? 0) - toCredits(spentByKey(service, account))),
    unlimited_credits: keyCredits === null,
    used_credits: used,
  };
  return json(200, {
    data: { token, user: { remaining_credits: toCredits(remainingUc), used_credits: used } },
    message: '',
    success: true,
  });
}
