// A reference by address, fetched by the studio itself: bounded in size, time and redirects, and never from the own network.
import type { AppError, AppErrorOf } from '../../shared/errors.ts';
import { fail, type Result } from '../../shared/result.ts';
import { type HttpAnswer, type HttpClient, HttpFailure } from '../core/ports.ts';
import { type Lookup, leadsInside, referenceAddressRefusal } from './addresses.ts';
import { FILE_LIMIT_BYTES } from './reference-facts.ts';
import { shownName } from './shown-name.ts';

type Reason = AppErrorOf<'reference-address'>['reason'];

/** Runs `take` on the answer while the connection lives; `signal` carries the time limit. */
export async function fetchReference<T>(
  ports: { readonly http: HttpClient; readonly lookup: Lookup },
  url: string,
  allowsLoopback: boolean,
  signal: AbortSignal,
  take: (name: string, chunks: AsyncIterable<Uint8Array>) => Promise<Result<T, AppError>>,
): Promise<Result<T, AppError>> {
  const refused = (reason: Reason) => fail({ kind: 'reference-address' as const, url: url.slice(0, 2_048), reason });
  const refusal = referenceAddressRefusal(url, allowsLoopback);
  if (refusal !== null) return refused(refusal);
  if (await leadsInside(url, ports.lookup, allowsLoopback)) return refused('private');
  const controller = new AbortController();
  let redirectRefusal: Reason | null = null;
  try {
    const answer = await ports.http.send({
      method: 'GET',
      url,
      headers: { accept: 'image/*, video/*, audio/*, */*;q=0.1', 'accept-encoding': 'identity', 'user-agent': 'evolink-studio' },
      signal: AbortSignal.any([signal, controller.signal]),
      // Before the next host hears of it: even an unread answer would have been a request to the own network.
      async mayFollow(target) {
        redirectRefusal = referenceAddressRefusal(target, allowsLoopback);
        if (redirectRefusal === null && (await leadsInside(target, ports.lookup, allowsLoopback))) redirectRefusal = 'private';
        return redirectRefusal === null;
      },
    });
    if (await leadsInside(answer.url, ports.lookup, allowsLoopback)) return refused('private');
    if (answer.status !== 200) return refused('unreachable');
    const name = nameOf(answer);
    const bytes = Number(answer.header('content-length') ?? 0);
    if (bytes > FILE_LIMIT_BYTES) return fail({ kind: 'reference-too-large', name, bytes, limitBytes: FILE_LIMIT_BYTES });
    return await take(name, answer.body);
  } catch (error) {
    if (!(error instanceof HttpFailure) && !signal.aborted) throw error;
    if (error instanceof HttpFailure && error.reason === 'too-many-redirects') return refused('too-many-redirects');
    return refused(error instanceof HttpFailure && error.reason === 'redirect-refused' ? (redirectRefusal ?? 'private') : 'unreachable');
  } finally {
    controller.abort();
  }
}

/** The last part of the path, as a person would call the file. */
function nameOf(answer: HttpAnswer): string {
  const last = new URL(answer.url).pathname.split('/').at(-1) ?? '';
  let name = last;
  try {
    name = decodeURIComponent(last);
  } catch {
    // Not every address is well-formed UTF-8; then it stays as it is written.
  }
  const clean = shownName(Array.from(name, (character) => ('/\\:*?"<>|'.includes(character) ? '_' : character)).join(''));
  return clean === '' ? 'reference' : clean.slice(0, 200);
}
