// Which of a picture's issues are worth a line of their own. Pure.
import type { Issue } from '../../../../../shared/models/index.ts';

/** A picture that is too long for the model is not also told to differ from the video: both are mended by the same crop. */
export function uniquePictureIssues(issues: readonly Issue[]): readonly Issue[] {
  const tooLong = new Set(issues.filter(({ code }) => code === 'reference-aspect').map(({ values }) => values.referenceId));
  return issues.filter(({ code, values }) => code !== 'combination' || values.rule !== 'image-ratio' || !tooLong.has(values.referenceId));
}
