// The intervals and waits of a profile: the service's documented ones, and short ones for the built-in simulator.
import { httpErrors } from '../../../shared/service-errors/index.ts';
import type { Timings } from '../ports.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

const rateLimited = httpErrors['rate-limited'].wait;
const serverError = httpErrors['server-error'].wait;
const unavailable = httpErrors['service-unavailable'].wait;

/**
 * The intervals of polls and the waits after refusals, from EvoLink's documentation. First poll after 15 s, then every 10–15 s; a task
 * is overdue after 10 minutes. The waits are those of the error table.
 */
export const productTimings: Timings = {
  firstPollMs: 15 * secondMs,
  pollMinMs: 10 * secondMs,
  pollMaxMs: 15 * secondMs,
  overdueAfterMs: 10 * minuteMs,
  overduePollMaxMs: minuteMs,
  giveUpAfterMs: 24 * hourMs,
  rateLimitedMinMs: rateLimited.minSeconds * secondMs,
  rateLimitedMaxMs: rateLimited.maxSeconds * secondMs,
  serverErrorMs: serverError.minSeconds * secondMs,
  unavailableMinMs: unavailable.minSeconds * secondMs,
  unavailableMaxMs: unavailable.maxSeconds * secondMs,
};

/** The simulator is local and fast; a user who tries the studio should not have to wait. */
export const simulatorTimings: Timings = {
  firstPollMs: secondMs,
  pollMinMs: 0.8 * secondMs,
  pollMaxMs: 1.2 * secondMs,
  overdueAfterMs: 10 * minuteMs,
  overduePollMaxMs: 10 * secondMs,
  giveUpAfterMs: 24 * hourMs,
  rateLimitedMinMs: secondMs,
  rateLimitedMaxMs: 2 * secondMs,
  serverErrorMs: 2 * secondMs,
  unavailableMinMs: 2 * secondMs,
  unavailableMaxMs: 4 * secondMs,
};
