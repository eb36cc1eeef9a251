// The requests to the thread that parses media files, and its responses. Both are plain data.
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { FileTags, VideoMetadata } from '../../core/ports.ts';
import type { TagPlanResult } from '../mp4/mp4-tags.ts';
import type { ReferenceMetadata } from '../references/reference-metadata.ts';
import type { VideoCheck } from './video-container.ts';

/** A request about an open file. */
export type MediaRequest =
  /** Whether the file can be a reference, and its metadata. */
  | { readonly kind: 'reference'; readonly name: string }
  /** Whether the file is a complete video, and its metadata. */
  | { readonly kind: 'check' }
  /** Metadata and tag record of a stored video. */
  | { readonly kind: 'read' }
  /** Only the tag record. */
  | { readonly kind: 'record' }
  /** The plan for writing tags into the file. */
  | { readonly kind: 'plan-tags'; readonly tags: FileTags }
  /** Position of the studio's tags in the file. */
  | { readonly kind: 'tagging' };

/** The response to each kind of request. */
export interface MediaResponses {
  readonly reference: Result<ReferenceMetadata, AppError>;
  readonly check: VideoCheck;
  /** null for a file that is not a complete video. Only containers made of boxes have a record. */
  readonly read: { readonly metadata: VideoMetadata; readonly record: string | null } | null;
  /** null if the file has no tag record that can be read. */
  readonly record: string | null;
  readonly 'plan-tags': TagPlanResult;
  /** null if the file has no tags of the studio. Positions in bytes. */
  readonly tagging: { readonly receivedBytes: number; readonly moovAt: number } | null;
}

/** A request as it is sent to the thread. */
export interface MediaJob {
  /** Increases with each request of a thread. The response has the same id. */
  readonly id: number;
  /** A file descriptor of this process; the caller keeps it open until the response arrives. */
  readonly fd: number;
  /** The size of the file in bytes. */
  readonly size: number;
  readonly request: MediaRequest;
}

/** A message from the thread to the main thread. */
export type MediaWorkerMessage =
  /** The thread has loaded its program. Sent once, before anything else. */
  | { readonly kind: 'ready' }
  /** The thread has read from the file since the last such message: it is slow but not stuck. */
  | { readonly kind: 'reading' }
  | { readonly id: number; readonly kind: 'response'; readonly response: MediaResponses[MediaRequest['kind']] }
  /** `code` is the system's code for an error of the file, otherwise empty. */
  | { readonly id: number; readonly kind: 'failed'; readonly message: string; readonly code: string };
