// The one rule for the address of a profile: what a person may name, and what may really be called.
import { expect, test } from 'vitest';
import { baseUrlOf, callableBaseUrl, isLocal } from '../../../electron/core/ports.ts';

test.each([
  ['https://api.evolink.ai/', 'https://api.evolink.ai'],
  [' https://api.evolink.ai/ ', 'https://api.evolink.ai'],
  ['https://proxy.example/evolink//', 'https://proxy.example/evolink'],
  // What stands behind the path is not there, and yet `href` keeps its sign.
  ['https://proxy.example/evolink/?', 'https://proxy.example/evolink'],
  ['https://proxy.example/evolink#', 'https://proxy.example/evolink'],
  [' http://127.0.0.1:8080 ', 'http://127.0.0.1:8080'],
  ['http://localhost:1', 'http://localhost:1'],
  ['http://[::1]:1', 'http://[::1]:1'],
  ['http://api.evolink.ai', null],
  ['http://127.0.0.1.evil.example', null],
  ['http://localhost.evil.example', null],
  ['http://192.168.1.5', null],
  ['https://user:pass@api.evolink.ai', null],
  ['https://user@api.evolink.ai', null],
  ['https://api.evolink.ai?x=1', null],
  ['https://api.evolink.ai#x', null],
  ['javascript:alert(1)', null],
  ['file:///etc', null],
  ['api.evolink.ai', null],
  ['', null],
])('base URL %s', (text, expected) => {
  expect(baseUrlOf(text)).toBe(expected);
});

test('plain http is called only for an account that allows loopback', () => {
  expect([callableBaseUrl('http://127.0.0.1:1', true), callableBaseUrl('http://127.0.0.1:1', false)]).toEqual(['http://127.0.0.1:1', null]);
  expect(callableBaseUrl('https://api.evolink.ai/', false)).toBe('https://api.evolink.ai');
  expect(callableBaseUrl('http://api.evolink.ai', true)).toBeNull();
});

test('an address is local where it leads to this computer', () => {
  expect(['http://localhost:1', 'https://127.0.0.1', 'https://api.evolink.ai', 'nothing'].map(isLocal)).toEqual([true, true, false, false]);
});
