import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { VideoMetadata } from './video-library.ts';

/** Identifies a video. The content hash is needed because an id is unique only within its database. */
export interface PosterVideo {
  readonly resultId: number;
  /** SHA-256 of the stored video, in hex. */
  readonly sha256: string;
}

/**
 * Whether a file may be used that an earlier version named only after the id. `trusted`: no other database has made posters beside this
 * one.
 */
export type OldPosterNames = 'trusted' | 'not-trusted';

/** Makes posters and filmstrips after a video is stored. A video is complete without them. */
export interface PosterMaker {
  /** Makes both pictures of a video. Removes files of the result with old names. */
  make(of: PosterVideo, absolutePath: string, signal: AbortSignal): Promise<Result<VideoMetadata, AppError>>;
  /** Deletes both pictures of a video, if the system allows it. Never rejects. */
  remove(of: PosterVideo): Promise<void>;
  /** Finds a picture; null if there is no such file. */
  locate(
    of: PosterVideo,
    kind: 'poster' | 'filmstrip',
    oldNames: OldPosterNames,
  ): Promise<{ readonly absolutePath: string; readonly bytes: number } | null>;
}
