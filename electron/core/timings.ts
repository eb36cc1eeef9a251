// How long things take: the contract's clocks for the service, short ones for the built-in simulator.
import type { Timings } from './ports.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Contract: first look after 15 s, then every 10–15 s, overdue at 10 minutes; 429 waits 30–60 s, 500 one minute, 503 one to two. */
export const productTimings: Timings = {
  firstLookMs: 15 * second,
  lookMinMs: 10 * second,
  lookMaxMs: 15 * second,
  overdueAfterMs: 10 * minute,
  overdueLookMaxMs: minute,
  giveUpAfterMs: 24 * hour,
  rateLimitedMinMs: 30 * second,
  rateLimitedMaxMs: minute,
  serverErrorMs: minute,
  unavailableMinMs: minute,
  unavailableMaxMs: 2 * minute,
};

/** The simulator is on this computer and quick; somebody who tries the studio should not wait for courtesy. */
export const simulatorTimings: Timings = {
  firstLookMs: second,
  lookMinMs: 0.8 * second,
  lookMaxMs: 1.2 * second,
  overdueAfterMs: 10 * minute,
  overdueLookMaxMs: 10 * second,
  giveUpAfterMs: 24 * hour,
  rateLimitedMinMs: second,
  rateLimitedMaxMs: 2 * second,
  serverErrorMs: 2 * second,
  unavailableMinMs: 2 * second,
  unavailableMaxMs: 4 * second,
};
