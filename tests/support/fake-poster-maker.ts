// A poster maker that draws nothing. A poster exists as soon as it is requested, until it is removed.
import type { PosterMaker, VideoMetadata } from '../../electron/core/ports.ts';
import type { AppError } from '../../shared/errors.ts';
import { ok, type Result } from '../../shared/result.ts';
import { fakeVideoMetadata } from './fake-video-metadata.ts';

export interface FakePosterMaker extends PosterMaker {
  readonly posterIds: number[];
  outcome: Result<VideoMetadata, AppError>;
}

export function createFakePosterMaker(): FakePosterMaker {
  const posters: FakePosterMaker = {
    posterIds: [],
    outcome: ok(fakeVideoMetadata),
    async make({ resultId }) {
      posters.posterIds.push(resultId);
      return posters.outcome;
    },
    async remove({ resultId }) {
      posters.posterIds.splice(0, posters.posterIds.length, ...posters.posterIds.filter((id) => id !== resultId));
    },
    locate: async ({ resultId }, kind) =>
      posters.posterIds.includes(resultId) ? { absolutePath: `/posters/${resultId}-${kind}.jpg`, bytes: 10 } : null,
  };
  return posters;
}
