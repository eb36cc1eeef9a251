// Checks the input of a connection before anything is sent.
import { describe, expect, test } from 'vitest';
import { type Connection, checkConnection } from '../../../../electron/core/accounts/connect/connection-check.ts';
import { fail, ok } from '../../../../shared/result.ts';

const input: Connection = { profileId: null, name: 'Mine', key: 'sk-abcdefgh1234', apiBaseUrl: null, filesBaseUrl: null };
const serviceUrls = { apiBaseUrl: 'https://api.evolink.ai', filesBaseUrl: 'https://files-api.evolink.ai' };
const gateway = { kind: 'evolink' as const, apiBaseUrl: 'https://gateway.example', filesBaseUrl: 'https://files.gateway.example' };

test('a new profile uses the service’s own addresses', () => {
  expect(checkConnection(input, null, null)).toEqual(ok({ ...serviceUrls, key: 'sk-abcdefgh1234', allowsLoopback: false }));
});

test('a profile that is connected again keeps the addresses that were not entered again', () => {
  const { kind: _, ...addresses } = gateway;
  expect(checkConnection(input, gateway, null)).toMatchObject(ok(addresses));
  expect(checkConnection({ ...input, apiBaseUrl: serviceUrls.apiBaseUrl }, gateway, null)).toMatchObject(
    ok({ apiBaseUrl: serviceUrls.apiBaseUrl, filesBaseUrl: gateway.filesBaseUrl }),
  );
});

test('loopback is allowed only when the entered address is on this computer', () => {
  const local = { ...input, apiBaseUrl: 'http://127.0.0.1:4000', filesBaseUrl: 'http://127.0.0.1:4001' };
  expect(checkConnection(local, null, null)).toMatchObject(ok({ allowsLoopback: true }));
});

test.each(['', '   ', 'abc', 'two words', 'ключ-ключ', 'x'.repeat(513)])('%j is rejected as a key', (key) => {
  expect(checkConnection({ ...input, key }, null, null)).toEqual(fail({ kind: 'key-malformed' }));
});

test('an invalid address is rejected, and the error quotes it as entered', () => {
  expect(checkConnection({ ...input, apiBaseUrl: 'ftp://x' }, null, null)).toEqual(fail({ kind: 'invalid-base-url', url: 'ftp://x' }));
  expect(checkConnection({ ...input, filesBaseUrl: '::' }, null, null)).toEqual(fail({ kind: 'invalid-base-url', url: '::' }));
});

test('the simulator’s profile cannot be connected by hand', () => {
  const row = { ...gateway, kind: 'simulator' as const };
  expect(checkConnection(input, row, null)).toEqual(fail({ kind: 'not-allowed-in-state', action: 'connect', state: 'simulator' }));
});

describe('the key from the environment', () => {
  const fromEnvironment = { ...input, key: null };

  test('is used when no key was entered, and its absence is an error', () => {
    expect(checkConnection(fromEnvironment, null, 'sk-environment')).toMatchObject(ok({ key: 'sk-environment' }));
    expect(checkConnection(fromEnvironment, null, null)).toEqual(fail({ kind: 'key-malformed' }));
  });

  test('is sent only to the service’s own addresses, for the API and for the file host', () => {
    const wrongHost = (url: string) => fail({ kind: 'environment-key-wrong-host', url });
    const api = { ...fromEnvironment, apiBaseUrl: gateway.apiBaseUrl };
    const files = { ...fromEnvironment, filesBaseUrl: gateway.filesBaseUrl };
    expect(checkConnection(api, null, 'sk-environment')).toEqual(wrongHost(gateway.apiBaseUrl));
    expect(checkConnection(files, null, 'sk-environment')).toEqual(wrongHost(gateway.filesBaseUrl));
    expect(checkConnection(fromEnvironment, gateway, 'sk-environment')).toEqual(wrongHost(gateway.apiBaseUrl));
  });
});
