// When the balance is read, and what happens when a read fails.
import { expect, test } from 'vitest';
import { createBalanceRefresh } from '../../../../electron/core/accounts/balance-refresh.ts';
import type { Credits } from '../../../../electron/core/ports.ts';
import type { AppError } from '../../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { noResponse } from '../../../support/fake-api.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { createFakeLog } from '../../../support/fake-log.ts';

const credits: Credits = { remaining: 3, unlimited: false, accountRemaining: 3 };

/** Refreshes the balance with `read`, while the queue is held until the balance rises. */
function start(read: () => Promise<Result<Credits, AppError>>) {
  const clock = createFakeClock();
  const log = createFakeLog();
  const stopController = new AbortController();
  let readCount = 0;
  const balance = createBalanceRefresh({
    clock,
    log,
    signal: stopController.signal,
    pausedForMs: () => 0,
    awaitsCredits: () => true,
    read: () => {
      readCount += 1;
      return read();
    },
  });
  balance.schedule(1);
  return { clock, log, ending: stopController, countReads: () => readCount };
}

test('a read that throws is logged as an incident, and the next read still happens', async () => {
  const { clock, log, countReads } = start(async () => {
    throw new Error('a bug');
  });
  await clock.advance(3_000);
  expect(log.incidents).toMatchObject([{ message: 'a bug' }]);
  await clock.advance(61_000);
  expect(countReads()).toBe(2);
});

test.each([
  ['that is refused', fail(noResponse)],
  ['that succeeds', ok(credits)],
] as const)('a read %s is not logged as an incident', async (_, result) => {
  const { clock, log, countReads } = start(async () => result);
  await clock.advance(64_000);
  expect([log.incidents, countReads()]).toEqual([[], 2]);
});

test('a read that ends after the studio has stopped logs no incident', async () => {
  const {
    clock,
    log,
    ending: stopController,
  } = start(async () => {
    stopController.abort();
    throw new Error('the database is closed');
  });
  await clock.advance(64_000);
  expect(log.incidents).toEqual([]);
});
