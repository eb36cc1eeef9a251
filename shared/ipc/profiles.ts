// Profiles: listing, connecting and checking them, and their rate limits.
import { z } from 'zod';
import { appError } from '../errors.ts';
import { byProfile, emptyObject, id } from './common-inputs.ts';

/** The highest rate that a profile can be set to. */
const maxRequestsPerSecond = 50;
const baseUrl = z.string().max(2_048);

/** How a key is stored. `session-only`: there is no keychain, and the key is gone when the studio quits. */
export const keyProtection = z.enum(['keychain', 'session-only']);

/** One reason why nothing is submitted for a profile. */
export const queueHold = z.strictObject({
  error: appError,
  /** The event that ends the hold: a working key, enough credits, a time, or the user's `profiles.resume`. */
  ends: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('key') }),
    z.strictObject({ kind: z.literal('credits') }),
    z.strictObject({ kind: z.literal('at'), atMs: z.number() }),
    z.strictObject({ kind: z.literal('by-user') }),
  ]),
});
/** One reason why nothing is submitted for a profile, and what ends it. */
export type QueueHold = z.infer<typeof queueHold>;

/**
 * Why submissions are paused for a while. `server-error`: the service failed at a submission (500, 502). `unclear-response`: a submission had no
 * response, or none that could be read. `refusal`: the service refused a request for now (429, 503).
 */
const submitPauseReason = z.enum(['server-error', 'unclear-response', 'refusal']);
/** Why submissions are paused for a while. */
export type SubmitPauseReason = z.infer<typeof submitPauseReason>;

/** An account: its name, its base URLs, and only the last characters of its key. */
export const profile = z.strictObject({
  id,
  kind: z.enum(['evolink', 'simulator']),
  name: z.string(),
  apiBaseUrl: z.string(),
  filesBaseUrl: z.string(),
  key: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('none') }),
    z.strictObject({ state: z.literal('present'), lastFour: z.string(), protection: keyProtection, backend: z.string() }),
    /** A key is stored, but the keychain does not return it now. */
    z.strictObject({ state: z.literal('locked'), lastFour: z.string() }),
    z.strictObject({ state: z.literal('not-needed') }),
  ]),
  /** Why nothing is submitted for this profile now (no key, 401, 402); empty when all is well. Each ends independently of the others. */
  holds: z.array(queueHold).readonly(),
  /** True when the user paused submissions. Accepted tasks are still polled and saved. */
  paused: z.boolean(),
  /** The pause of submissions and its end; null if there was none when this record was made. */
  submitPause: z.strictObject({ why: submitPauseReason, untilMs: z.number() }).nullable(),
  /** The upper limit, set by the user. */
  requestsPerSecond: z.number().int(),
  /** The lower rate after "too many requests", which rises to the upper limit by `untilMs`; null where the rate is not lowered. */
  throttle: z.strictObject({ requestsPerSecond: z.number(), untilMs: z.number() }).nullable(),
  credits: z
    .strictObject({
      remaining: z.number().nullable(),
      unlimited: z.boolean(),
      accountRemaining: z.number().nullable(),
      readAtMs: z.number(),
    })
    .nullable(),
});
/** An account as the window knows it. */
export type Profile = z.infer<typeof profile>;

/** The calls about profiles. */
export const profileCalls = {
  /**
   * Checks the key with `GET /v1/credits`, stores it, and makes the profile active, unless the user chose another one meanwhile.
   * `profileId: null` creates a profile.
   */
  'profiles.connect': {
    input: z.strictObject({
      profileId: id.nullable(),
      name: z.string().min(1).max(60),
      /** null: use the key of the environment, which is sent to the service's own addresses only. */
      key: z.string().max(512).nullable(),
      apiBaseUrl: baseUrl.nullable(),
      filesBaseUrl: baseUrl.nullable(),
    }),
    output: profile,
  },
  /** Cancels every pending `profiles.connect`: it stores nothing and fails with `cancelled-by-user`. */
  'profiles.cancelConnect': { input: emptyObject, output: emptyObject },
  'profiles.useSimulator': { input: emptyObject, output: profile },
  'profiles.activate': { input: byProfile, output: emptyObject },
  /** Reads the balance, which also checks the key. */
  'profiles.check': { input: byProfile, output: profile },
  /** Pauses or resumes submissions; a pause survives a restart. */
  'profiles.pause': { input: z.strictObject({ profileId: id, paused: z.boolean() }), output: emptyObject },
  /** Ends a hold because of a credit limit. */
  'profiles.resume': { input: byProfile, output: emptyObject },
  'profiles.setRequestRate': {
    input: z.strictObject({ profileId: id, requestsPerSecond: z.number().int().min(1).max(maxRequestsPerSecond) }),
    output: emptyObject,
  },
  'profiles.forgetKey': { input: byProfile, output: emptyObject },
} as const;
