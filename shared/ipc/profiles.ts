// Accounts: which there are, connecting and checking them, and how fast they send.
import { z } from 'zod';
import { appError } from '../errors.ts';
import { byProfile, id, nothing } from './common-inputs.ts';

/** What a profile can be set to at most. */
const mostRequestsPerSecond = 50;
const baseUrl = z.string().max(2_048);

/** How a key is kept. `session-only`: there is no keychain, the key is gone when the studio quits. */
export const keyProtection = z.enum(['keychain', 'session-only']);

/** One reason why nothing is sent for a profile. */
export const queueHold = z.strictObject({
  error: appError,
  /** How it ends: with a key that works, when the balance shows room, at a moment, or by the person's `profiles.resume`. */
  ends: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('key') }),
    z.strictObject({ kind: z.literal('credits') }),
    z.strictObject({ kind: z.literal('at'), atMs: z.number() }),
    z.strictObject({ kind: z.literal('by-user') }),
  ]),
});
export type QueueHold = z.infer<typeof queueHold>;

/**
 * Why the studio sends nothing for a while. `server-error`: the service failed at a submission (500, 502). `unclear-response`: a submission was answered by
 * nothing, or by nothing that could be read. `refusal`: the service refused a request for now (429, 503).
 */
const submitPauseReason = z.enum(['server-error', 'unclear-response', 'refusal']);
export type SubmitPauseReason = z.infer<typeof submitPauseReason>;

/** An account: name, base URLs, and of its key only what a person needs to recognise it. */
export const profile = z.strictObject({
  id,
  kind: z.enum(['evolink', 'simulator']),
  name: z.string(),
  apiBaseUrl: z.string(),
  filesBaseUrl: z.string(),
  key: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('none') }),
    z.strictObject({ state: z.literal('present'), lastFour: z.string(), protection: keyProtection, backend: z.string() }),
    /** Stored once, but the keychain does not give it back now. */
    z.strictObject({ state: z.literal('locked'), lastFour: z.string() }),
    z.strictObject({ state: z.literal('not-needed') }),
  ]),
  /** Why nothing is sent for this profile now (no key, 401, 402); none when all is well. Each ends by itself or by the person, whatever the others do. */
  holds: z.array(queueHold).readonly(),
  /** By the person: nothing new is sent. What EvoLink has is followed and saved as ever. */
  paused: z.boolean(),
  /** A pause of sending that ends by itself at this moment; null where there was none when this was told. */
  submitPause: z.strictObject({ why: submitPauseReason, untilMs: z.number() }).nullable(),
  /** At most; set by the person. */
  requestsPerSecond: z.number().int(),
  /** EvoLink said "too many requests": fewer go out, and more again by and by until then. */
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
export type Profile = z.infer<typeof profile>;

export const profileCalls = {
  /**
   * Checks the key with `GET /v1/credits`, keeps it, and makes the profile active, unless the person chose another one meanwhile.
   * `profileId: null` makes a new profile.
   */
  'profiles.connect': {
    input: z.strictObject({
      profileId: id.nullable(),
      name: z.string().min(1).max(60),
      /** null: take the key offered by the environment. It goes to the service's own addresses only. */
      key: z.string().max(512).nullable(),
      apiBaseUrl: baseUrl.nullable(),
      filesBaseUrl: baseUrl.nullable(),
    }),
    output: profile,
  },
  /** Cancels every `profiles.connect` that is not answered yet: it keeps nothing and answers `cancelled-by-user`. */
  'profiles.cancelConnect': { input: nothing, output: nothing },
  'profiles.useSimulator': { input: nothing, output: profile },
  'profiles.activate': { input: byProfile, output: nothing },
  /** Reads the balance again; also the check of a key. */
  'profiles.check': { input: byProfile, output: profile },
  /** Pauses sending, or lets it go on; also after a restart. */
  'profiles.pause': { input: z.strictObject({ profileId: id, paused: z.boolean() }), output: nothing },
  /** Lets a queue go on that a limit of credits holds. */
  'profiles.resume': { input: byProfile, output: nothing },
  'profiles.setRequestRate': {
    input: z.strictObject({ profileId: id, requestsPerSecond: z.number().int().min(1).max(mostRequestsPerSecond) }),
    output: nothing,
  },
  'profiles.forgetKey': { input: byProfile, output: nothing },
} as const;
