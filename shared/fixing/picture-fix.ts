// Finds the fix for an issue of a picture, and whether the user decides how it is made.
import type { GenerationRequest, Reference, ReferenceRole } from '../generation.ts';
import { checkRequest, fileKindOf, type Issue } from '../models/index.ts';
import { centrePosition, type FitChoice, planFix, type SourcePicture } from './fix-plan.ts';
import { requirementsOf } from './picture-requirements.ts';

/** A fix. Only `shape` is the user's choice (crop or pad, and where). */
export type Fix = 'shape' | 'smaller' | 'larger' | 'fill' | 'convert';

/** How a picture came from another one. */
export type Derivation = NonNullable<Reference['derivedFrom']>['how'];

interface Fixable {
  readonly fix: Fix;
  /** The index among the request's references. */
  readonly at: number;
  readonly role: ReferenceRole;
  readonly reference: Reference;
}

function kindOfFix({ code, values }: Issue, reference: Reference): Fix | null {
  switch (code) {
    case 'reference-format':
      return 'convert';
    case 'reference-alpha':
      return 'fill';
    case 'reference-large':
      return 'smaller';
    case 'reference-aspect':
      return 'shape';
    case 'reference-edge':
      return isTooLarge(values, reference) ? 'smaller' : 'larger';
    case 'combination':
      if (values.rule === 'image-size') return (reference.height ?? 0) > Number(values.wantedHeight) ? 'smaller' : 'larger';
      return values.rule === 'image-ratio' || values.rule === 'ratio-follows-image' ? 'shape' : null;
    default:
      return null;
  }
}

function isTooLarge({ of, max }: Issue['values'], { width, height }: Reference): boolean {
  const limit = Number(max);
  if (limit === 0 || width === null || height === null) return false;
  return (of === 'width' ? width : of === 'pixels' ? width * height : Math.max(width, height)) > limit;
}

/** Returns the source of a plan for a stored picture. Unknown sides are 0. */
export const sourceOf = ({ width, height, mimeType, hasAlpha }: Reference): SourcePicture => ({
  width: width ?? 0,
  height: height ?? 0,
  mimeType,
  hasAlpha,
});

/**
 * Returns the choice for a fix about which the user is not asked. Where the model requires an exact size, the picture is cropped at its centre;
 * otherwise it keeps its shape.
 */
export const choiceFor = (request: GenerationRequest, role: ReferenceRole): FitChoice =>
  requirementsOf(request, role)?.shape?.of === 'pixels' ? { kind: 'crop', at: centrePosition } : { kind: 'keep' };

/** Returns the fix for an issue; null where no change of a picture helps. */
export function fixFor(issue: Issue, request: GenerationRequest, references: ReadonlyMap<number, Reference>): Fixable | null {
  const reference = references.get(Number(issue.values.referenceId));
  const at = request.references.findIndex(({ referenceId }) => referenceId === reference?.id);
  const role = request.references[at]?.role;
  if (reference === undefined || role === undefined || reference.kind !== 'image' || fileKindOf(role) !== 'image') return null;
  const fix = kindOfFix(issue, reference);
  const needs = requirementsOf(request, role);
  if (fix === null || needs === null || reference.width === null || reference.height === null) return null;
  const isSimple = fix !== 'shape' && planFix(sourceOf(reference), needs, choiceFor(request, role)) !== null;
  return { fix: isSimple ? fix : 'shape', at, role, reference };
}

/** Returns every picture of the request that has an issue with the same fix, in the request's order. */
export function fixableTogether(
  fixable: Fixable,
  issues: readonly Issue[],
  request: GenerationRequest,
  references: ReadonlyMap<number, Reference>,
): readonly Fixable[] {
  const fixables = issues.flatMap((issue) => fixFor(issue, request, references) ?? []).filter(({ fix }) => fix === fixable.fix);
  return [...new Map(fixables.map((one) => [one.at, one] as const)).values()].toSorted((one, other) => one.at - other.at);
}

/** Returns the first possible fix of this request and every picture that it helps; null where there is none. */
export function firstFix(
  request: GenerationRequest,
  references: ReadonlyMap<number, Reference>,
): { readonly fix: Fix; readonly referenceIds: readonly number[] } | null {
  const issues = checkRequest(request, references);
  for (const issue of issues) {
    const fixable = fixFor(issue, request, references);
    if (fixable === null) continue;
    return { fix: fixable.fix, referenceIds: fixableTogether(fixable, issues, request, references).map(({ reference }) => reference.id) };
  }
  return null;
}

/** Returns what is stored about how the result was derived. */
export function derivationOf(fix: Fix, choice: FitChoice): Derivation {
  switch (fix) {
    case 'shape':
      return choice.kind === 'pad' ? 'pad' : 'crop';
    case 'smaller':
    case 'larger':
      return 'resize';
    case 'fill':
      return 'fill';
    case 'convert':
      return 'convert';
  }
}
