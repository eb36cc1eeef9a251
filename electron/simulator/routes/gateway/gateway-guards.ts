// Functions that the gateway's routes share: error bodies, the check of the account's key, and reading a body.
import type { Result } from '../../../../shared/result.ts';
import type { Service } from '../../simulated-service.ts';
import { accountOf } from '../api-key-access.ts';
import { defaultRefusal, gatewayError } from '../error-body.ts';
import { type IncomingRequest, json, type Reply, type Route, readJson } from '../http-reply.ts';
import type { Refusal } from '../refusal.ts';

/** The archived pages require requests under 4 MB. */
const maxBodyBytes = 4 * 1_024 * 1_024;

type AccountHandler = (incoming: IncomingRequest, account: string) => Reply | Promise<Reply>;

/** Returns the gateway's documented error body for any status. */
export function gatewayErrorReply(service: Service, endpoint: string, status: number, code: string | null, message: string | null): Reply {
  const defaults = defaultRefusal(status);
  const refusal = { ...defaults, ...(code === null ? {} : { code }), ...(message === null ? {} : { message }) };
  return refusalReply(service, endpoint, refusal);
}

/** Returns a refusal in the configured error style. */
export function refusalReply(service: Service, endpoint: string, refusal: Refusal): Reply {
  return json(refusal.status, gatewayError(refusal, service.settings().errorStyle, endpoint));
}

/** Wraps a handler that needs an account: refuses requests without a valid key. */
export function forAccount(service: Service, endpoint: string, handle: AccountHandler): Route['handle'] {
  return async (incoming) => {
    const account = accountOf(incoming.headers);
    return account.ok ? await handle(incoming, account.value) : refusalReply(service, endpoint, account.error);
  };
}

/** Like `forAccount`, for an undocumented call: 404 unless the `undocumented` switch is on. */
export function forUndocumentedCall(service: Service, endpoint: string, handle: AccountHandler): Route['handle'] {
  const handleForAccount = forAccount(service, endpoint, handle);
  return (incoming) =>
    service.settings().undocumented
      ? handleForAccount(incoming)
      : gatewayErrorReply(service, endpoint, 404, null, `Invalid URL (${incoming.method} ${incoming.path})`);
}

/** Reads the body of a request as a JSON object. */
export async function readBody(incoming: IncomingRequest): Promise<Result<Readonly<Record<string, unknown>>, Refusal>> {
  const body = await readJson(incoming.stream, maxBodyBytes);
  if (body === 'too-large') return { ok: false, error: defaultRefusal(413) };
  if (body === 'not-json') return { ok: false, error: defaultRefusal(400) };
  return { ok: true, value: body };
}
