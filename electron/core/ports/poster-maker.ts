import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { VideoMetadata } from './video-library.ts';

/** Identifies a video. An id is unique only within its database, so the content hash is needed too. */
export interface PosterVideo {
  readonly resultId: number;
  /** SHA-256 of the stored video, in hex. */
  readonly sha256: string;
}

/**
 * Whether a file that an earlier version named after the id alone may be used: `trusted` only in a database beside which no other one has made
 * posters.
 */
export type OldPosterNames = 'trusted' | 'not-trusted';

/** Posters and filmstrips, made after a video is stored; a video is complete without them. */
export interface PosterMaker {
  /** Makes both pictures of a video; removes files of the result under old names. */
  make(of: PosterVideo, absolutePath: string, signal: AbortSignal): Promise<Result<VideoMetadata, AppError>>;
  /** Deletes both pictures of a video, as far as the system allows. Never rejects. */
  remove(of: PosterVideo): Promise<void>;
  /** Finds a picture; null when there is no such file. */
  locate(
    of: PosterVideo,
    kind: 'poster' | 'filmstrip',
    oldNames: OldPosterNames,
  ): Promise<{ readonly absolutePath: string; readonly bytes: number } | null>;
}
