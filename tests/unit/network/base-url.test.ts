// The rule for the base URL of a profile: what a user may enter, and what may be requested.
import { expect, test } from 'vitest';
import { baseUrlOf, callableBaseUrl, isLocal } from '../../../shared/network/base-url.ts';

test.each([
  ['https://api.evolink.ai/', 'https://api.evolink.ai'],
  [' https://api.evolink.ai/ ', 'https://api.evolink.ai'],
  ['https://proxy.example/evolink//', 'https://proxy.example/evolink'],
  // The query is empty, and yet `href` keeps its "?".
  ['https://proxy.example/evolink/?', 'https://proxy.example/evolink'],
  ['https://proxy.example/evolink#', 'https://proxy.example/evolink'],
  [' http://127.0.0.1:8080 ', 'http://127.0.0.1:8080'],
  ['http://localhost:1', 'http://localhost:1'],
  ['http://[::1]:1', 'http://[::1]:1'],
  ['https://api.evolink.ai/v1', 'https://api.evolink.ai'],
  ['https://api.evolink.ai/v1/', 'https://api.evolink.ai'],
  ['https://api.evolink.ai/v1/videos/generations', 'https://api.evolink.ai'],
  ['https://api.evolink.ai/v1/credits', 'https://api.evolink.ai'],
  ['"https://api.evolink.ai/v1"', 'https://api.evolink.ai'],
  ['https://proxy.example/evolink/v1', 'https://proxy.example/evolink'],
  ['https://proxy.example/v1/evolink', 'https://proxy.example/v1/evolink'],
  ['https://proxy.example/api/v1', 'https://proxy.example/api'],
  ['https://proxy.example/apiv1', 'https://proxy.example/apiv1'],
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
])('the text %s gives the base URL %s', (text, expected) => {
  expect(baseUrlOf(text)).toBe(expected);
});

test.each([
  ['https://files-api.evolink.ai/api/v1', 'https://files-api.evolink.ai'],
  ['https://files-api.evolink.ai/api/v1/files/', 'https://files-api.evolink.ai'],
  ['https://files-api.evolink.ai/api/v1/files/upload/stream', 'https://files-api.evolink.ai'],
  ['https://proxy.example/v1', 'https://proxy.example/v1'],
])('the text %s gives the base URL %s of the file host', (text, expected) => {
  expect(baseUrlOf(text, 'files')).toBe(expected);
});

test('a stored URL is used as it was stored', () => {
  expect(callableBaseUrl('https://proxy.example/v1', false)).toBe('https://proxy.example/v1');
});

test('plain http is used only for a profile that allows loopback', () => {
  expect([callableBaseUrl('http://127.0.0.1:1', true), callableBaseUrl('http://127.0.0.1:1', false)]).toEqual(['http://127.0.0.1:1', null]);
  expect(callableBaseUrl('https://api.evolink.ai/', false)).toBe('https://api.evolink.ai');
  expect(callableBaseUrl('http://api.evolink.ai', true)).toBeNull();
});

test('a URL is local if its host is this computer', () => {
  expect(['http://localhost:1', 'https://127.0.0.1', 'https://api.evolink.ai', 'nothing'].map(isLocal)).toEqual([true, true, false, false]);
});
