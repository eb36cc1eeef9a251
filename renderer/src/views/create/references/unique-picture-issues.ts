// Chooses the issues of a picture that get a line of their own. Pure.
import type { Issue } from '../../../../../shared/models/index.ts';

/** Omits "differs from the video" for a picture that is already too long for the model: the same crop fixes both. */
export function uniquePictureIssues(issues: readonly Issue[]): readonly Issue[] {
  const tooLong = new Set(issues.filter(({ code }) => code === 'reference-aspect').map(({ values }) => values.referenceId));
  return issues.filter(({ code, values }) => code !== 'combination' || values.rule !== 'image-ratio' || !tooLong.has(values.referenceId));
}
