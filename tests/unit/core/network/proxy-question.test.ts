// When the user is asked for the credentials of a proxy, and when again.
import { expect, test } from 'vitest';
import { type ProxyQuestion, proxyId, questionAfter } from '../../../../electron/core/network/proxy-question.ts';

const office = { host: 'proxy.office', port: 3128, realm: 'Office' };
const asked: ProxyQuestion = { ...office, state: 'asked', wasRefused: false };
const declined: ProxyQuestion = { ...asked, state: 'declined' };

test('the first challenge asks the user', () => {
  expect(questionAfter(null, office, false)).toEqual(asked);
});

test('an open question is not asked again, not even after a rejection', () => {
  expect(questionAfter(asked, office, false)).toBe(asked);
  expect(questionAfter(asked, office, true)).toBe(asked);
});

test('a dismissed question stays dismissed, unless the given credentials are rejected', () => {
  expect(questionAfter(declined, office, false)).toBe(declined);
  expect(questionAfter(declined, office, true)).toEqual({ ...asked, wasRefused: true });
});

test('a challenge from another proxy replaces the question', () => {
  const elsewhere = { ...office, port: 8080 };
  expect(questionAfter(declined, elsewhere, false)).toEqual({ ...asked, port: 8080 });
});

test('a proxy is identified by host and port, whatever its realm', () => {
  expect(proxyId(office)).toBe('proxy.office:3128');
  expect(questionAfter(asked, { ...office, realm: 'Renamed' }, false)).toBe(asked);
});
