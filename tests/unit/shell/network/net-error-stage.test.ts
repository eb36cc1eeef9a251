// Chromium errors that prove that no request was sent, and those that do not.
import { describe, expect, test } from 'vitest';
import { classifyNetError } from '../../../../electron/shell/network/net-error-stage.ts';
import { netErrorGroups } from '../../../../electron/shell/network/net-error-table.ts';

const stageOf = (name: string) => {
  const { stage, reason } = classifyNetError(new Error(`net::ERR_${name}`));
  return `${stage} ${reason}`;
};

describe('nothing was sent', () => {
  test.each([
    'CONNECTION_REFUSED',
    'NAME_NOT_RESOLVED',
    'DNS_TIMED_OUT',
    'CERT_DATE_INVALID',
    'SSL_VERSION_OR_CIPHER_MISMATCH',
    // A proxy that let nothing through.
    'PROXY_CONNECTION_FAILED',
    'TUNNEL_CONNECTION_FAILED',
    'HTTPS_PROXY_TUNNEL_RESPONSE_REDIRECT',
    'SOCKS_CONNECTION_FAILED',
    'SOCKS_CONNECTION_HOST_UNREACHABLE',
    'PROXY_AUTH_REQUESTED',
    'PROXY_AUTH_UNSUPPORTED',
    'PROXY_CERTIFICATE_INVALID',
    'SSL_CLIENT_AUTH_CERT_NEEDED',
    'MANDATORY_PROXY_CONFIGURATION_FAILED',
    'NO_SUPPORTED_PROXIES',
    'PAC_SCRIPT_FAILED',
  ])('if the error is %s', (name) => {
    expect(stageOf(name)).toBe('before connection-failed');
  });
});

describe('something may have been sent', () => {
  test.each([
    'INTERNET_DISCONNECTED',
    'NETWORK_CHANGED',
    'CONNECTION_RESET',
    'EMPTY_RESPONSE',
    'ADDRESS_UNREACHABLE',
    'CONNECTION_TIMED_OUT',
    'TIMED_OUT',
    'UNEXPECTED_PROXY_AUTH',
    // The system's certificates changed while connections were in use.
    'CERT_DATABASE_CHANGED',
    'CERT_VERIFIER_CHANGED',
    'HTTP2_INADEQUATE_TRANSPORT_SECURITY',
    'A_CODE_OF_A_LATER_CHROMIUM',
  ])('if the error is %s', (name) => {
    expect(stageOf(name)).toBe('after connection-lost');
  });

  test('if the error has no code', () => {
    expect(classifyNetError(new Error('socket hang up')).stage).toBe('after');
  });
});

test('every code is listed once in the table', () => {
  const codes = netErrorGroups.flatMap((group) => group.codes);
  expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
});
