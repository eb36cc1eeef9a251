// Takes: videos and tasks of one request, apart from its seed, and the stacks that they form.
import { z } from 'zod';
import { generationRequest } from '../generation.ts';
import { takeRequestsMax } from '../takes/take-limits.ts';
import { id } from './common-inputs.ts';

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

/** The calls about takes and stacks. */
export const takeCalls = {
  /** For each request as the composer holds it, in order: its takes with the kind of account that is active, simulated or not. */
  'takes.existing': {
    input: z.strictObject({ requests: z.array(generationRequest).min(1).max(takeRequestsMax) }),
    output: z.strictObject({ takes: z.array(existingTakes) }),
  },
} as const;
