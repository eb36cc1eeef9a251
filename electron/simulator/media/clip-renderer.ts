// The port through which the simulator gets its videos: real MP4s, rendered on this computer.
import { z } from 'zod';

/** Everything that a clip's picture and sound depend on. Width and height are even numbers of pixels. Stored with a task as JSON. */
export const clipSpec = z.object({
  width: z.number(),
  height: z.number(),
  durationSeconds: z.number(),
  framesPerSecond: z.number(),
  /** Adds an Opus track (there is no AAC encoder in every Chromium). */
  audio: z.boolean(),
  /** Drawn into the picture, so that the viewer sees which task a clip belongs to. */
  prompt: z.string(),
  /** A second, smaller line: model, duration, quality. */
  caption: z.string(),
  /** Chooses the colours and the motion; the same spec gives the same picture. */
  seed: z.number(),
});
/** See `clipSpec`. */
export type ClipSpec = Readonly<z.infer<typeof clipSpec>>;

/** Renders a clip from a spec. */
export interface ClipRenderer {
  /** Returns a complete H.264 MP4 (fast start) of exactly this size, and of this duration within one frame. Throws when it cannot be rendered. */
  render(spec: ClipSpec, signal: AbortSignal): Promise<Uint8Array>;
}
