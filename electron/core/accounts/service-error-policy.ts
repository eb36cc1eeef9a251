// Applies a service error to the profile of the request. The same rules apply to submissions, uploads, polls, task lists, balances and
// files.
import type { AppError } from '../../../shared/errors.ts';
import type { Log, Random } from '../ports.ts';
import { refusalDelay } from '../scheduling/backoff.ts';
import type { RateLimiter } from '../scheduling/rate-limiter.ts';
import type { AccountGate } from './account-gate.ts';
import type { ProfileRevision } from './profile-revision.ts';
import type { UnconfirmedReason } from './submit-backoff.ts';

/** The kind of request that failed. */
type ServiceCall = 'submit' | 'upload' | 'poll' | 'list' | 'balance' | 'files';

/** The effect of a service error on the profile of the request. */
export type ServiceErrorEffect =
  /** The key was replaced since the request. The error does not concern the current key, so nothing was changed. */
  | { readonly kind: 'stale-key' }
  /** Submissions pause for `waitMs`. Reads pause as well if the error concerns them too. */
  | { readonly kind: 'paused'; readonly waitMs: number }
  /** The queue is held until the cause is resolved. */
  | { readonly kind: 'held' }
  /** The error concerns this request only. */
  | { readonly kind: 'none' };

/** Pauses, slows down or holds the profile as the error requires, and returns the effect. Call it once per response. */
export type ServiceErrorPolicy = (revision: ProfileRevision, error: AppError, call: ServiceCall) => ServiceErrorEffect;

interface PolicyDeps {
  readonly accounts: AccountGate;
  readonly rateLimiter: RateLimiter;
  readonly random: Random;
  readonly log: Log;
  /** Called when credits are missing. Schedules a reading of the balance. */
  onCreditsMissing(profileId: number): void;
}

function pause({ accounts, random }: PolicyDeps, profileId: number, error: AppError): ServiceErrorEffect {
  const waitMs = refusalDelay(accounts.timings(profileId), error, random.next());
  accounts.pause(profileId, waitMs);
  return { kind: 'paused', waitMs };
}

function lowerRate({ rateLimiter, log }: PolicyDeps, profileId: number): void {
  rateLimiter.onRateLimited(profileId);
  log.warn('rate-lowered', { profile: profileId, requestsPerSecond: rateLimiter.throttle(profileId)?.requestsPerSecond ?? null });
}

/** Pauses submissions. The service may have accepted and charged this task, and the same could happen to the next one. */
const pauseSubmits = ({ accounts }: PolicyDeps, profileId: number, why: UnconfirmedReason): ServiceErrorEffect => ({
  kind: 'paused',
  waitMs: accounts.pauseSubmits(profileId, why),
});

function apply(deps: PolicyDeps, { profileId, keyRevision }: ProfileRevision, error: AppError, call: ServiceCall): ServiceErrorEffect {
  const { accounts, onCreditsMissing } = deps;
  if (!accounts.isCurrentKey(profileId, keyRevision)) return { kind: 'stale-key' };
  switch (error.kind) {
    case 'rate-limited':
      // Requests that were sent together are refused together and count as one 429. A later refusal happened at the halved rate.
      if (accounts.pausedForMsOf(profileId) === 0) lowerRate(deps, profileId);
      return pause(deps, profileId, error);
    case 'service-unavailable':
      // An overloaded service refuses new tasks, but polls and other reads continue.
      return call === 'submit' || call === 'upload' ? pause(deps, profileId, error) : { kind: 'none' };
    case 'unauthorized':
      accounts.hold(profileId, error);
      // One read per minute shows whether the key works again.
      if (call === 'poll' || call === 'list') accounts.pause(profileId, accounts.timings(profileId).overduePollMaxMs);
      return { kind: 'held' };
    case 'insufficient-credits':
      accounts.hold(profileId, error);
      onCreditsMissing(profileId);
      return { kind: 'held' };
    case 'server-error':
    case 'upstream-error':
      return call === 'submit' ? pauseSubmits(deps, profileId, 'server-error') : { kind: 'none' };
    case 'invalid-response':
    case 'no-response':
    case 'internal':
      return call === 'submit' ? pauseSubmits(deps, profileId, 'unclear-response') : { kind: 'none' };
    default:
      return { kind: 'none' };
  }
}

/** Called once by `core/compose/`; every caller of the service passes its errors to the returned function. */
export function createServiceErrorPolicy(deps: PolicyDeps): ServiceErrorPolicy {
  return (revision, error, call) => {
    const effect = apply(deps, revision, error, call);
    // The log line of the job contains an error that concerns only this request.
    if (effect.kind !== 'none') deps.log.info('service-error', { profile: revision.profileId, call, why: error.kind, effect: effect.kind });
    return effect;
  };
}
