// `POST /v1/videos/generations`: accepts a task or refuses it. The idempotency key is undocumented.
import type { Result } from '../../../../shared/result.ts';
import type { Service } from '../../simulated-service.ts';
import { acceptTask } from '../../tasks/accept-task.ts';
import { accountOf } from '../api-key-access.ts';
import type { IncomingRequest, Reply, Route } from '../http-reply.ts';
import { invalidParameter, type Refusal } from '../refusal.ts';
import { forAccount, readBody, refusalReply } from './gateway-guards.ts';

/** Creates the route; it remembers the keys of submissions that are not yet accepted or refused. */
export function createRoute(service: Service): Route {
  const openKeys = new Set<string>();
  return {
    method: 'POST',
    pattern: /^\/v1\/videos\/generations$/,
    endpoint: 'create',
    handle: forAccount(service, 'create', (incoming, account) => create(service, incoming, account)),
    enter: (incoming) => enter(service, openKeys, incoming),
  };
}

/** A repeated key whose first request is still delayed (see the delay fault) must not be handled as a new one. */
function enter(service: Service, openKeys: Set<string>, incoming: IncomingRequest): Reply | (() => void) | null {
  const key = readKey(service, incoming);
  const account = accountOf(incoming.headers);
  if (!key.ok || key.value === null || !account.ok) return null;
  const name = `${account.value} ${key.value}`;
  if (openKeys.has(name)) {
    return refusalReply(service, 'create', {
      status: 409,
      code: 'paid_outcome_unknown',
      message: 'The first request with this key is still in progress',
    });
  }
  openKeys.add(name);
  return () => void openKeys.delete(name);
}

async function create(service: Service, incoming: IncomingRequest, account: string): Promise<Reply> {
  const body = await readBody(incoming);
  if (!body.ok) return refusalReply(service, 'create', body.error);
  const key = readKey(service, incoming);
  if (!key.ok) return refusalReply(service, 'create', key.error);
  const accepted = acceptTask(service, { account, body: body.value, idempotencyKey: key.value });
  if (!accepted.ok) return refusalReply(service, 'create', accepted.error);
  const headers: Record<string, string> = accepted.value.replayed ? { 'idempotency-replayed': 'true' } : {};
  return { status: 200, headers, body: { kind: 'text', contentType: 'application/json; charset=utf-8', text: accepted.value.reply } };
}

function readKey(service: Service, incoming: IncomingRequest): Result<string | null, Refusal> {
  const key = incoming.headers['idempotency-key'];
  if (key === undefined || !service.settings().undocumented) return { ok: true, value: null };
  if (typeof key === 'string' && /^[A-Za-z0-9._-]{16,96}$/.test(key)) return { ok: true, value: key };
  return { ok: false, error: invalidParameter('Idempotency-Key', 'Idempotency-Key must be 16 to 96 of A-Z a-z 0-9 . _ -') };
}
