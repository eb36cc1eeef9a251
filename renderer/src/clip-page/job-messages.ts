// The jobs that the main process gives to this page, and the reasons why a job can fail. `electron/shell/clip-page/clip-messages.ts` has
// the same shapes: the page may import nothing from `electron/`, so `tests/unit/shell/clip-page/clip-page.test.ts` checks that the two
// agree.

/** The specification of a simulated clip, as the simulator sends it. `width` and `height` are in pixels. */
export interface ClipSpec {
  readonly width: number;
  readonly height: number;
  readonly durationSeconds: number;
  readonly framesPerSecond: number;
  /** True adds a tone as an Opus track. */
  readonly audio: boolean;
  /** Drawn into the picture, in up to four lines, so that a person sees which task the clip belongs to. */
  readonly prompt: string;
  /** A smaller line below the prompt: model, duration, quality. */
  readonly caption: string;
  /** Chooses the colours, the motion and the sound: the same specification gives the same clip. */
  readonly seed: number;
}

/** A job that decodes a picture completely and, unless `write` is null, encodes it again. */
export interface PictureJob {
  readonly id: string;
  /** The length of the input in bytes. */
  readonly size: number;
  readonly mimeType: string;
  /** How to encode the picture; null if it is only decoded, to prove that it is complete. */
  readonly write: {
    readonly format: 'jpeg' | 'png';
    readonly isOpaque: boolean;
    /** A JPEG with more bytes is encoded again at a lower quality, down to 0.7. */
    readonly targetBytes: number;
  } | null;
}

/**
 * One job from the main process. `id` identifies it in every request of `job-client.ts`; `size` is the length of its input
 * in bytes.
 */
export type Job =
  | { readonly id: string; readonly kind: 'clip'; readonly spec: ClipSpec }
  | { readonly id: string; readonly kind: 'poster'; readonly size: number }
  | { readonly id: string; readonly kind: 'image'; readonly size: number }
  | ({ readonly kind: 'picture' } & PictureJob);

/** The result of a finished job: named files, and metadata as plain JSON. */
export interface JobResult {
  readonly parts: Readonly<Record<string, Uint8Array<ArrayBuffer> | Blob>>;
  /** e.g. width, height and `hasAudio`; which ones depends on the kind of the job. */
  readonly metadata: Readonly<Record<string, number | boolean>>;
}

type JobFailureReason =
  /** The file is no video or image, or it is damaged. */
  | 'unreadable'
  /** A media file without a video track. */
  | 'no-video'
  /** Chromium has no decoder for the file, or its frames are damaged. */
  | 'undecodable'
  /** This computer has no encoder for the size of the clip. */
  | 'cannot-encode'
  /** The picture needs more memory than is available. */
  | 'too-much'
  /** Nobody needs the result any more. */
  | 'abandoned'
  /** A bug. */
  | 'internal';

/** An expected failure. Anything else that is thrown in this page is a bug and is reported as `internal`. */
export class JobFailure extends Error {
  readonly reason: JobFailureReason;

  constructor(reason: JobFailureReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
