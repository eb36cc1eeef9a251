// Takes: videos and tasks of one request, apart from its seed, and the stacks that they form.
import { z } from 'zod';
import { generationRequest } from '../generation.ts';
import { stackedVideosMax, takeRequestsMax } from '../takes/take-limits.ts';
import { byResult, emptyObject, id } from './common-inputs.ts';

const count = z.number().int();

/** The takes of one request that exist already. */
const existingTakes = z.strictObject({
  /** Stored or missing videos. */
  videos: count,
  /** Tasks that may still become videos; failed, cancelled and discarded ones are not counted. */
  inProgress: count,
  /** The newest of the videos, at most a hundred. */
  resultIds: z.array(id),
});
/** The takes of one request that exist already. */
export type ExistingTakes = z.infer<typeof existingTakes>;

/** Other videos that a video is related to, each list with the newest first and at most fifty long. */
const relatives = z.strictObject({
  takes: z.array(id),
  /** The videos whose frames or whole contents are references of its request, then those of the request that it was made from. */
  madeFrom: z.array(id),
  /** The videos made with it as a reference, or from its request. */
  became: z.array(id),
  /** Videos of other requests with the same bytes as received. Takes are never among them. */
  sameContent: z.array(id),
});
/** Other videos that a video is related to. */
export type Relatives = z.infer<typeof relatives>;

/** The calls about takes and stacks. */
export const takeCalls = {
  /** For each request as the composer holds it, in order: its takes with the kind of account that is active, simulated or not. */
  'takes.existing': {
    input: z.strictObject({ requests: z.array(generationRequest).min(1).max(takeRequestsMax) }),
    output: z.strictObject({ takes: z.array(existingTakes) }),
  },
  'takes.relatives': { input: byResult, output: relatives },
  /** The stack of each of these videos, by result id, in order; 0 where it has none (yet). `topIds`: those of them that the user has put on top. */
  'takes.stacks': {
    input: z.strictObject({ ids: z.array(id).min(1).max(stackedVideosMax) }),
    output: z.strictObject({ stackIds: z.array(z.number().int()), topIds: z.array(id) }),
  },
  /** Puts a video on top of its stack, in place of another one. */
  'takes.putOnTop': { input: byResult, output: emptyObject },
} as const;
