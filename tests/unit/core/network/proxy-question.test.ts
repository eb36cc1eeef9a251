// When the user is asked for the credentials of a proxy, and when they are asked again.
import { expect, test } from 'vitest';
import { type ProxyQuestion, proxyId, questionAfter } from '../../../../electron/core/network/proxy-question.ts';

const office = { host: 'proxy.office', port: 3128, realm: 'Office' };
const openQuestion: ProxyQuestion = { ...office, state: 'asked', wasRefused: false };
const declined: ProxyQuestion = { ...openQuestion, state: 'declined' };

test('the first challenge asks the user', () => {
  expect(questionAfter(null, office, false)).toEqual(openQuestion);
});

test('an open question is not asked again, not even after a rejection', () => {
  expect(questionAfter(openQuestion, office, false)).toBe(openQuestion);
  expect(questionAfter(openQuestion, office, true)).toBe(openQuestion);
});

test('a declined question stays declined until the proxy refuses credentials', () => {
  expect(questionAfter(declined, office, false)).toBe(declined);
  expect(questionAfter(declined, office, true)).toEqual({ ...openQuestion, wasRefused: true });
});

test('a challenge from another proxy replaces the question', () => {
  const otherProxy = { ...office, port: 8080 };
  expect(questionAfter(declined, otherProxy, false)).toEqual({ ...openQuestion, port: 8080 });
});

test('a proxy is identified by host and port, whatever its realm', () => {
  expect(proxyId(office)).toBe('proxy.office:3128');
  expect(questionAfter(openQuestion, { ...office, realm: 'Renamed' }, false)).toBe(openQuestion);
});
