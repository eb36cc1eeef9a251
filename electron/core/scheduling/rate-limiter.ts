// The rate limit of each profile: no window of one second contains more requests than the set rate allows. A 429 halves the rate,
// which then rises linearly (additive increase, multiplicative decrease). The state is in memory, so each start begins at the set rate.
// The clock is monotonic, because a change of the wall clock must neither empty the window nor undo the effect of a 429.
import type { Clock } from '../ports.ts';

/** Requests per second of a new profile. */
export const defaultRequestsPerSecond = 10;
const minRequestsPerSecond = 0.5;
/** The time in which a rate rises from zero to the set rate. */
const recoveryMs = 120_000;
const secondMs = 1_000;

/** A rate that was lowered because the service answered 429. */
export interface Throttle {
  readonly requestsPerSecond: number;
  /** The time at which the set rate applies again if no other 429 comes, in Unix milliseconds on the wall clock. */
  readonly untilMs: number;
}

/**
 * Permits for requests, per profile. Each request needs one. The core has one limiter, which every caller of the service's task API
 * uses.
 */
export interface RateLimiter {
  /**
   * Takes up to `requested` permits for requests that are sent now. Returns the number of granted permits. Never takes a permit that a
   * caller of `waitForPermit` waits for. Called for polls and the first page of a task list.
   */
  acquire(profileId: number, requested: number): number;
  /**
   * Returns how many of `requested` requests may be prepared now. Takes no permit: preparation may take long, so
   * each request calls `waitForPermit` when it is ready. Returns at least one unless a caller already waits, so
   * that polls that use up every window cannot starve submissions.
   */
  admit(profileId: number, requested: number): number;
  /** Waits for a permit and takes it, first come first served. False if `signal` aborts first. Called right before a request is sent. */
  waitForPermit(profileId: number, signal: AbortSignal): Promise<boolean>;
  /** Milliseconds until `acquire` can grant a permit; 0 if it can now. The wait may become shorter while the rate rises. */
  waitMs(profileId: number): number;
  /** Halves the rate. Called by the service error policy for a 429. */
  onRateLimited(profileId: number): void;
  /** The lowered rate; null while the set rate applies. */
  throttle(profileId: number): Throttle | null;
}

interface ProfileState {
  /**
   * The rate as of `updatedAtMs`, after the 429s and the recovery since. It has no effect above the set rate. Infinite before the first
   * 429.
   */
  allowedRate: number;
  /** On the monotonic clock. */
  updatedAtMs: number;
  /** Send times of the requests in the window, oldest first, on the monotonic clock. */
  sentAtMs: readonly number[];
  /** Callers that wait for a permit, in order of arrival. */
  readonly waiters: Waiter[];
  /** Cancels the timer for the first waiting caller. */
  cancelTimer: () => void;
}

interface Waiter {
  /** Called once when a permit is granted, unless the caller gave up. */
  grant(): void;
}

interface LimiterContext {
  readonly states: Map<number, ProfileState>;
  readonly clock: Clock;
  /** The rate that the user set, in requests per second. */
  limitOf(profileId: number): number;
}

/** A profile's current window. */
interface Window {
  readonly state: ProfileState;
  readonly limit: number;
  readonly requestsPerSecond: number;
  /** Number of requests that fit into the window, at least one. Below one request per second, the window is therefore longer. */
  readonly capacity: number;
  readonly windowMs: number;
  readonly nowMs: number;
}

/** Raises the rate and removes requests that have left the window. */
function currentWindow({ states, clock, limitOf }: LimiterContext, profileId: number): Window {
  const nowMs = clock.monotonicMs();
  const limit = limitOf(profileId);
  const state = states.get(profileId) ?? {
    allowedRate: Number.POSITIVE_INFINITY,
    updatedAtMs: nowMs,
    sentAtMs: [],
    waiters: [],
    cancelTimer: () => {},
  };
  states.set(profileId, state);
  state.allowedRate += (Math.max(0, nowMs - state.updatedAtMs) / recoveryMs) * limit;
  state.updatedAtMs = nowMs;
  const requestsPerSecond = Math.min(limit, state.allowedRate);
  const capacity = Math.max(1, Math.floor(requestsPerSecond));
  const windowMs = Math.max(secondMs, (capacity / requestsPerSecond) * secondMs);
  state.sentAtMs = state.sentAtMs.filter((ms) => ms > nowMs - windowMs);
  return { state, limit, requestsPerSecond, capacity, windowMs, nowMs };
}

/** The number of available permits if `reserved` permits of the window are kept for others. */
const permitsLeft = ({ state, capacity }: Window, reserved: number): number => Math.max(0, capacity - state.sentAtMs.length - reserved);

/** Milliseconds until a permit is available if `reserved` permits of the window are kept for others; 0 if one is available now. */
function permitInMs({ state, capacity, windowMs, nowMs }: Window, reserved: number): number {
  const usable = capacity - reserved;
  if (usable <= 0) return Math.ceil(windowMs);
  const blockingMs = state.sentAtMs[state.sentAtMs.length - usable];
  return blockingMs === undefined ? 0 : Math.max(1, Math.ceil(blockingMs + windowMs - nowMs));
}

function acquire(context: LimiterContext, profileId: number, requested: number): number {
  const window = currentWindow(context, profileId);
  const { state, nowMs } = window;
  const granted = Math.min(requested, permitsLeft(window, state.waiters.length));
  state.sentAtMs = [...state.sentAtMs, ...Array.from({ length: granted }, () => nowMs)];
  return granted;
}

/** Grants permits to waiting callers, first come first served, and sets the timer for the rest. */
function serveWaiters(context: LimiterContext, profileId: number): void {
  const window = currentWindow(context, profileId);
  const { state, nowMs } = window;
  state.cancelTimer();
  const grantedWaiters = state.waiters.splice(0, permitsLeft(window, 0));
  state.sentAtMs = [...state.sentAtMs, ...grantedWaiters.map(() => nowMs)];
  for (const { grant } of grantedWaiters) grant();
  if (state.waiters.length === 0) return;
  const waitMs = permitInMs(currentWindow(context, profileId), 0);
  state.cancelTimer = context.clock.setTimer(waitMs, () => serveWaiters(context, profileId));
}

function waitForPermit(context: LimiterContext, profileId: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  const { state } = currentWindow(context, profileId);
  return new Promise((resolve) => {
    const waiter: Waiter = {
      grant() {
        signal.removeEventListener('abort', giveUp);
        resolve(true);
      },
    };
    const giveUp = () => {
      state.waiters.splice(state.waiters.indexOf(waiter), 1);
      if (state.waiters.length === 0) state.cancelTimer();
      resolve(false);
    };
    signal.addEventListener('abort', giveUp, { once: true });
    state.waiters.push(waiter);
    serveWaiters(context, profileId);
  });
}

/** Called once by `core/compose/`. `limitOf` is read at every call, so a changed setting applies at once. */
export function createRateLimiter(limitOf: (profileId: number) => number, clock: Clock): RateLimiter {
  const context: LimiterContext = { states: new Map(), clock, limitOf };
  return {
    acquire: (profileId, requested) => acquire(context, profileId, requested),
    admit(profileId, requested) {
      const window = currentWindow(context, profileId);
      const waiting = window.state.waiters.length;
      return Math.min(requested, Math.max(permitsLeft(window, waiting), waiting === 0 ? 1 : 0));
    },
    waitForPermit: (profileId, signal) => waitForPermit(context, profileId, signal),
    waitMs(profileId) {
      const window = currentWindow(context, profileId);
      return permitInMs(window, window.state.waiters.length);
    },
    onRateLimited(profileId) {
      const { state, requestsPerSecond } = currentWindow(context, profileId);
      state.allowedRate = Math.max(minRequestsPerSecond, requestsPerSecond / 2);
    },
    throttle(profileId) {
      const { limit, requestsPerSecond } = currentWindow(context, profileId);
      if (requestsPerSecond >= limit) return null;
      return { requestsPerSecond, untilMs: Math.ceil(clock.now() + ((limit - requestsPerSecond) / limit) * recoveryMs) };
    },
  };
}
