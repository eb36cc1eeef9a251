// Which of Chromium's errors prove that nothing left this computer.
import { expect, test } from 'vitest';
import { failureOf } from '../../../electron/shell/net-failures.ts';

test.each(['CONNECTION_REFUSED', 'NAME_NOT_RESOLVED', 'PROXY_CONNECTION_FAILED', 'CERT_DATE_INVALID'])('%s proves it', (name) => {
  expect(failureOf(new Error(`net::ERR_${name}`)).stage).toBe('before');
});

test.each(['INTERNET_DISCONNECTED', 'NETWORK_CHANGED', 'CONNECTION_RESET', 'ADDRESS_UNREACHABLE', 'CONNECTION_TIMED_OUT', 'TIMED_OUT'])(
  '%s may also come after bytes have left',
  (name) => {
    expect(failureOf(new Error(`net::ERR_${name}`)).stage).toBe('after');
  },
);
