// The account of a request's API key. Any key that begins with `sk-` is accepted; some names stand for situations:
//   sk-invalid…   401, as an unknown or expired token
//   sk-disabled…  401 with the code KEY_DISABLED of the newer official clients
//   sk-other…     a key of another account: its own tasks, files and credits
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Refusal } from './refusal.ts';

const unauthorized = (code: string, message: string): Refusal => ({ status: 401, code, message });

/** Returns the API key of a request; null where it has none. */
export function apiKeyOf(headers: IncomingHttpHeaders): string | null {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}

/** Returns the account's id, as in links. Keys themselves are never stored. */
export function accountOf(headers: IncomingHttpHeaders): Result<string, Refusal> {
  const key = apiKeyOf(headers);
  if (key === null) return fail(unauthorized('unauthorized', 'Authentication required'));
  if (!key.startsWith('sk-') || key.startsWith('sk-invalid')) return fail(unauthorized('unauthorized', 'Invalid or expired token'));
  if (key.startsWith('sk-disabled')) return fail(unauthorized('KEY_DISABLED', 'This API key is disabled'));
  if (!key.startsWith('sk-other')) return ok('002SIMULATOR0000000');
  return ok(`002OTHER${createHash('sha256').update(key).digest('hex').slice(0, 11).toUpperCase()}`);
}
