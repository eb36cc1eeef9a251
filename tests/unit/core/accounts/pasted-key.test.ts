// Keys are recognised in pasted text: with quotes, variable names and headers around them.
import { expect, test } from 'vitest';
import { parsePastedKey } from '../../../../electron/core/accounts/connect/parse-pasted-key.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { startBenchInTest } from '../../../support/bench-per-test.ts';
import { connection } from '../../../support/connection.ts';
import { unauthorized } from '../../../support/fake-api.ts';
import type { Bench } from '../../../support/studio-bench.ts';

let bench: Bench;

test.each([
  ['"sk-abcdefgh1234"'],
  ["'sk-abcdefgh1234'"],
  ['`sk-abcdefgh1234`'],
  ['\u201csk-abcdefgh1234\u201d'],
  ['\ufeff sk-abcdefgh1234\u200b\n'],
  ['EVOLINK_API_KEY=sk-abcdefgh1234'],
  ['EVOLINK_API_KEY = "sk-abcdefgh1234"'],
  ["export EVOLINK_API_KEY='sk-abcdefgh1234';"],
  ['$env:EVOLINK_API_KEY="sk-abcdefgh1234"'],
  ['set EVOLINK_API_KEY=sk-abcdefgh1234'],
  ['"EVOLINK_API_KEY": "sk-abcdefgh1234",'],
  ['Authorization: Bearer sk-abcdefgh1234'],
  ['-H "Authorization: Bearer sk-abcdefgh1234"'],
  ['Bearer sk-abcdefgh1234'],
])('a key pasted as %s is recognised', async (key) => {
  bench = startBenchInTest();
  bench.api.onCredits = (account) =>
    account.key === connection.key ? ok({ remaining: 100, unlimited: false, accountRemaining: null }) : fail(unauthorized);
  expect(await bench.must('profiles.connect', { ...connection, key })).toMatchObject({ key: { state: 'present', lastFour: '1234' } });
});

test.each([['sk-abc=='], ['key:1234'], ['a"b"c'], ['API_KEY='], ['sk-abc def'], ['sk-abc sk-def']])(
  'text that may not be a key is left unchanged: %s',
  (key) => {
    bench = startBenchInTest();
    expect(parsePastedKey(key)).toBe(key);
  },
);

test('quotes and variable names are removed even from a key without the documented prefix', () => {
  bench = startBenchInTest();
  expect(['"abcd-1234"', "EVOLINK_API_KEY='abcd-1234'", 'export EVOLINK_API_KEY=abcd-1234'].map(parsePastedKey)).toEqual(
    Array(3).fill('abcd-1234'),
  );
});
