import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { VideoMetadata } from './video-library.ts';

/** Whose pictures are meant: ids are counted in each database anew, so the content of the video tells them apart. */
export interface PosterOf {
  readonly resultId: number;
  /** Of the stored video, in hex. */
  readonly sha256: string;
}

/**
 * Whether a file that an earlier version named after the id alone may be taken: `trusted` only in a database beside which no other one has ever made
 * posters.
 */
export type OldPosterNames = 'trusted' | 'not-trusted';

/** Posters and filmstrips, made after a video is stored; a video without one is still a video. */
export interface PosterMaker {
  /** Makes both pictures of a video; files of the result under old names are removed. */
  make(of: PosterOf, absolutePath: string, signal: AbortSignal): Promise<Result<VideoMetadata, AppError>>;
  /** null where there is no such file. */
  locate(
    of: PosterOf,
    kind: 'poster' | 'filmstrip',
    oldNames: OldPosterNames,
  ): Promise<{ readonly absolutePath: string; readonly bytes: number } | null>;
}
