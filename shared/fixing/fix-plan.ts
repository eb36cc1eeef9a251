// Plans how a picture is changed so that a model takes it: which part is used, where it goes in the result, what the background is, and how the
// result is encoded. Pure: the window's worker does the pixel work.
import { ratioTolerance } from '../models/rules/target-shape.ts';
import { allowedRatioRange, isSizeAllowed, ratioSlack, sizeNear } from './fit-size.ts';
import type { PictureFormat, PictureRequirements, Size } from './picture-requirements.ts';

/** A rectangle in pixels, from the top left. */
export interface Rect extends Size {
  readonly x: number;
  readonly y: number;
}

/** The background where the picture does not reach or is transparent. */
export type Background =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'colour'; readonly colour: string }
  /** The picture itself, blurred and enlarged to fill the result. */
  | { readonly kind: 'blur' };

/** The user's choice of how the shape is changed. */
export type FitChoice =
  /** The shape stays; only size, format and transparency change. */
  | { readonly kind: 'keep' }
  /** `at`: the position of the crop within its range, 0 to 1 in both directions; 0.5 is the middle. */
  | { readonly kind: 'crop'; readonly at: { readonly x: number; readonly y: number } }
  | { readonly kind: 'pad'; readonly background: Exclude<Background, { kind: 'nothing' }> };

/** The picture that a plan is made for. */
export interface SourcePicture extends Size {
  readonly mimeType: string;
  /** null: unknown, treated as possibly transparent. */
  readonly hasAlpha: boolean | null;
}

/** How the picture is drawn and encoded; `width` and `height` are those of the result. */
export interface FixPlan extends Size {
  /** The part of the source that is used, in its pixels. */
  readonly sourceRect: Rect;
  /** Where `sourceRect` is drawn in the result. */
  readonly targetRect: Rect;
  readonly background: Background;
  readonly format: PictureFormat;
  /** The quality of a JPEG, 0 to 1. */
  readonly quality: number;
  /** The limit of the encoded result. */
  readonly maxBytes: number;
}

/** The position of a crop in the middle. */
export const centrePosition = { x: 0.5, y: 0.5 } as const;
const firstQuality = 0.92;
const white: Background = { kind: 'colour', colour: '#ffffff' };
const lossless: readonly string[] = ['image/png', 'image/bmp', 'image/tiff', 'image/gif'];

const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));

/** Returns the ratio that the result must have; the picture's own where no other is required. */
function ratioOf({ width, height }: Size, { shape, limits }: PictureRequirements, choice: FitChoice): number {
  const sourceRatio = width / height;
  if (choice.kind === 'keep') return sourceRatio;
  if (shape !== null && (shape.of === 'pixels' || Math.abs(sourceRatio / (shape.width / shape.height) - 1) > ratioTolerance))
    return shape.width / shape.height;
  const [min, max] = allowedRatioRange(limits);
  return clamp(sourceRatio, min, max);
}

/** Returns the ratio to aim at where the size changes: close enough that rounding to whole pixels stays within the tolerance of `checkRequest`. */
function ratioToMake(sourceRatio: number, { shape }: PictureRequirements, choice: FitChoice): number {
  if (choice.kind === 'keep' || shape === null) return sourceRatio;
  const requiredRatio = shape.width / shape.height;
  const maxDeviation = ratioTolerance - ratioSlack;
  return clamp(sourceRatio, requiredRatio * (1 - maxDeviation), requiredRatio * (1 + maxDeviation));
}

function sizeFor(source: Size, needs: PictureRequirements, choice: FitChoice, scale: number): Size | null {
  const { shape, limits } = needs;
  if (choice.kind !== 'keep' && shape?.of === 'pixels') return { width: shape.width, height: shape.height };
  const nearest = ratioOf(source, needs, choice);
  const keepsShape = nearest === source.width / source.height && scale === 1;
  if (keepsShape && isSizeAllowed(source, limits)) return { width: source.width, height: source.height };
  const ratio = ratioToMake(nearest, needs, choice);
  // `keep` does not correct an aspect outside of the limits. It still corrects the size.
  const { minAspect: _min, maxAspect: _max, ...sizesOnly } = limits;
  const isWide = source.width / source.height > ratio;
  const height = choice.kind === 'pad' ? (isWide ? source.width / ratio : source.height) : isWide ? source.height : source.width / ratio;
  // A padded picture gets two more lines rather than being resampled by two pixels.
  const targetHeight = choice.kind === 'pad' && scale === 1 ? Math.ceil(height / 2) * 2 : height * scale;
  return sizeNear(targetHeight, ratio, choice.kind === 'keep' ? sizesOnly : limits);
}

/** Returns the largest part of the source with the result's ratio; its pixels are copied one to one where nothing must be scaled. */
function cropRect(source: Size, result: Size, at: { readonly x: number; readonly y: number }): Rect {
  const ratio = result.width / result.height;
  const isWide = source.width / source.height > ratio;
  const largest = isWide
    ? { width: Math.min(source.width, source.height * ratio), height: source.height }
    : { width: source.width, height: Math.min(source.height, source.width / ratio) };
  const fitsInSource = result.width <= source.width && result.height <= source.height;
  const isNear = Math.abs(largest.width - result.width) <= 2 && Math.abs(largest.height - result.height) <= 2;
  const { width, height } = fitsInSource && isNear ? result : largest;
  const offset = (room: number, share: number): number => Math.round(room * clamp(share, 0, 1));
  const x = Math.min(offset(source.width - width, at.x), source.width - width);
  const y = Math.min(offset(source.height - height, at.y), source.height - height);
  return { x, y, width, height };
}

/** Centres the whole source in the result, as large as it fits, and never enlarged because of rounding. */
function centredRect(source: Size, result: Size): Rect {
  const fitScale = Math.min(result.width / source.width, result.height / source.height);
  const scale = fitScale > 1 && fitScale < 1.01 ? 1 : fitScale;
  const width = clamp(Math.round(source.width * scale), 1, result.width);
  const height = clamp(Math.round(source.height * scale), 1, result.height);
  return { x: Math.floor((result.width - width) / 2), y: Math.floor((result.height - height) / 2), width, height };
}

/** Chooses the format: PNG for a drawing or for transparency that may stay, JPEG for a photo. */
function formatFor(source: SourcePicture, background: Background, { formats }: PictureRequirements): PictureFormat {
  const preferred = background.kind === 'nothing' || lossless.includes(source.mimeType) ? 'png' : 'jpeg';
  return formats.includes(preferred) ? preferred : (formats[0] ?? 'png');
}

function backgroundFor(source: SourcePicture, needs: PictureRequirements, choice: FitChoice): Background {
  if (choice.kind === 'pad') return choice.background;
  const mayBeTransparent = source.hasAlpha !== false && source.mimeType !== 'image/jpeg';
  return mayBeTransparent && !needs.limits.noAlpha && needs.formats.includes('png') ? { kind: 'nothing' } : white;
}

/** Returns the plan for a choice; null where no size fits (with `keep`: the shape itself is the problem). `scale` makes the result smaller. */
export function planFix(source: SourcePicture, needs: PictureRequirements, choice: FitChoice, scale = 1): FixPlan | null {
  const size = sizeFor(source, needs, choice, scale);
  if (size === null) return null;
  const background = backgroundFor(source, needs, choice);
  const wholeResult = { x: 0, y: 0, width: size.width, height: size.height };
  const wholeSource = { x: 0, y: 0, width: source.width, height: source.height };
  const rects = choice.kind === 'pad' ? { sourceRect: wholeSource, targetRect: centredRect(source, size) } : { targetRect: wholeResult };
  const sourceRect = choice.kind === 'crop' ? cropRect(source, size, choice.at) : wholeSource;
  const format = formatFor(source, background, needs);
  return { sourceRect, ...rects, ...size, background, format, quality: firstQuality, maxBytes: needs.maxBytes };
}

/**
 * Returns the next plan after a result with too many bytes: first a JPEG, then lower quality, then fewer pixels, then still lower quality. null when
 * nothing is left to reduce.
 */
export function shrinkPlan(
  source: SourcePicture,
  needs: PictureRequirements,
  choice: FitChoice,
  previous: FixPlan,
  bytes: number,
): FixPlan | null {
  if (previous.format === 'png' && previous.background.kind !== 'nothing' && needs.formats.includes('jpeg'))
    return { ...previous, format: 'jpeg' };
  if (previous.format === 'jpeg' && previous.quality > 0.8) return { ...previous, quality: previous.quality - 0.07 };
  const smaller = planFix(
    source,
    needs,
    choice,
    (previous.height / fullHeight(source, needs, choice)) * shrinkBy(previous.maxBytes / bytes),
  );
  if (smaller !== null && smaller.width * smaller.height < previous.width * previous.height)
    return { ...smaller, format: previous.format, quality: previous.quality };
  if (previous.background.kind === 'nothing' && needs.formats.includes('jpeg')) return { ...previous, background: white, format: 'jpeg' };
  return previous.format === 'jpeg' && previous.quality > 0.3 ? { ...previous, quality: previous.quality - 0.15 } : null;
}

/** Returns the scale for a share of the bytes. Bytes are about proportional to pixels; a little less, so that a third attempt is rare. */
const shrinkBy = (share: number): number => clamp(Math.sqrt(share) * 0.95, 0.25, 0.9);

function fullHeight(source: SourcePicture, needs: PictureRequirements, choice: FitChoice): number {
  const { width, height } = source;
  const ratio = ratioOf(source, needs, choice);
  const isWide = width / height > ratio;
  return choice.kind === 'pad' ? (isWide ? width / ratio : height) : isWide ? height : width / ratio;
}
