// Checks the files against the model's limits and the request's ratio, before anything is uploaded.
import type { GenerationRequest, Reference, ReferenceRole } from '../../generation.ts';
import type { FileLimits, Issue, Model } from '../model.ts';
import * as contract from '../rules/general-limits.ts';
import { fileKindOf } from '../rules/read-request.ts';
import { ratioTolerance, targetShape } from '../rules/target-shape.ts';
import { checkFrameRate, checkMissingMetadata } from './check-media-timing.ts';
import { createIssue } from './create-issue.ts';

const formatByMimeType: Readonly<Record<string, string>> = { 'video/quicktime': 'mov', 'audio/mpeg': 'mp3', 'image/jpg': 'jpeg' };

/** Returns the format of a MIME type: "image/png" is "png", "video/quicktime" is "mov". */
export const formatOf = (mimeType: string): string => formatByMimeType[mimeType] ?? mimeType.slice(mimeType.indexOf('/') + 1);

const limitsOf = (model: Model, kind: Reference['kind']): FileLimits | null => {
  switch (kind) {
    case 'image':
      return model.image;
    case 'video':
      return model.video;
    case 'audio':
      return model.audioFile;
  }
};

/** The file of an issue: its name for the sentence, its id for a fix. */
const subjectValues = (file: Reference, model: Model) => ({ name: file.name, referenceId: file.id, model: model.name });

/** True for a format that the file host refuses: it cannot reach any model, whatever the model's page says. */
const isNotHosted = (kind: Reference['kind'], format: string): boolean => kind === 'image' && !contract.hostedImageFormats.includes(format);

const isContractFormat = (kind: Reference['kind'], format: string): boolean =>
  kind === 'image' ? contract.imageFormats.includes(format) : false;

const checkContent = (file: Reference, role: ReferenceRole, limits: FileLimits, model: Model): readonly Issue[] => {
  const format = formatOf(file.mimeType);
  const values = { ...subjectValues(file, model), format, offered: limits.formats.join(', '), kind: fileKindOf(role) };
  if (file.kind !== fileKindOf(role)) return [createIssue('block', role, 'reference-format', values)];
  const documented = limits.formats.length === 0 || limits.formats.includes(format);
  // No model can use a damaged picture, so there is no "Send anyway".
  if (file.decoded === false) return [createIssue('block', role, 'reference-incomplete', subjectValues(file, model))];
  const issues: Issue[] = [];
  if (isNotHosted(file.kind, format)) {
    const offered = contract.hostedImageFormats.join(', ');
    issues.push(createIssue('block', role, 'reference-format', { ...values, offered, of: 'host' }));
  } else if (!documented)
    issues.push(createIssue(isContractFormat(file.kind, format) ? 'advice' : 'block', role, 'reference-format', values));
  if (limits.noAlpha && file.hasAlpha) issues.push(createIssue('advice', role, 'reference-alpha', subjectValues(file, model)));
  const generalMax = file.kind === 'image' ? contract.imageMaxMegabytes : contract.fileMaxMegabytes;
  const megabytes = file.bytes / contract.bytesPerMegabyte;
  if (megabytes > limits.maxMegabytes || megabytes > generalMax) {
    const exceedsBoth = megabytes > limits.maxMegabytes && megabytes > generalMax;
    const max = megabytes > limits.maxMegabytes ? limits.maxMegabytes : generalMax;
    issues.push(
      createIssue(exceedsBoth ? 'block' : 'advice', role, 'reference-large', {
        ...subjectValues(file, model),
        megabytes: Math.ceil(megabytes * 10) / 10,
        max,
      }),
    );
  }
  return issues;
};

/** True outside of [min, max]; an unknown limit excludes nothing. */
const isOutside = (value: number, min: number | undefined, max: number | undefined): boolean =>
  value < (min ?? -Infinity) || value > (max ?? Infinity);

const checkShape = (file: Reference, role: ReferenceRole, limits: FileLimits, model: Model): readonly Issue[] => {
  const { width, height } = file;
  if (width === null || height === null) return [];
  const { minEdgePixels, maxEdgePixels, minWidthPixels, maxWidthPixels, minPixels, maxPixels, minAspect, maxAspect } = limits;
  const size = { ...subjectValues(file, model), width, height };
  const issues: Issue[] = [];
  if (isOutside(Math.min(width, height), minEdgePixels, undefined) || isOutside(Math.max(width, height), undefined, maxEdgePixels)) {
    issues.push(createIssue('block', role, 'reference-edge', { ...size, of: 'edges', min: minEdgePixels ?? 0, max: maxEdgePixels ?? 0 }));
  } else if (isOutside(width, minWidthPixels, maxWidthPixels)) {
    issues.push(createIssue('block', role, 'reference-edge', { ...size, of: 'width', min: minWidthPixels ?? 0, max: maxWidthPixels ?? 0 }));
  } else if (isOutside(width * height, minPixels, maxPixels)) {
    issues.push(createIssue('block', role, 'reference-edge', { ...size, of: 'pixels', min: minPixels ?? 0, max: maxPixels ?? 0 }));
  }
  if (isOutside(width / height, minAspect, maxAspect)) {
    issues.push(createIssue('block', role, 'reference-aspect', { ...size, min: minAspect ?? 0, max: maxAspect ?? 0 }));
  }
  return issues;
};

const checkLength = (file: Reference, role: ReferenceRole, limits: FileLimits, model: Model): readonly Issue[] => {
  if (file.durationSeconds === null || !isOutside(file.durationSeconds, limits.minSeconds, limits.maxSeconds)) return [];
  const values = {
    ...subjectValues(file, model),
    seconds: file.durationSeconds,
    min: limits.minSeconds ?? 0,
    max: limits.maxSeconds ?? 0,
    of: 'one',
  };
  return [
    createIssue(limits.outsideSeconds === 'billed' ? 'advice' : 'block', role, 'reference-length', {
      ...values,
      outside: limits.outsideSeconds ?? 'refused',
    }),
  ];
};

/** Checks that a frame has the ratio of the video, to avoid the service's `image_dimension_mismatch`. */
const checkRatio = (
  file: Reference,
  role: ReferenceRole,
  limits: FileLimits,
  request: GenerationRequest,
  model: Model,
): readonly Issue[] => {
  const target = targetShape(request, role, limits, model);
  if (target === null || file.width === null || file.height === null) return [];
  const values = { ...subjectValues(file, model), width: file.width, height: file.height, ratio: target.requestedRatio };
  const ratioDiffers = Math.abs(file.width / file.height / (target.width / target.height) - 1) > ratioTolerance;
  if (ratioDiffers && target.pictureDecides)
    return [createIssue('advice', 'aspectRatio', 'combination', { ...values, rule: 'ratio-follows-image' })];
  if (ratioDiffers)
    return [createIssue(target.of === 'pixels' ? 'block' : 'advice', role, 'combination', { ...values, rule: 'image-ratio' })];
  if (target.of === 'pixels' && (file.width !== target.width || file.height !== target.height)) {
    const size = { wantedWidth: target.width, wantedHeight: target.height };
    return [createIssue('advice', role, 'combination', { ...values, rule: 'image-size', ...size })];
  }
  return [];
};

const checkTotals = (files: readonly Reference[], limits: FileLimits | null, model: Model): readonly Issue[] => {
  if (!limits || files.length === 0 || files.some(({ durationSeconds }) => durationSeconds === null)) return [];
  const seconds = files.reduce((sum, { durationSeconds }) => sum + (durationSeconds ?? 0), 0);
  if (!isOutside(seconds, limits.minTotalSeconds, limits.maxTotalSeconds)) return [];
  const values = {
    name: '',
    seconds,
    min: limits.minTotalSeconds ?? 0,
    max: limits.maxTotalSeconds ?? 0,
    model: model.name,
    of: 'all',
    outside: 'refused',
  };
  return [createIssue('block', 'reference-video', 'reference-length', values)];
};

/** Returns the issues of the known files; a file in a role that the model does not have is reported only by `check-slots.ts`. */
export const checkFiles = (request: GenerationRequest, model: Model, references: ReadonlyMap<number, Reference>): readonly Issue[] => {
  const fileIssues = request.references.flatMap(({ role, referenceId }): readonly Issue[] => {
    const file = references.get(referenceId);
    const limits = limitsOf(model, fileKindOf(role));
    if (!file || !limits) return [];
    const content = checkContent(file, role, limits, model);
    if (file.kind !== fileKindOf(role)) return content;
    return [
      ...content,
      ...checkShape(file, role, limits, model),
      ...checkLength(file, role, limits, model),
      ...checkFrameRate(file, role, limits, model),
      ...checkMissingMetadata(file, role, limits, model),
      ...checkRatio(file, role, limits, request, model),
    ];
  });
  const videos = request.references
    .filter(({ role }) => fileKindOf(role) === 'video')
    .flatMap(({ referenceId }) => references.get(referenceId) ?? []);
  return [...fileIssues, ...checkTotals(videos, model.video, model)];
};
