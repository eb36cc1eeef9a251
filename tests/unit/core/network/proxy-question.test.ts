// When the question for a proxy's name and password is asked, and when again.
import { expect, test } from 'vitest';
import { type ProxyQuestion, proxyId, questionAfter } from '../../../../electron/core/network/proxy-question.ts';

const office = { host: 'proxy.office', port: 3128, realm: 'Office' };
const asked: ProxyQuestion = { ...office, state: 'asked', wasRefused: false };
const declined: ProxyQuestion = { ...asked, state: 'declined' };

test('the first challenge is asked', () => {
  expect(questionAfter(null, office, false)).toEqual(asked);
});

test('a question that waits is not asked again, not even after a refusal', () => {
  expect(questionAfter(asked, office, false)).toBe(asked);
  expect(questionAfter(asked, office, true)).toBe(asked);
});

test('a question that was put away stays away, unless what was given is refused', () => {
  expect(questionAfter(declined, office, false)).toBe(declined);
  expect(questionAfter(declined, office, true)).toEqual({ ...asked, wasRefused: true });
});

test('another proxy takes the place of the question', () => {
  const elsewhere = { ...office, port: 8080 };
  expect(questionAfter(declined, elsewhere, false)).toEqual({ ...asked, port: 8080 });
});

test('a proxy is known by host and port, whatever it calls itself', () => {
  expect(proxyId(office)).toBe('proxy.office:3128');
  expect(questionAfter(asked, { ...office, realm: 'Renamed' }, false)).toBe(asked);
});
