// Chooses the issues of a picture that are shown. Pure.
import type { Issue } from '../../../../../shared/models/index.ts';

/** Omits "differs from the video" for a picture whose aspect ratio the model does not accept, because the same crop fixes both. */
export function uniquePictureIssues(issues: readonly Issue[]): readonly Issue[] {
  const wrongAspectIds = new Set(issues.filter(({ code }) => code === 'reference-aspect').map(({ values }) => values.referenceId));
  return issues.filter(
    ({ code, values }) => code !== 'combination' || values.rule !== 'image-ratio' || !wrongAspectIds.has(values.referenceId),
  );
}
