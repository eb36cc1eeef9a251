// What can be asked of the hidden clip page and what comes back. The page has the same shapes in renderer/src/clip-page/job-messages.ts (it may import
// nothing from here); a contract test holds the two together.
import type { ReadableStream } from 'node:stream/web';
import type { PictureEncoding } from '../../core/ports.ts';
import type { ClipSpec } from '../../simulator/media/clip-renderer.ts';

/** Something the page may read in ranges, `end` exclusive. It is never asked for more than 64 MiB at once. */
export interface WorkSource {
  readonly size: number;
  read(start: number, end: number): Promise<Uint8Array | ReadableStream<Uint8Array>>;
}

export type Work =
  | { readonly kind: 'clip'; readonly spec: ClipSpec }
  | { readonly kind: 'poster'; readonly size: number }
  | { readonly kind: 'image'; readonly size: number }
  | { readonly kind: 'picture'; readonly size: number; readonly mimeType: string; readonly write: PictureEncoding | null };

interface ProbedVideo {
  readonly width: number;
  readonly height: number;
  readonly durationSeconds: number;
  /** 0 where a video has too few frames to tell. */
  readonly framesPerSecond: number;
  readonly hasAudio: boolean;
}

export interface Poster extends ProbedVideo {
  /** JPEG, longest edge at most 640 pixels. */
  readonly poster: Uint8Array;
  /** JPEG: up to ten frames side by side, each 160 pixels wide. */
  readonly filmstrip: Uint8Array;
}

export interface ProbedImage {
  readonly width: number;
  readonly height: number;
  readonly hasAlpha: boolean;
}

export type ClipFailureReason =
  /** The bytes are no video (or image) file, or a damaged one. */
  | 'unreadable'
  /** A media file without a picture. */
  | 'no-video'
  /** A video of a kind that Chromium has no decoder for, or whose frames are broken. */
  | 'undecodable'
  /** There is no encoder for this size here. */
  | 'cannot-encode'
  /** A picture takes more memory than there is, or more bytes than a result can have. */
  | 'too-much'
  /** No page came up, which says nothing about the job. */
  | 'not-started'
  /** The page died, twice in a row. */
  | 'crashed'
  | 'timed-out'
  | 'stopped'
  | 'internal';

export class ClipFailure extends Error {
  readonly reason: ClipFailureReason;

  constructor(reason: ClipFailureReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ClipFailure';
    this.reason = reason;
  }
}

const PAGE_REASONS: readonly ClipFailureReason[] = ['unreadable', 'no-video', 'undecodable', 'cannot-encode', 'too-much'];

// The page has read an untrusted file: what it says is checked like anything that comes from outside.

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

export function parseFailure(value: unknown): ClipFailure {
  const { reason, message } = asRecord(value);
  const known = PAGE_REASONS.find((one) => one === reason) ?? 'internal';
  return new ClipFailure(known, typeof message === 'string' ? message.slice(0, 500) : 'the clip page failed without a reason');
}

function amount(record: Readonly<Record<string, unknown>>, name: string, minimum: number): number {
  const value = record[name];
  if (typeof value === 'number' && Number.isFinite(value) && value >= minimum) return value;
  throw new ClipFailure('internal', `the clip page said nothing usable about ${name}`);
}

export function parseVideoFacts(value: unknown): ProbedVideo {
  const record = asRecord(value);
  return {
    width: Math.round(amount(record, 'width', 1)),
    height: Math.round(amount(record, 'height', 1)),
    durationSeconds: amount(record, 'durationSeconds', 0),
    framesPerSecond: amount(record, 'framesPerSecond', 0),
    hasAudio: record.hasAudio === true,
  };
}

export function parsePictureSize(value: unknown): { readonly width: number; readonly height: number } {
  const record = asRecord(value);
  return { width: Math.round(amount(record, 'width', 1)), height: Math.round(amount(record, 'height', 1)) };
}

export function parseImageFacts(value: unknown): ProbedImage {
  const record = asRecord(value);
  return {
    width: Math.round(amount(record, 'width', 1)),
    height: Math.round(amount(record, 'height', 1)),
    hasAlpha: record.hasAlpha === true,
  };
}
