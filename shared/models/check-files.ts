// Checks of the files themselves against the model's limits and the request's ratio, before anything is uploaded.
import type { GenerationRequest, Reference, ReferenceRole } from '../generation.ts';
import * as contract from './contract.ts';
import { fileKindOf } from './facts.ts';
import { issue } from './issue.ts';
import type { FileLimits, Issue, Model } from './model.ts';

const formats: Readonly<Record<string, string>> = { 'video/quicktime': 'mov', 'audio/mpeg': 'mp3', 'image/jpg': 'jpeg' };

/** "image/png" is "png", "video/quicktime" is "mov". */
export const formatOf = (mimeType: string): string => formats[mimeType] ?? mimeType.slice(mimeType.indexOf('/') + 1);

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

const inContract = (kind: Reference['kind'], format: string): boolean =>
  kind === 'image' ? contract.imageFormats.includes(format) : false;

const checkContent = (file: Reference, role: ReferenceRole, limits: FileLimits, model: Model): readonly Issue[] => {
  const format = formatOf(file.mimeType);
  const values = { name: file.name, format, offered: limits.formats.join(', '), kind: fileKindOf(role), model: model.name };
  if (file.kind !== fileKindOf(role)) return [issue('block', role, 'reference-format', values)];
  const documented = limits.formats.length === 0 || limits.formats.includes(format);
  const found: Issue[] = [];
  if (!documented) found.push(issue(inContract(file.kind, format) ? 'advice' : 'block', role, 'reference-format', values));
  if (limits.noAlpha && file.hasAlpha) found.push(issue('advice', role, 'reference-alpha', { name: file.name, model: model.name }));
  const general = file.kind === 'image' ? contract.imageMaxMegabytes : contract.fileMaxMegabytes;
  const megabytes = file.bytes / contract.bytesPerMegabyte;
  if (megabytes > limits.maxMegabytes || megabytes > general) {
    const both = megabytes > limits.maxMegabytes && megabytes > general;
    const max = megabytes > limits.maxMegabytes ? limits.maxMegabytes : general;
    found.push(
      issue(both ? 'block' : 'advice', role, 'reference-large', {
        name: file.name,
        megabytes: Math.ceil(megabytes * 10) / 10,
        max,
        model: model.name,
      }),
    );
  }
  return found;
};

/** Outside of [min, max]; an unknown bound or value excludes nothing. */
const outside = (value: number, min: number | undefined, max: number | undefined): boolean =>
  value < (min ?? -Infinity) || value > (max ?? Infinity);

const checkShape = (file: Reference, role: ReferenceRole, limits: FileLimits, model: Model): readonly Issue[] => {
  const { width, height } = file;
  if (width === null || height === null) return [];
  const { minEdgePixels, maxEdgePixels, minWidthPixels, maxWidthPixels, minPixels, maxPixels, minAspect, maxAspect } = limits;
  const size = { name: file.name, width, height, model: model.name };
  const found: Issue[] = [];
  if (outside(Math.min(width, height), minEdgePixels, undefined) || outside(Math.max(width, height), undefined, maxEdgePixels)) {
    found.push(issue('block', role, 'reference-edge', { ...size, of: 'edges', min: minEdgePixels ?? 0, max: maxEdgePixels ?? 0 }));
  } else if (outside(width, minWidthPixels, maxWidthPixels)) {
    found.push(issue('block', role, 'reference-edge', { ...size, of: 'width', min: minWidthPixels ?? 0, max: maxWidthPixels ?? 0 }));
  } else if (outside(width * height, minPixels, maxPixels)) {
    found.push(issue('block', role, 'reference-edge', { ...size, of: 'pixels', min: minPixels ?? 0, max: maxPixels ?? 0 }));
  }
  if (outside(width / height, minAspect, maxAspect)) {
    found.push(issue('block', role, 'reference-aspect', { ...size, min: minAspect ?? 0, max: maxAspect ?? 0 }));
  }
  return found;
};

const checkLength = (file: Reference, role: ReferenceRole, limits: FileLimits, model: Model): readonly Issue[] => {
  if (file.durationSeconds === null || !outside(file.durationSeconds, limits.minSeconds, limits.maxSeconds)) return [];
  const values = {
    name: file.name,
    seconds: file.durationSeconds,
    min: limits.minSeconds ?? 0,
    max: limits.maxSeconds ?? 0,
    model: model.name,
    of: 'one',
  };
  return [
    issue(limits.outsideSeconds === 'billed' ? 'advice' : 'block', role, 'reference-length', {
      ...values,
      outside: limits.outsideSeconds ?? 'refused',
    }),
  ];
};

/** A picture's ratio is taken as the request's when they differ by less than this share: encoders round to even pixels. */
const ratioTolerance = 0.02;
const sizeAt720: Readonly<Record<string, readonly [number, number]>> = { '16:9': [1280, 720], '9:16': [720, 1280] };

/** The two numbers of "16:9" or "1280x720"; null for "auto" and the like. */
export const ratioParts = (ratio: string): readonly [number, number] | null => {
  const found = /^(\d+)[:x](\d+)$/.exec(ratio);
  return found ? [Number(found[1]), Number(found[2])] : null;
};

/** The service's `image_dimension_mismatch` is avoided here: a frame should have the ratio of the video. */
const checkRatio = (
  file: Reference,
  role: ReferenceRole,
  limits: FileLimits,
  request: GenerationRequest,
  model: Model,
): readonly Issue[] => {
  const asked = request.aspectRatio;
  const parts = asked === null ? null : ratioParts(asked);
  const decides = limits.ratio === 'follows' && request.references.length === 1;
  if (!asked || !parts || file.width === null || file.height === null) return [];
  if (model.aspectRatio.kind === 'none' || !(role === 'first-frame' || role === 'last-frame' || decides)) return [];
  const values = { name: file.name, width: file.width, height: file.height, ratio: asked, model: model.name };
  const differs = Math.abs(file.width / file.height / (parts[0] / parts[1]) - 1) > ratioTolerance;
  if (differs && decides) return [issue('advice', 'aspectRatio', 'combination', { ...values, rule: 'ratio-follows-image' })];
  if (differs) return [issue(limits.ratio === 'exact' ? 'block' : 'advice', role, 'combination', { ...values, rule: 'image-ratio' })];
  const [wantedWidth, wantedHeight] = asked.includes('x') ? parts : (sizeAt720[asked] ?? parts);
  if (limits.ratio === 'exact' && (file.width !== wantedWidth || file.height !== wantedHeight)) {
    return [issue('advice', role, 'combination', { ...values, rule: 'image-size', wantedWidth, wantedHeight })];
  }
  return [];
};

const checkTotals = (files: readonly Reference[], limits: FileLimits | null, model: Model): readonly Issue[] => {
  if (!limits || files.length === 0 || files.some(({ durationSeconds }) => durationSeconds === null)) return [];
  const seconds = files.reduce((sum, { durationSeconds }) => sum + (durationSeconds ?? 0), 0);
  if (!outside(seconds, limits.minTotalSeconds, limits.maxTotalSeconds)) return [];
  const values = {
    name: '',
    seconds,
    min: limits.minTotalSeconds ?? 0,
    max: limits.maxTotalSeconds ?? 0,
    model: model.name,
    of: 'all',
    outside: 'refused',
  };
  return [issue('block', 'reference-video', 'reference-length', values)];
};

/** The issues of the files that are known; one of a role the model does not take is named by `check-slots.ts` alone. */
export const checkFiles = (request: GenerationRequest, model: Model, references: ReadonlyMap<number, Reference>): readonly Issue[] => {
  const each = request.references.flatMap(({ role, referenceId }): readonly Issue[] => {
    const file = references.get(referenceId);
    const limits = limitsOf(model, fileKindOf(role));
    if (!file || !limits) return [];
    const content = checkContent(file, role, limits, model);
    if (file.kind !== fileKindOf(role)) return content;
    return [
      ...content,
      ...checkShape(file, role, limits, model),
      ...checkLength(file, role, limits, model),
      ...checkRatio(file, role, limits, request, model),
    ];
  });
  const videos = request.references
    .filter(({ role }) => fileKindOf(role) === 'video')
    .flatMap(({ referenceId }) => references.get(referenceId) ?? []);
  return [...each, ...checkTotals(videos, model.video, model)];
};
