// Migration 160: a queue that was held stays held, with its reason.
import { expect, test } from 'vitest';
import { holdForError, holdsAfterBalance, readHolds } from '../../../../electron/core/accounts/queue-holds.ts';
import type { Credits } from '../../../../electron/core/ports.ts';
import type { AppError, AppErrorOf } from '../../../../shared/errors.ts';
import { serviceResponse } from '../../../support/fake-api.ts';
import { databaseBefore, migrateTo } from '../../../support/migrated-database.ts';

/** Migrates a profile that was held by `error`, with `credits` as its last balance, and returns its holds. */
function migratedHolds(error: AppError | null, credits: object | null = null) {
  const db = databaseBefore(160);
  db.prepare(
    `INSERT INTO profile (id, kind, name, apiBaseUrl, filesBaseUrl, createdAtMs, heldError, credits)
     VALUES (1, 'evolink', 'Mine', 'https://a', 'https://f', 1, ?, ?)`,
  ).run(error === null ? null : JSON.stringify(error), credits === null ? null : JSON.stringify(credits));
  migrateTo(db, 160);
  const holds = readHolds(db.prepare('SELECT holds FROM profile').pluck().get() as string);
  db.close();
  return holds;
}
const missingCredits = (code: string): AppErrorOf<'insufficient-credits'> => ({
  kind: 'insufficient-credits',
  service: serviceResponse(402, code),
});

test('a queue without a hold has none afterwards', () => {
  expect(migratedHolds(null)).toEqual([]);
});

test.each<AppError>([
  { kind: 'no-key', profile: 'Mine' },
  { kind: 'keychain-unavailable', detail: 'x' },
  { kind: 'unauthorized', service: serviceResponse(401) },
])('a queue held because of its key keeps the hold: $kind', (error) => {
  expect(migratedHolds(error)).toEqual([{ reason: error.kind, error }]);
});

test.each([
  ['insufficient_quota', 'account'],
  ['INSUFFICIENT_TOKEN_QUOTA', 'key-total'],
  ['key_quota_exhausted', 'key-total'],
] as const)('missing credits (%s) become a hold on their limit', (code, reason) => {
  expect(migratedHolds(missingCredits(code))).toEqual([{ reason, error: missingCredits(code), neededCredits: null, leastCredits: null }]);
});

test.each(['token_daily_quota_exceeded', 'KEY_DAILY_QUOTA_EXHAUSTED'])(
  'a hold from a daily limit (%s) needs the user to end it',
  (code) => {
    expect(migratedHolds(missingCredits(code))).toEqual([{ reason: 'key-daily', error: missingCredits(code), endsAtMs: null }]);
  },
);

const balances: readonly (readonly [string, Credits])[] = [
  ['of the account and the key', { remaining: 40, unlimited: false, accountRemaining: 2.5 }],
  ['of the key alone', { remaining: 40, unlimited: false, accountRemaining: null }],
  ['of a key without a limit', { remaining: 0, unlimited: true, accountRemaining: 0 }],
  ['that says nothing', { remaining: null, unlimited: false, accountRemaining: null }],
];
test.each(
  ['insufficient_quota', 'key_quota_exhausted', 'key_daily_quota_exhausted'].flatMap((code) =>
    balances.map(([name, credits]) => [code, name, credits] as const),
  ),
)('a queue held by %s is held as it would be now with the last balance %s', (code, _, credits) => {
  expect(migratedHolds(missingCredits(code), { ...credits, readAtMs: 5 })).toEqual([holdForError(missingCredits(code), credits, 0)]);
});

test('an earlier balance, which did not distinguish the account, counts as the account’s', () => {
  expect(migratedHolds(missingCredits('insufficient_quota'), { remaining: 3, unlimited: false, readAtMs: 5 })).toMatchObject([
    { leastCredits: 3 },
  ]);
});

test('a queue that was topped up before the update is released by the first balance', () => {
  const holds = migratedHolds(missingCredits('insufficient_quota'), {
    remaining: 0.5,
    unlimited: false,
    accountRemaining: 0.5,
    readAtMs: 5,
  });
  expect(holdsAfterBalance(holds, { remaining: 0.5, unlimited: false, accountRemaining: 0.5 }, false)).toHaveLength(1);
  expect(holdsAfterBalance(holds, { remaining: 100, unlimited: false, accountRemaining: 100 }, false)).toEqual([]);
});
