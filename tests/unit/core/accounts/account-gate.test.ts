// `canSubmit` tells whether a profile may submit and changes nothing. A missing key holds the queue.
import { afterEach, expect, test } from 'vitest';
import { createAccountGate } from '../../../../electron/core/accounts/account-gate.ts';
import { productTimings, simulatorTimings } from '../../../../electron/core/scheduling/timings.ts';
import { newProfile } from '../../../../electron/core/tasks/row-factories.ts';
import { openDatabase } from '../../../../electron/db/open-database.ts';
import { createTables } from '../../../../electron/db/tables/tables.ts';
import { type Bench, createWorld, startBench } from '../../../support/studio-bench.ts';

let bench: Bench | null = null;
afterEach(async () => {
  await bench?.studio.stop({ withinMs: 0 });
  bench = null;
});

/** Accounts over a database with one profile that has no key; `changes` counts the notifications to the window. */
function createKeylessAccounts() {
  const { clock, random, keys, log } = createWorld();
  const opened = openDatabase({ path: ':memory:', nowMs: 0, onSlowStatement: () => {} });
  if (!opened.ok) throw new Error('the database did not open');
  const tables = createTables(opened.value.database);
  const addresses = { apiBaseUrl: 'https://a.example', filesBaseUrl: 'https://f.example' };
  const id = tables.profiles.insert(newProfile({ kind: 'evolink', name: 'Work', ...addresses }, 1));
  let changes = 0;
  const accounts = createAccountGate({
    tables,
    clock,
    random,
    keys,
    log,
    timings: { evolink: productTimings, simulator: simulatorTimings },
    isSimulatorReady: () => false,
    throttle: () => null,
    allowsHost: () => false,
    clockSkewMs: () => 0,
    statusChanged: () => {
      changes += 1;
    },
  });
  const row = () => {
    const found = accounts.row(id);
    if (found === undefined) throw new Error('the profile does not exist');
    return found;
  };
  return { accounts, id, row, changes: () => changes, log };
}

test('a profile without a key may not submit, and `canSubmit` writes nothing', () => {
  const { accounts, row, changes } = createKeylessAccounts();
  const before = row();
  expect(accounts.canSubmit(before)).toBe(false);
  expect([row(), changes()]).toEqual([before, 0]);
});

test('a profile without a key gets a hold on its queue', () => {
  const { accounts, id, row } = createKeylessAccounts();
  accounts.holdIfKeyless(id);
  expect(accounts.view(row()).holds).toMatchObject([{ error: { kind: 'no-key', profile: 'Work' }, ends: { kind: 'key' } }]);
});

test('a start with a profile that still has no key logs the hold once', () => {
  const { accounts, log } = createKeylessAccounts();
  accounts.clearStalePauses();
  accounts.clearStalePauses();
  expect(log.lines).toEqual(['profile-held {"profile":1,"why":"no-key"}']);
});

test('forgetting the key holds the queue at once', async () => {
  bench = startBench();
  const profileId = await bench.connect();
  await bench.must('profiles.forgetKey', { profileId });
  const [profile] = (await bench.must('studio.snapshot', {})).status.profiles;
  expect(profile?.holds).toMatchObject([{ error: { kind: 'no-key' } }]);
});
