// The intervals and waits of a profile: the service's documented ones, and short ones for the built-in simulator.
import { httpErrors } from '../../../shared/service-errors/index.ts';
import type { Timings } from '../ports.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

const rateLimited = httpErrors['rate-limited'].wait;
const serverError = httpErrors['server-error'].wait;
const unavailable = httpErrors['service-unavailable'].wait;

/**
 * The intervals of polls, and the waits after refusals. Source: EvoLink's documentation. First poll after 15 s, then every 10–15 s; overdue at 10
 * minutes. The waits after refusals are those of the error table.
 */
export const productTimings: Timings = {
  firstPollMs: 15 * second,
  pollMinMs: 10 * second,
  pollMaxMs: 15 * second,
  overdueAfterMs: 10 * minute,
  overduePollMaxMs: minute,
  giveUpAfterMs: 24 * hour,
  rateLimitedMinMs: rateLimited.minSeconds * second,
  rateLimitedMaxMs: rateLimited.maxSeconds * second,
  serverErrorMs: serverError.minSeconds * second,
  unavailableMinMs: unavailable.minSeconds * second,
  unavailableMaxMs: unavailable.maxSeconds * second,
};

/** The simulator is local and fast; a user who tries the studio should not have to wait. */
export const simulatorTimings: Timings = {
  firstPollMs: second,
  pollMinMs: 0.8 * second,
  pollMaxMs: 1.2 * second,
  overdueAfterMs: 10 * minute,
  overduePollMaxMs: 10 * second,
  giveUpAfterMs: 24 * hour,
  rateLimitedMinMs: second,
  rateLimitedMaxMs: 2 * second,
  serverErrorMs: 2 * second,
  unavailableMinMs: 2 * second,
  unavailableMaxMs: 4 * second,
};
