// What an error of the service means for a profile, whatever was asked: the one rule for submissions, uploads, polls, lists, balances and files.
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
  /** The key was replaced meanwhile: the error says nothing about the one that is in use now, and nothing was done. */
  | { readonly kind: 'stale-key' }
  /** Nothing is sent for so long; where the error is about reading as well, nothing is read either. */
  | { readonly kind: 'paused'; readonly waitMs: number }
  /** Nothing is sent until what held the queue is over. */
  | { readonly kind: 'held' }
  /** It is about the one request only. */
  | { readonly kind: 'none' };

/** Pauses, slows or holds the profile as an error asks for, and says what was done. Called once for each answer. */
export type ServiceErrorPolicy = (asked: ProfileRevision, error: AppError, call: ServiceCall) => ServiceErrorEffect;

/** Built once by the composition; every caller of the service passes its errors to the returned function. */
export function createServiceErrorPolicy(parts: {
  accounts: AccountGate;
  rateLimiter: RateLimiter;
  random: Random;
  log: Log;
  /** Credits are missing: what is left is to be read. */
  onCreditsMissing(profileId: number): void;
}): ServiceErrorPolicy {
  const { accounts, rateLimiter, random, log, onCreditsMissing } = parts;

  function pause(profileId: number, error: AppError): ServiceErrorEffect {
    const waitMs = refusalDelay(accounts.timings(profileId), error, random.next());
    accounts.pause(profileId, waitMs);
    return { kind: 'paused', waitMs };
  }

  function lowerRate(profileId: number): void {
    rateLimiter.onRateLimited(profileId);
    log.warn('rate-lowered', { profile: profileId, requestsPerSecond: rateLimiter.throttle(profileId)?.requestsPerSecond ?? null });
  }

  /** The order may have been accepted and paid; so may the next one, if it leaves at once. */
  const pauseSending = (profileId: number, why: UnconfirmedReason): ServiceErrorEffect => ({
    kind: 'paused',
    waitMs: accounts.pauseSubmits(profileId, why),
  });

  function apply({ profileId, keyRevision }: ProfileRevision, error: AppError, call: ServiceCall): ServiceErrorEffect {
    if (!accounts.isCurrentKey(profileId, keyRevision)) return { kind: 'stale-key' };
    switch (error.kind) {
      case 'rate-limited':
        // Requests that left together are refused together: that is one "too many". Those of a later moment were let out by the halved rate.
        if (accounts.pausedForMsOf(profileId) === 0) lowerRate(profileId);
        return pause(profileId, error);
      case 'service-unavailable':
        // "No room" is about making videos; what the service has can be read meanwhile.
        return call === 'submit' || call === 'upload' ? pause(profileId, error) : { kind: 'none' };
      case 'unauthorized':
        accounts.hold(profileId, error);
        // One read a minute finds out whether the key works again.
        if (call === 'poll' || call === 'list') accounts.pause(profileId, accounts.timings(profileId).overduePollMaxMs);
        return { kind: 'held' };
      case 'insufficient-credits':
        accounts.hold(profileId, error);
        onCreditsMissing(profileId);
        return { kind: 'held' };
      case 'server-error':
      case 'upstream-error':
        return call === 'submit' ? pauseSending(profileId, 'server-error') : { kind: 'none' };
      case 'invalid-response':
      case 'no-response':
      case 'internal':
        return call === 'submit' ? pauseSending(profileId, 'unclear-response') : { kind: 'none' };
      default:
        return { kind: 'none' };
    }
  }

  return (asked, error, call) => {
    const effect = apply(asked, error, call);
    // An error that concerns only this request is in the log line of its job.
    if (effect.kind !== 'none') log.info('service-error', { profile: asked.profileId, call, why: error.kind, effect: effect.kind });
    return effect;
  };
}
