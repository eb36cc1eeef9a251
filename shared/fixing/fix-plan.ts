// How a picture is changed so that a model takes it: which part of it is used, where that lies in the result, what is behind it, and how
// the result is written. Pure: the pixels are moved by the window's worker.
import { ratioTolerance } from '../models/rules/target-shape.ts';
import { ratioSlack, ratiosAllowed, sizeAllowed, sizeNear } from './fit-size.ts';
import type { PictureFormat, PictureRequirements, Size } from './picture-requirements.ts';

export interface Rect extends Size {
  readonly x: number;
  readonly y: number;
}

/** What lies where the picture does not reach, or where it is transparent. */
export type Background =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'colour'; readonly colour: string }
  /** The picture itself, blurred and large enough to fill. */
  | { readonly kind: 'blur' };

export type Choice =
  /** The shape stays; only size, format and transparency change. */
  | { readonly way: 'keep' }
  /** `at`: where the cut lies in the room it has, 0 to 1 in both directions; 0.5 is the middle. */
  | { readonly way: 'crop'; readonly at: { readonly x: number; readonly y: number } }
  | { readonly way: 'pad'; readonly background: Exclude<Background, { kind: 'nothing' }> };

/** A picture as it is: what the plan is made for. */
export interface Source extends Size {
  readonly mimeType: string;
  /** null: unknown, taken as possibly transparent. */
  readonly hasAlpha: boolean | null;
}

export interface Plan extends Size {
  /** The part of the source that is used, in its pixels. */
  readonly part: Rect;
  /** Where that part lies in the result. */
  readonly place: Rect;
  readonly behind: Background;
  readonly format: PictureFormat;
  /** Of a JPEG, 0 to 1. */
  readonly quality: number;
  readonly maxBytes: number;
}

export const centre = { x: 0.5, y: 0.5 } as const;
const firstQuality = 0.92;
const white: Background = { kind: 'colour', colour: '#ffffff' };
const lossless: readonly string[] = ['image/png', 'image/bmp', 'image/tiff', 'image/gif'];

const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));

/** The ratio the result must have, its own where nothing else is wanted. */
function ratioOf({ width, height }: Size, { shape, limits }: PictureRequirements, choice: Choice): number {
  const own = width / height;
  if (choice.way === 'keep') return own;
  if (shape !== null && (shape.of === 'pixels' || Math.abs(own / (shape.width / shape.height) - 1) > ratioTolerance))
    return shape.width / shape.height;
  const [min, max] = ratiosAllowed(limits);
  return clamp(own, min, max);
}

/** The ratio to make where the size changes: so near to the wanted one that rounding to whole pixels stays within what `check` forgives. */
function ratioToMake(own: number, { shape }: PictureRequirements, choice: Choice): number {
  if (choice.way === 'keep' || shape === null) return own;
  const wanted = shape.width / shape.height;
  const most = ratioTolerance - ratioSlack;
  return clamp(own, wanted * (1 - most), wanted * (1 + most));
}

function sizeFor(source: Size, needs: PictureRequirements, choice: Choice, scale: number): Size | null {
  const { shape, limits } = needs;
  if (choice.way !== 'keep' && shape?.of === 'pixels') return { width: shape.width, height: shape.height };
  const nearest = ratioOf(source, needs, choice);
  const unchanged = nearest === source.width / source.height && scale === 1;
  if (unchanged && sizeAllowed(source, limits)) return { width: source.width, height: source.height };
  const ratio = ratioToMake(nearest, needs, choice);
  // Keeping the shape of a picture that is too long and narrow is nobody's fault here: its size is still brought in order.
  const { minAspect: _min, maxAspect: _max, ...sizesOnly } = limits;
  const wide = source.width / source.height > ratio;
  const height = choice.way === 'pad' ? (wide ? source.width / ratio : source.height) : wide ? source.height : source.width / ratio;
  // A padded picture rather gets two lines more than being resampled by two pixels.
  const wished = choice.way === 'pad' && scale === 1 ? Math.ceil(height / 2) * 2 : height * scale;
  return sizeNear(wished, ratio, choice.way === 'keep' ? sizesOnly : limits);
}

/** The largest part of the source that has the result's ratio; whole pixels one to one where nothing must be scaled. */
function cutOut(source: Size, result: Size, at: { readonly x: number; readonly y: number }): Rect {
  const ratio = result.width / result.height;
  const wide = source.width / source.height > ratio;
  const largest = wide
    ? { width: Math.min(source.width, source.height * ratio), height: source.height }
    : { width: source.width, height: Math.min(source.height, source.width / ratio) };
  const isWhole = result.width <= source.width && result.height <= source.height;
  const isNear = Math.abs(largest.width - result.width) <= 2 && Math.abs(largest.height - result.height) <= 2;
  const { width, height } = isWhole && isNear ? result : largest;
  const whole = (room: number, share: number): number => Math.round(room * clamp(share, 0, 1));
  const x = Math.min(whole(source.width - width, at.x), source.width - width);
  const y = Math.min(whole(source.height - height, at.y), source.height - height);
  return { x, y, width, height };
}

/** The whole source in the middle of the result, as large as it fits and never enlarged to cover a rounding. */
function inTheMiddle(source: Size, result: Size): Rect {
  const most = Math.min(result.width / source.width, result.height / source.height);
  const scale = most > 1 && most < 1.01 ? 1 : most;
  const width = clamp(Math.round(source.width * scale), 1, result.width);
  const height = clamp(Math.round(source.height * scale), 1, result.height);
  return { x: Math.floor((result.width - width) / 2), y: Math.floor((result.height - height) / 2), width, height };
}

/** A drawing stays a drawing (PNG), a photo a photo (JPEG); what is and may stay transparent needs PNG. */
function formatFor(source: Source, behind: Background, { formats }: PictureRequirements): PictureFormat {
  const wanted = behind.kind === 'nothing' || lossless.includes(source.mimeType) ? 'png' : 'jpeg';
  return formats.includes(wanted) ? wanted : (formats[0] ?? 'png');
}

function behindOf(source: Source, needs: PictureRequirements, choice: Choice): Background {
  if (choice.way === 'pad') return choice.background;
  const mayBeTransparent = source.hasAlpha !== false && source.mimeType !== 'image/jpeg';
  return mayBeTransparent && !needs.limits.noAlpha && needs.formats.includes('png') ? { kind: 'nothing' } : white;
}

/** The plan for a choice; null where no size does (with `keep`: the shape itself is the trouble). `scale` makes the result smaller. */
export function planFix(source: Source, needs: PictureRequirements, choice: Choice, scale = 1): Plan | null {
  const size = sizeFor(source, needs, choice, scale);
  if (size === null) return null;
  const behind = behindOf(source, needs, choice);
  const all = { x: 0, y: 0, width: size.width, height: size.height };
  const whole = { x: 0, y: 0, width: source.width, height: source.height };
  const places = choice.way === 'pad' ? { part: whole, place: inTheMiddle(source, size) } : { place: all };
  const part = choice.way === 'crop' ? cutOut(source, size, choice.at) : whole;
  const format = formatFor(source, behind, needs);
  return { part, ...places, ...size, behind, format, quality: firstQuality, maxBytes: needs.maxBytes };
}

/**
 * What to try after a result that has too many bytes: first as a JPEG, then a little coarser, then fewer pixels, then coarser still.
 * null when there is nothing left to give.
 */
export function shrinkPlan(source: Source, needs: PictureRequirements, choice: Choice, before: Plan, bytes: number): Plan | null {
  if (before.format === 'png' && before.behind.kind !== 'nothing' && needs.formats.includes('jpeg')) return { ...before, format: 'jpeg' };
  if (before.format === 'jpeg' && before.quality > 0.8) return { ...before, quality: before.quality - 0.07 };
  const smaller = planFix(source, needs, choice, (before.height / fullHeight(source, needs, choice)) * shrinkBy(before.maxBytes / bytes));
  if (smaller !== null && smaller.width * smaller.height < before.width * before.height)
    return { ...smaller, format: before.format, quality: before.quality };
  if (before.behind.kind === 'nothing' && needs.formats.includes('jpeg')) return { ...before, behind: white, format: 'jpeg' };
  return before.format === 'jpeg' && before.quality > 0.3 ? { ...before, quality: before.quality - 0.15 } : null;
}

/** Bytes go about with the pixels; a little less than that, so that it seldom takes a third try. */
const shrinkBy = (share: number): number => clamp(Math.sqrt(share) * 0.95, 0.25, 0.9);

function fullHeight(source: Source, needs: PictureRequirements, choice: Choice): number {
  const { width, height } = source;
  const ratio = ratioOf(source, needs, choice);
  const wide = width / height > ratio;
  return choice.way === 'pad' ? (wide ? width / ratio : height) : wide ? height : width / ratio;
}
