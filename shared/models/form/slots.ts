// Computes which reference slots are open now, and which one gets the next file.
import type { GenerationRequest, Reference, ReferenceRole } from '../../generation.ts';
import { formFor } from '../catalogue.ts';
import type { Model, Slot } from '../model.ts';
import { maxImages } from '../rules/general-limits.ts';
import { allConditionsHold, countDeviation, countOf, fileKindOf } from '../rules/read-request.ts';

/** The state of a slot of the form, for the current request. */
export interface SlotState {
  /** The slot with the `min` and `max` that the current request allows; `max` is at least `used` + `freePlaces` while the slot is open. */
  readonly slot: Slot;
  /** The number of files in the slot. */
  readonly used: number;
  /** The number of files that can be added to the slot now. It is also 0 when another slot must be filled first. */
  readonly freePlaces: number;
  /** True when the slot has fewer files than its `min`, and no file in another slot can satisfy the requirement. */
  readonly isNeeded: boolean;
}

/** Returns the slot with its `min` and `max` narrowed by the bounds of the model that apply to the request. */
export const activeSlot = (model: Model, request: GenerationRequest, slot: Slot): Slot => {
  const bounds = model.bounds.filter(({ role, when }) => role === slot.role && allConditionsHold(when, model, request, false));
  return { ...slot, min: Math.max(slot.min, ...bounds.map(({ min }) => min)), max: Math.min(slot.max, ...bounds.map(({ max }) => max)) };
};

/**
 * Returns how far the request misses each limit on references: one number per rule, one per slot, and the number of images over the general limit.
 * The order is always the same, and 0 means that a limit is met or does not apply.
 */
export const referenceLimitViolations = (model: Model, request: GenerationRequest): readonly number[] => {
  const rules = model.rules.map(({ level, when, must }) =>
    level === 'block' && allConditionsHold(when, model, request, false)
      ? must.reduce((sum, fact) => sum + countDeviation(fact, request), 0)
      : 0,
  );
  const excess = model.slots.map((slot) => Math.max(0, countOf(request, [slot.role]) - activeSlot(model, request, slot).max));
  const images = model.slots.filter(({ field }) => field === 'image_urls').map(({ role }) => role);
  return [...rules, ...excess, Math.max(0, countOf(request, images) - maxImages)];
};

const placeholderReferenceId = 1;

const withOneMore = (request: GenerationRequest, role: ReferenceRole): GenerationRequest => ({
  ...request,
  references: [...request.references, { role, referenceId: placeholderReferenceId }],
});

const freePlacesIn = (model: Model, request: GenerationRequest, slot: Slot): number => {
  const violations = referenceLimitViolations(model, request);
  let next = withOneMore(request, slot.role);
  let freePlaces = 0;
  while (freePlaces < slot.max && referenceLimitViolations(model, next).every((excess, index) => excess <= (violations[index] ?? 0))) {
    freePlaces += 1;
    next = withOneMore(next, slot.role);
  }
  return freePlaces;
};

/** Returns the state of every slot of the model. To find `freePlaces`, it adds references one by one and evaluates the rules that `checkRequest` evaluates. */
export const slotStates = (request: GenerationRequest): readonly SlotState[] => {
  const model = formFor(request.model);
  const freePlaceCounts = model.slots.map((slot) => freePlacesIn(model, request, slot));
  const isFree = (role: ReferenceRole): boolean =>
    model.slots.some((slot, index) => slot.role === role && (freePlaceCounts[index] ?? 0) > 0);
  return model.slots.map((slot, index) => {
    const used = countOf(request, [slot.role]);
    const freePlaces = freePlaceCounts[index] ?? 0;
    const active = activeSlot(model, request, slot);
    const canReplace = ({ role }: Slot): boolean =>
      role !== slot.role && isFree(role) && activeSlot(model, withOneMore(request, role), slot).min <= used;
    // A file that is added can change which bounds apply, so that the slot takes more files than its current `max`.
    return {
      slot: { ...active, max: Math.max(active.max, freePlaces === 0 ? 0 : used + freePlaces) },
      used,
      freePlaces,
      isNeeded: used < active.min && !model.slots.some(canReplace),
    };
  });
};

/** Returns the role that the next file of this kind gets; null when no slot is open for it. Rare slots are left out: the user chooses them explicitly. */
export const nextRole = (request: GenerationRequest, kind: Reference['kind']): ReferenceRole | null =>
  slotStates(request).find(({ slot, freePlaces }) => freePlaces > 0 && slot.isRare !== true && fileKindOf(slot.role) === kind)?.slot.role ??
  null;

/** Returns the role that the next image gets; null when no slot is open for it. */
export const nextImageRole = (request: GenerationRequest): ReferenceRole | null => nextRole(request, 'image');
