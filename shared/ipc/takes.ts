// Takes: videos and tasks of one request, apart from its seed, and the stacks that they form.
import { z } from 'zod';
import { generationRequest } from '../generation.ts';
import { stackedVideosMax, takeRequestsMax } from '../takes/take-limits.ts';
import { byResult, id } from './common-inputs.ts';
import { actionOutcome } from './judgement.ts';

const count = z.number().int();

/** The takes of one request that exist already. */
const existingTakes = z.strictObject({
  /** Stored or missing videos. */
  videoCount: count,
  /** Tasks that may still become videos; failed, cancelled and discarded ones are not counted. */
  inProgressCount: count,
  /** The newest of the videos, at most a hundred. */
  resultIds: z.array(id),
});
/** The takes of one request that exist already. */
export type ExistingTakes = z.infer<typeof existingTakes>;

/** Other videos that a video is related to. Each list has at most fifty videos, newest first. */
const relatives = z.strictObject({
  takes: z.array(id),
  /** The videos used in its request, whole or as a frame; then the videos of the request that its request was made from. */
  sourceVideos: z.array(id),
  /** The videos whose request uses this video as a reference or was made from its request. */
  derivedVideos: z.array(id),
  /** Videos of other requests with the same bytes as received. Takes are never among them. */
  sameContent: z.array(id),
});
/** Other videos that a video is related to. */
export type Relatives = z.infer<typeof relatives>;

/** The calls about takes and stacks. */
export const takeCalls = {
  /** Returns each request's takes, in order. Counts simulated takes only if the active account is simulated, otherwise only real ones. */
  'takes.existing': {
    input: z.strictObject({ requests: z.array(generationRequest).min(1).max(takeRequestsMax) }),
    output: z.strictObject({ takes: z.array(existingTakes) }),
  },
  /** The relatives of a video, or of a task without one: its takes are those of its request. Errors: `unknown-item`. */
  'takes.relatives': { input: z.strictObject({ of: z.strictObject({ kind: z.enum(['video', 'task']), id }) }), output: relatives },
  /** Returns the stack id of each of these videos, in order; 0 for none. `topIds`: the given videos that the user has put on top. */
  'takes.stacks': {
    input: z.strictObject({ ids: z.array(id).min(1).max(stackedVideosMax) }),
    output: z.strictObject({ stackIds: z.array(z.number().int()), topIds: z.array(id) }),
  },
  /**
   * Puts a video on top of its stack, in place of another one. An action of the undo log; `status.judgement.topRevision` says when to read
   * the stacks again. Errors: `unknown-item`.
   */
  'takes.putOnTop': { input: byResult, output: actionOutcome },
} as const;
