// What a connection is made of, before anything is sent.
import { describe, expect, test } from 'vitest';
import { type Connection, checkConnection } from '../../../../electron/core/accounts/connect/connection-check.ts';
import { fail, ok } from '../../../../shared/result.ts';

const typed: Connection = { profileId: null, name: 'Mine', key: 'sk-abcdefgh1234', apiBaseUrl: null, filesBaseUrl: null };
const own = { apiBaseUrl: 'https://api.evolink.ai', filesBaseUrl: 'https://files-api.evolink.ai' };
const gateway = { kind: 'evolink' as const, apiBaseUrl: 'https://gateway.example', filesBaseUrl: 'https://files.gateway.example' };

test('a new profile is asked at the service’s own addresses', () => {
  expect(checkConnection(typed, null, null)).toEqual(ok({ ...own, key: 'sk-abcdefgh1234', allowsLoopback: false }));
});

test('a profile that is connected again keeps its addresses where none are typed', () => {
  const { kind: _, ...addresses } = gateway;
  expect(checkConnection(typed, gateway, null)).toMatchObject(ok(addresses));
  expect(checkConnection({ ...typed, apiBaseUrl: own.apiBaseUrl }, gateway, null)).toMatchObject(
    ok({ apiBaseUrl: own.apiBaseUrl, filesBaseUrl: gateway.filesBaseUrl }),
  );
});

test('only an address on this computer may lead to this computer', () => {
  const local = { ...typed, apiBaseUrl: 'http://127.0.0.1:4000', filesBaseUrl: 'http://127.0.0.1:4001' };
  expect(checkConnection(local, null, null)).toMatchObject(ok({ allowsLoopback: true }));
});

test.each(['', '   ', 'abc', 'two words', 'ключ-ключ', 'x'.repeat(513)])('%j is no key', (key) => {
  expect(checkConnection({ ...typed, key }, null, null)).toEqual(fail({ kind: 'key-malformed' }));
});

test('an address that cannot be one is named as it was typed', () => {
  expect(checkConnection({ ...typed, apiBaseUrl: 'ftp://x' }, null, null)).toEqual(fail({ kind: 'invalid-base-url', url: 'ftp://x' }));
  expect(checkConnection({ ...typed, filesBaseUrl: '::' }, null, null)).toEqual(fail({ kind: 'invalid-base-url', url: '::' }));
});

test('the simulator’s profile is connected by nobody', () => {
  const row = { ...gateway, kind: 'simulator' as const };
  expect(checkConnection(typed, row, null)).toEqual(fail({ kind: 'not-allowed-in-state', action: 'connect', state: 'simulator' }));
});

describe('the key of the environment', () => {
  const fromEnvironment = { ...typed, key: null };

  test('is used where no key was typed, and missed where there is none', () => {
    expect(checkConnection(fromEnvironment, null, 'sk-environment')).toMatchObject(ok({ key: 'sk-environment' }));
    expect(checkConnection(fromEnvironment, null, null)).toEqual(fail({ kind: 'key-malformed' }));
  });

  test('goes to no other address than the service’s own, neither of the API nor of the file host', () => {
    const wrongHost = (url: string) => fail({ kind: 'environment-key-wrong-host', url });
    const api = { ...fromEnvironment, apiBaseUrl: gateway.apiBaseUrl };
    const files = { ...fromEnvironment, filesBaseUrl: gateway.filesBaseUrl };
    expect(checkConnection(api, null, 'sk-environment')).toEqual(wrongHost(gateway.apiBaseUrl));
    expect(checkConnection(files, null, 'sk-environment')).toEqual(wrongHost(gateway.filesBaseUrl));
    expect(checkConnection(fromEnvironment, gateway, 'sk-environment')).toEqual(wrongHost(gateway.apiBaseUrl));
  });
});
