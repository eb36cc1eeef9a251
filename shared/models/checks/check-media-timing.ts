// Checks the frame rate of videos, and metadata of videos and sounds that could not be read from the file.
import type { Reference, ReferenceRole } from '../../generation.ts';
import type { FileLimits, Issue, Model } from '../model.ts';
import { createIssue } from './create-issue.ts';

/** Television cameras record "24 frames per second" as 23.976. A limit of 24 does not mean to exclude those videos. */
const rateTolerance = 0.002;

/** Checks the video's frames per second against the documented range. */
export const checkFrameRate = (file: Reference, role: ReferenceRole, limits: FileLimits, model: Model): readonly Issue[] => {
  const { framesPerSecond } = file;
  const { minFramesPerSecond: min = 0, maxFramesPerSecond: max = Number.POSITIVE_INFINITY } = limits;
  if (framesPerSecond === null) return [];
  if (framesPerSecond >= min * (1 - rateTolerance) && framesPerSecond <= max * (1 + rateTolerance)) return [];
  const values = { name: file.name, framesPerSecond, min, max: Number.isFinite(max) ? max : 0, model: model.name };
  return [createIssue('block', role, 'reference-frame-rate', values)];
};

type UnreadProperty = 'length' | 'size' | 'rate';

const hasLimit = (limits: FileLimits, names: readonly (keyof FileLimits)[]): boolean => names.some((name) => limits[name] !== undefined);

const lengthLimits = ['minSeconds', 'maxSeconds', 'minTotalSeconds', 'maxTotalSeconds'] as const;
const sizeLimits = [
  'minEdgePixels',
  'maxEdgePixels',
  'minWidthPixels',
  'maxWidthPixels',
  'minPixels',
  'maxPixels',
  'minAspect',
  'maxAspect',
] as const;

/** Reports metadata that could not be read and that the model limits, so that the user does not learn of the limit from a paid refusal. */
export const checkMissingMetadata = (file: Reference, role: ReferenceRole, limits: FileLimits, model: Model): readonly Issue[] => {
  if (file.kind === 'image') return [];
  const unread: UnreadProperty[] = [];
  if (file.durationSeconds === null && hasLimit(limits, lengthLimits)) unread.push('length');
  if (file.kind === 'video') {
    if ((file.width === null || file.height === null) && hasLimit(limits, sizeLimits)) unread.push('size');
    if (file.framesPerSecond === null && hasLimit(limits, ['minFramesPerSecond', 'maxFramesPerSecond'])) unread.push('rate');
  }
  if (unread.length === 0) return [];
  return [createIssue('advice', role, 'reference-unread', { name: file.name, unread: unread.join(), model: model.name })];
};
