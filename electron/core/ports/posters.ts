import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { VideoFacts } from './library.ts';

/** Posters and filmstrips, made after a video is stored; a video without one is still a video. */
export interface Posters {
  make(resultId: number, absolutePath: string, signal: AbortSignal): Promise<Result<VideoFacts, AppError>>;
  locate(resultId: number, kind: 'poster' | 'filmstrip'): Promise<{ readonly absolutePath: string; readonly bytes: number } | null>;
}
