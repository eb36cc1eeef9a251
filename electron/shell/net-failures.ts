// Sorts Chromium's network errors by the one question that matters for money: did anything leave this machine?
import { HttpFailure } from '../core/ports.ts';

/**
 * Chromium's errors that prove that not one byte of the request left. Everything else may have arrived: a record of TLS can also be damaged,
 * and a peer become unreachable or silent (which Windows calls CONNECTION_TIMED_OUT), after the request. INTERNET_DISCONNECTED is also what
 * Chromium makes of a network interface that goes down under an open connection (ENETDOWN of any read or write), so it proves nothing.
 */
const beforeSending =
  /ERR_(CONNECTION_REFUSED|NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|ADDRESS_INVALID|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|NETWORK_ACCESS_DENIED|BLOCKED_BY_CLIENT|BLOCKED_BY_ADMINISTRATOR|UNSAFE_PORT|CERT_[A-Z_]+|SSL_VERSION_OR_CIPHER_MISMATCH|SSL_UNRECOGNIZED_NAME_ALERT|SSL_PINNED_KEY_NOT_IN_CERT_CHAIN|DISALLOWED_URL_SCHEME|INVALID_URL|UNKNOWN_URL_SCHEME)\b/;

/** Sorts a network error of Chromium, e.g. `net::ERR_CONNECTION_RESET`. */
export function failureOf(error: Error): HttpFailure {
  return beforeSending.test(error.message)
    ? new HttpFailure('before', 'connection-failed', error.message)
    : new HttpFailure('after', 'connection-lost', error.message);
}
