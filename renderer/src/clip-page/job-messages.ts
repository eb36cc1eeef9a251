// What the main process asks of this page, and why a job can fail. The same shapes stand in electron/shell/clip-page/clip-messages.ts: the page may
// import nothing from electron/, so a contract test holds the two together.

export interface ClipSpec {
  readonly width: number;
  readonly height: number;
  readonly durationSeconds: number;
  readonly framesPerSecond: number;
  readonly audio: boolean;
  readonly prompt: string;
  readonly caption: string;
  readonly seed: number;
}

/** A picture that is decoded whole, and written anew where `write` says how. */
export interface PictureJob {
  readonly id: string;
  readonly size: number;
  readonly mimeType: string;
  /** null: it is only looked at. */
  readonly write: {
    readonly format: 'jpeg' | 'png';
    readonly isOpaque: boolean;
    /** Where a JPEG has more, it is written a little coarser. */
    readonly targetBytes: number;
  } | null;
}

export type Job =
  | { readonly id: string; readonly kind: 'clip'; readonly spec: ClipSpec }
  | { readonly id: string; readonly kind: 'poster'; readonly size: number }
  | { readonly id: string; readonly kind: 'image'; readonly size: number }
  | ({ readonly kind: 'picture' } & PictureJob);

/** What a finished job gives back: named files, and facts as plain JSON. */
export interface JobResult {
  readonly parts: Readonly<Record<string, Uint8Array<ArrayBuffer> | Blob>>;
  readonly facts: Readonly<Record<string, number | boolean>>;
}

export type JobFailureReason = 'unreadable' | 'no-video' | 'undecodable' | 'cannot-encode' | 'too-much' | 'abandoned' | 'internal';

/** An expected failure. Anything else that is thrown here is a bug and is reported as `internal`. */
export class JobFailure extends Error {
  readonly reason: JobFailureReason;

  constructor(reason: JobFailureReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
