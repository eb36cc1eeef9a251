// A key that the service echoes is not stored, however it is encoded.

import { expect, it, test } from 'vitest';
import { redactKey } from '../../../../electron/adapters/evolink/redact-key.ts';
import { fc } from '../../../support/fast-check.ts';

const key = 'sk-Ab12"c/d+e%f&g\\h.iJ34567890a9f2';
const encodeEach = (encode: (code: number) => string) => [...key].map((letter) => encode(letter.charCodeAt(0))).join('');

test.each([
  ['unencoded', key],
  ['JSON', JSON.stringify(key)],
  ['JSON in JSON in JSON', JSON.stringify(JSON.stringify(JSON.stringify(key)))],
  ['a URL', encodeURIComponent(key)],
  ['a URL in a URL', encodeURIComponent(encodeURIComponent(key))],
  ['a fully encoded URL', encodeEach((code) => `%${code.toString(16)}`)],
  ['JSON by code point', encodeEach((code) => `\\u${code.toString(16).padStart(4, '0').toUpperCase()}`)],
  ['HTML', key.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
  ['HTML by code point', encodeEach((code) => `&#${code};`)],
  ['HTML by hexadecimal code point', encodeEach((code) => `&#x${code.toString(16)};`)],
])('the key is redacted everywhere: %s', (_name, encodedKey) => {
  const clean = redactKey(`before ${encodedKey} between ${encodedKey} after`, key, true);
  expect(clean).toMatch(/^before .* between .* after$/);
  expect(clean.split('[key]')).toHaveLength(3);
  expect(clean.length).toBeLessThan(70);
});

it('redaction removes the beginning of a key at the end of a truncated response', () => {
  expect(redactKey(`Bearer ${key.slice(0, 20)}`, key, false)).toBe('Bearer [key]');
  expect(redactKey(`Bearer ${key.slice(0, 20)}`, key, true)).toBe(`Bearer ${key.slice(0, 20)}`);
});

it('redaction changes nothing else', () => {
  fc.assert(fc.property(fc.string(), fc.boolean(), (text, isWhole) => redactKey(text, key, isWhole) === text));
  expect(redactKey('a short word', 'short', true)).toBe('a short word');
});

it('redaction leaves a long response that almost contains the key unchanged, without trying every decoding', () => {
  const long = '\\'.repeat(50_000) + 's'.repeat(100_000) + key.slice(0, -1).repeat(20_000);
  expect(redactKey(long, key, true) === long).toBe(true);
});
