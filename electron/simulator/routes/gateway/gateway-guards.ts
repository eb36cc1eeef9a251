// What the gateway's routes have in common: its error bodies, the key of an account, the reading of a body.
import type { Result } from '../../../../shared/result.ts';
import type { Service } from '../../simulated-service.ts';
import { accountOf } from '../api-key-access.ts';
import { gatewayError, usualRefusal } from '../error-body.ts';
import { type Incoming, json, type Reply, type Route, readJson } from '../http-reply.ts';
import type { Refusal } from '../refusal.ts';

/** The archived pages ask for requests under 4 MB. */
const largestBody = 4 * 1_024 * 1_024;

type AccountHandler = (incoming: Incoming, account: string) => Reply | Promise<Reply>;

/** The gateway's documented error body for any status. */
export function gatewayErrorReply(service: Service, endpoint: string, status: number, code: string | null, message: string | null): Reply {
  const usual = usualRefusal(status);
  const refusal = { ...usual, ...(code === null ? {} : { code }), ...(message === null ? {} : { message }) };
  return refuse(service, endpoint, refusal);
}

/** A refusal in the error style that is set. */
export function refuse(service: Service, endpoint: string, refusal: Refusal): Reply {
  return json(refusal.status, gatewayError(refusal, service.settings().errorStyle, endpoint));
}

/** Answers only whoever names an account by its key. */
export function forAccount(service: Service, endpoint: string, handle: AccountHandler): Route['handle'] {
  return async (incoming) => {
    const account = accountOf(incoming.headers);
    return account.ok ? await handle(incoming, account.value) : refuse(service, endpoint, account.error);
  };
}

/** As `forAccount`, for a call that no document has: not there unless the `undocumented` switch is on. */
export function whenUndocumented(service: Service, endpoint: string, handle: AccountHandler): Route['handle'] {
  const answer = forAccount(service, endpoint, handle);
  return (incoming) =>
    service.settings().undocumented
      ? answer(incoming)
      : gatewayErrorReply(service, endpoint, 404, null, `Invalid URL (${incoming.method} ${incoming.path})`);
}

/** The JSON object of a request. */
export async function readBody(incoming: Incoming): Promise<Result<Readonly<Record<string, unknown>>, Refusal>> {
  const body = await readJson(incoming.stream, largestBody);
  if (body === 'too-large') return { ok: false, error: usualRefusal(413) };
  if (body === 'not-json') return { ok: false, error: usualRefusal(400) };
  return { ok: true, value: body };
}
