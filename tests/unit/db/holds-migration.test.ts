// Migration 160: what held a queue stays its hold, with its reason.
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { readHolds } from '../../../electron/core/holds.ts';
import { migrate } from '../../../electron/db/migrate.ts';
import { migrations } from '../../../electron/db/migrations/index.ts';
import type { AppError } from '../../../shared/errors.ts';
import { said } from '../../support/fake-api.ts';

const before = migrations.filter(({ version }) => version < 160);
const upTo = migrations.filter(({ version }) => version <= 160);

/** The holds that a profile has, which was held by this error before. */
function migrated(error: AppError | null): unknown {
  const db = new Database(':memory:');
  migrate(db, before, () => {});
  db.prepare(
    `INSERT INTO profile (id, kind, name, apiBaseUrl, filesBaseUrl, createdAtMs, heldError) VALUES (1, 'evolink', 'Mine', 'https://a', 'https://f', 1, ?)`,
  ).run(error === null ? null : JSON.stringify(error));
  migrate(db, upTo, () => {});
  const holds = readHolds(db.prepare('SELECT holds FROM profile').pluck().get() as string);
  db.close();
  return holds;
}
const missing = (code: string): AppError => ({ kind: 'insufficient-credits', service: said(402, code) });

test('a queue that was not held is not', () => {
  expect(migrated(null)).toEqual([]);
});

test.each<AppError>([
  { kind: 'no-key', profile: 'Mine' },
  { kind: 'keychain-unavailable', detail: 'x' },
  { kind: 'unauthorized', service: said(401) },
])('what a key held it holds: $kind', (error) => {
  expect(migrated(error)).toEqual([{ reason: error.kind, error }]);
});

test.each([
  ['insufficient_quota', 'account'],
  ['INSUFFICIENT_TOKEN_QUOTA', 'key-total'],
  ['key_quota_exhausted', 'key-total'],
] as const)('credits that were missing (%s) are missing under their limit', (code, reason) => {
  expect(migrated(missing(code))).toEqual([{ reason, error: missing(code), neededCredits: null, leastCredits: null }]);
});

test.each(['token_daily_quota_exceeded', 'KEY_DAILY_QUOTA_EXHAUSTED'])('the day of a key (%s) is the person’s to end', (code) => {
  expect(migrated(missing(code))).toEqual([{ reason: 'key-daily', error: missing(code), endsAtMs: null }]);
});
