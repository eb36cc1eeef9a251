// Downloads a reference by address, with limits for size, time and redirects, and never from the local network.
import type { AppError, AppErrorOf } from '../../../shared/errors.ts';
import { fail, type Result } from '../../../shared/result.ts';
import { type HttpClient, HttpFailure, type HttpResponse, type NetworkAccess } from '../../core/ports.ts';
import type { Lookup } from '../http/address-policy.ts';
import { type GuardedResponse, guardedGet } from '../http/guarded-get.ts';
import { isCompleteResponse } from '../library/download/range-resume.ts';
import { displayName } from './display-name.ts';
import { fileLimitBytes } from './reference-metadata.ts';

type Reason = AppErrorOf<'reference-address'>['reason'];

/** Downloads a reference, and passes its name and bytes to `store` while the connection is open. `signal` has the time limit. */
export async function fetchReference<T>(
  ports: { readonly http: HttpClient; readonly lookup: Lookup },
  url: string,
  access: NetworkAccess,
  signal: AbortSignal,
  store: (name: string, chunks: AsyncIterable<Uint8Array>) => Promise<Result<T, AppError>>,
): Promise<Result<T, AppError>> {
  const refusal = (reason: Reason) => fail({ kind: 'reference-address' as const, url: url.slice(0, 2_048), reason });
  const controller = new AbortController();
  try {
    const headers = { accept: 'image/*, video/*, audio/*, */*;q=0.1', 'accept-encoding': 'identity' };
    const outcome = await guardedGet(ports, {
      url,
      use: 'reference',
      access,
      headers,
      signal: AbortSignal.any([signal, controller.signal]),
    });
    if (outcome.kind === 'refused') return fail(refusalError(url, outcome));
    const { response } = outcome;
    if (!isCompleteResponse(response)) return refusal('unreachable');
    const name = nameOf(response);
    const bytes = Number(response.header('content-length') ?? 0);
    if (bytes > fileLimitBytes) return fail({ kind: 'reference-too-large', name, bytes, limitBytes: fileLimitBytes });
    return await store(name, response.body);
  } catch (error) {
    if (!(error instanceof HttpFailure) && !signal.aborted) throw error;
    if (error instanceof HttpFailure && error.reason === 'proxy-sign-in') {
      return fail({ kind: 'no-response', reason: 'proxy-sign-in', detail: '' });
    }
    return refusal('unreachable');
  } finally {
    controller.abort();
  }
}

function refusalError(url: string, { reason, host }: Extract<GuardedResponse, { kind: 'refused' }>): AppError {
  if (reason === 'unique-local') return { kind: 'host-needs-permission', host };
  return { kind: 'reference-address', url: url.slice(0, 2_048), reason: reason === 'not-https' ? 'not-http' : reason };
}

/** Returns the last part of the path as the file's name. */
function nameOf(response: HttpResponse): string {
  const last = new URL(response.url).pathname.split('/').at(-1) ?? '';
  let name = last;
  try {
    name = decodeURIComponent(last);
  } catch {
    // An address that is not well-formed UTF-8 stays as it is.
  }
  const clean = displayName(Array.from(name, (character) => ('/\\:*?"<>|'.includes(character) ? '_' : character)).join(''));
  return clean === '' ? 'reference' : clean.slice(0, 200);
}
