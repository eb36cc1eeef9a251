// The jobs of the hidden clip page and their results. The page has the same shapes in renderer/src/clip-page/job-messages.ts (it may import nothing
// from here); a contract test compares the two.
import type { ReadableStream } from 'node:stream/web';
import type { PictureEncoding } from '../../core/ports.ts';
import type { ClipSpec } from '../../simulator/media/clip-renderer.ts';

/** A file that the page reads in ranges, `end` exclusive, of at most 64 MiB each. */
export interface WorkSource {
  /** The size of the file in bytes. */
  readonly size: number;
  read(start: number, end: number): Promise<Uint8Array | ReadableStream<Uint8Array>>;
}

/**
 * One job of the page: draw a clip, make a poster, probe an image, or decode a picture and write it anew where `write` says how. `size` is
 * the source's, in bytes.
 */
export type Work =
  | { readonly kind: 'clip'; readonly spec: ClipSpec }
  | { readonly kind: 'poster'; readonly size: number }
  | { readonly kind: 'image'; readonly size: number }
  | { readonly kind: 'picture'; readonly size: number; readonly mimeType: string; readonly write: PictureEncoding | null };

interface ProbedVideo {
  readonly width: number;
  readonly height: number;
  readonly durationSeconds: number;
  /** 0 if the video has too few frames to measure. */
  readonly framesPerSecond: number;
  readonly hasAudio: boolean;
}

/** The poster and the filmstrip of a video, and what decoding it has shown. */
export interface Poster extends ProbedVideo {
  /** JPEG, longest edge at most 640 pixels. */
  readonly poster: Uint8Array;
  /** JPEG: up to ten frames side by side, each 160 pixels wide. */
  readonly filmstrip: Uint8Array;
}

/** An image as decoded; sides in pixels. */
export interface ProbedImage {
  readonly width: number;
  readonly height: number;
  readonly hasAlpha: boolean;
}

/** Why a job has no result. */
export type ClipFailureReason =
  /** The bytes are not a video (or image) file, or a damaged one. */
  | 'unreadable'
  /** A media file without a picture. */
  | 'no-video'
  /** Chromium has no decoder for the video, or its frames are damaged. */
  | 'undecodable'
  /** There is no encoder for this size here. */
  | 'cannot-encode'
  /** A picture takes more memory than there is, or more bytes than a result can have. */
  | 'too-much'
  /** The page could not be opened. The job itself may be fine. */
  | 'not-started'
  /** The page's process died twice during the job. */
  | 'crashed'
  | 'timed-out'
  | 'stopped'
  | 'internal';

/** Thrown when a job has no result. The message is for the log. */
export class ClipFailure extends Error {
  readonly reason: ClipFailureReason;

  constructor(reason: ClipFailureReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ClipFailure';
    this.reason = reason;
  }
}

const pageReasons: readonly ClipFailureReason[] = ['unreadable', 'no-video', 'undecodable', 'cannot-encode', 'too-much'];

// The page has read an untrusted file: its messages are parsed like any input from outside.

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** Parses the failure that the page reports. An unknown reason, or one that the page may not report, becomes `internal`. */
export function parseFailure(value: unknown): ClipFailure {
  const { reason, message } = asRecord(value);
  const knownReason = pageReasons.find((one) => one === reason) ?? 'internal';
  return new ClipFailure(knownReason, typeof message === 'string' ? message.slice(0, 500) : 'the clip page failed without a reason');
}

function numberField(record: Readonly<Record<string, unknown>>, name: string, minimum: number): number {
  const value = record[name];
  if (typeof value === 'number' && Number.isFinite(value) && value >= minimum) return value;
  throw new ClipFailure('internal', `the clip page said nothing usable about ${name}`);
}

/** Parses the metadata of a probed video. Throws when a size or duration is not a possible number. */
export function parseVideoMetadata(value: unknown): ProbedVideo {
  const record = asRecord(value);
  return {
    width: Math.round(numberField(record, 'width', 1)),
    height: Math.round(numberField(record, 'height', 1)),
    durationSeconds: numberField(record, 'durationSeconds', 0),
    framesPerSecond: numberField(record, 'framesPerSecond', 0),
    hasAudio: record.hasAudio === true,
  };
}

/** Parses the size of a decoded picture in pixels. Throws when it is not a possible number. */
export function parsePictureSize(value: unknown): { readonly width: number; readonly height: number } {
  const record = asRecord(value);
  return { width: Math.round(numberField(record, 'width', 1)), height: Math.round(numberField(record, 'height', 1)) };
}

/** Parses the metadata of a probed image. Throws when a side is not a possible number. */
export function parseImageMetadata(value: unknown): ProbedImage {
  const record = asRecord(value);
  return {
    width: Math.round(numberField(record, 'width', 1)),
    height: Math.round(numberField(record, 'height', 1)),
    hasAlpha: record.hasAlpha === true,
  };
}
