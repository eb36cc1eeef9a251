// Converts between times and frames. Pure. A seek goes to the middle of a frame: at the exact start, rounding may show the previous frame.

/** The frame rate of a video that does not state one. */
export const assumedFramesPerSecond = 24;

/** Zero-based number of the frame shown at `seconds`. Adds 0.01 frames, because the stored time of a frame is often slightly early. */
export const frameAt = (seconds: number, framesPerSecond: number): number => Math.floor(Math.max(0, seconds) * framesPerSecond + 0.01);

/** Start of the frame shown at `seconds`, in seconds rounded to milliseconds. At the very end, it is the start of the last frame. */
export function frameStart(seconds: number, framesPerSecond: number, durationSeconds: number | null): number {
  const lastFrame =
    durationSeconds === null ? Number.POSITIVE_INFINITY : Math.max(0, Math.ceil(durationSeconds * framesPerSecond - 0.01) - 1);
  return Math.round((Math.min(lastFrame, frameAt(seconds, framesPerSecond)) / framesPerSecond) * 1_000) / 1_000;
}

/** The time to seek to for a step of `frames` frames from `seconds`; always within the video. */
export function timeAfterStep(seconds: number, frames: number, framesPerSecond: number, durationSeconds: number): number {
  const lastFrame = Math.max(0, Math.ceil(durationSeconds * framesPerSecond - 0.01) - 1);
  const frame = Math.min(lastFrame, Math.max(0, frameAt(seconds, framesPerSecond) + frames));
  return Math.min(durationSeconds, (frame + 0.5) / framesPerSecond);
}

/** The playback rates of the speed menu. */
export const speeds = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2] as const;

/**
 * The speed after J or L: the first press starts at 1, each further one in the same direction doubles it, up to 8. Negative plays
 * backwards.
 */
export function nextShuttleSpeed(speed: number, direction: 1 | -1): number {
  if (speed * direction <= 0) return direction;
  return direction * Math.min(8, Math.max(1, Math.abs(speed) * 2));
}
