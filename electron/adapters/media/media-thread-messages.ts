// What the thread that parses media files is asked, and what it answers. Both cross as plain data.
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { FileTags, VideoMetadata } from '../../core/ports.ts';
import type { TagPlanResult } from '../mp4/mp4-tags.ts';
import type { ReferenceMetadata } from '../references/reference-metadata.ts';
import type { VideoCheck } from './video-container.ts';

export type MediaRequest =
  /** Is this a reference, and what is known of it? */
  | { readonly kind: 'reference'; readonly name: string }
  /** Is this a whole video, and what does it hold? */
  | { readonly kind: 'check' }
  /** What does this stored video hold, and which record does it carry? */
  | { readonly kind: 'read' }
  | { readonly kind: 'record' }
  | { readonly kind: 'plan-tags'; readonly tags: FileTags }
  /** Where are the studio's tags in it? */
  | { readonly kind: 'tagging' };

export interface MediaResponses {
  readonly reference: Result<ReferenceMetadata, AppError>;
  readonly check: VideoCheck;
  /** null for what is no whole video. Only kinds that are made of boxes carry a record. */
  readonly read: { readonly facts: VideoMetadata; readonly record: string | null } | null;
  readonly record: string | null;
  readonly 'plan-tags': TagPlanResult;
  readonly tagging: { readonly receivedBytes: number; readonly moovAt: number } | null;
}

export interface MediaJob {
  readonly id: number;
  /** An open file of this process; the one who asks keeps it open until there is an answer. */
  readonly fd: number;
  readonly size: number;
  readonly question: MediaRequest;
}

export type MediaWorkerMessage =
  /** It has loaded its program. Sent once, before anything else. */
  | { readonly kind: 'ready' }
  /** It has read something since it said so last. */
  | { readonly kind: 'reading' }
  | { readonly id: number; readonly kind: 'answer'; readonly answer: MediaResponses[MediaRequest['kind']] }
  /** The system's `code` for errors of the file, else empty. */
  | { readonly id: number; readonly kind: 'failed'; readonly message: string; readonly code: string };
