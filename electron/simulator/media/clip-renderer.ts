// The port through which the simulator gets its videos: real MP4s, drawn on this computer.

/** Everything that a clip's picture and sound depend on. Sides in pixels, even numbers. */
export interface ClipSpec {
  readonly width: number;
  readonly height: number;
  readonly durationSeconds: number;
  readonly framesPerSecond: number;
  /** Adds an Opus track (there is no AAC encoder in every Chromium). */
  readonly audio: boolean;
  /** Drawn into the picture, so that the viewer sees which task a clip belongs to. */
  readonly prompt: string;
  /** A second, smaller line: model, duration, quality. */
  readonly caption: string;
  /** Chooses the colours and the motion; the same spec gives the same picture. */
  readonly seed: number;
}

/** Draws a clip of a spec. */
export interface ClipRenderer {
  /** Returns a complete H.264 MP4 (fast start) of exactly this size, and of this duration within one frame. Throws when it cannot be drawn. */
  render(spec: ClipSpec, signal: AbortSignal): Promise<Uint8Array>;
}
