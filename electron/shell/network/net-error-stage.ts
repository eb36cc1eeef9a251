// Classifies Chromium's network errors by whether anything was sent, because a sent request may cost money.
import { HttpFailure } from '../../core/ports.ts';
import { netErrorGroup } from './net-error-table.ts';

/**
 * Classifies a network error of Chromium, e.g. `net::ERR_CONNECTION_RESET`. An unknown one may have come after the request. `isProxyRejected`: the proxy
 * wanted a name and password, which explains an error before the request.
 */
export function classifyNetError(error: Error, isProxyRejected = false): HttpFailure {
  const code = /\bERR_([A-Z0-9_]+)/.exec(error.message)?.[1];
  const stage = code === undefined ? 'after' : (netErrorGroup(code)?.stage ?? 'after');
  if (stage === 'after') return new HttpFailure('after', 'connection-lost', error.message);
  return new HttpFailure('before', isProxyRejected ? 'proxy-sign-in' : 'connection-failed', error.message);
}
