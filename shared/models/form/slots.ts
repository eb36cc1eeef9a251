// Which reference slots are open now, and which one gets the next file.
import type { GenerationRequest, Reference, ReferenceRole } from '../../generation.ts';
import { formFor } from '../catalogue.ts';
import type { Model, Slot } from '../model.ts';
import { maxImages } from '../rules/general-limits.ts';
import { allFactsHold, countOf, fileKindOf, shotSecondsDifference } from '../rules/request-facts.ts';

/** A slot of the form with the present references. */
export interface SlotState {
  /** `min` and `max` are those for the present values of the other fields. */
  readonly slot: Slot;
  readonly used: number;
  /** How many more files it takes now; 0 also when another slot must be filled first. */
  readonly open: number;
  /** True when the request needs a file here and no other slot can replace it. */
  readonly isNeeded: boolean;
}

/** Returns the slot with the bounds that follow from the other fields. */
export const activeSlot = (model: Model, request: GenerationRequest, slot: Slot): Slot => {
  const bounds = model.bounds.filter(({ role, when }) => role === slot.role && allFactsHold(when, model, request, false));
  return { ...slot, min: Math.max(slot.min, ...bounds.map(({ min }) => min)), max: Math.min(slot.max, ...bounds.map(({ max }) => max)) };
};

/** Returns how far each count misses its bounds, one number per rule and slot, always in the same order. */
export const unplaceableReferences = (model: Model, request: GenerationRequest): readonly number[] => {
  const rules = model.rules.map(({ level, when, must }) =>
    level === 'block' && allFactsHold(when, model, request, false)
      ? must.reduce((sum, fact) => sum + shotSecondsDifference(fact, request), 0)
      : 0,
  );
  const overfull = model.slots.map((slot) => Math.max(0, countOf(request, [slot.role]) - activeSlot(model, request, slot).max));
  const images = model.slots.filter(({ field }) => field === 'image_urls').map(({ role }) => role);
  return [...rules, ...overfull, Math.max(0, countOf(request, images) - maxImages)];
};

const anyReference = 1;

const withOneMore = (request: GenerationRequest, role: ReferenceRole): GenerationRequest => ({
  ...request,
  references: [...request.references, { role, referenceId: anyReference }],
});

const openIn = (model: Model, request: GenerationRequest, slot: Slot): number => {
  const before = unplaceableReferences(model, request);
  let tried = withOneMore(request, slot.role);
  let open = 0;
  while (open < slot.max && unplaceableReferences(model, tried).every((off, at) => off <= (before[at] ?? 0))) {
    open += 1;
    tried = withOneMore(tried, slot.role);
  }
  return open;
};

/** Returns the state of every slot of the model. It adds references one by one and evaluates the rules, so that it always agrees with `checkRequest`. */
export const slotStates = (request: GenerationRequest): readonly SlotState[] => {
  const model = formFor(request.model);
  const open = model.slots.map((slot) => openIn(model, request, slot));
  const isFree = (role: ReferenceRole): boolean => model.slots.some((slot, at) => slot.role === role && (open[at] ?? 0) > 0);
  return model.slots.map((slot, at) => {
    const used = countOf(request, [slot.role]);
    const room = open[at] ?? 0;
    const now = activeSlot(model, request, slot);
    const canReplace = ({ role }: Slot): boolean =>
      role !== slot.role && isFree(role) && activeSlot(model, withOneMore(request, role), slot).min <= used;
    // A file can change the kind of the request, and so open a slot for itself.
    return {
      slot: { ...now, max: Math.max(now.max, room === 0 ? 0 : used + room) },
      used,
      open: room,
      isNeeded: used < now.min && !model.slots.some(canReplace),
    };
  });
};

/** Returns the role of the next file of this kind; null when no slot is open. A rare slot is filled only when it is named. */
export const nextRole = (request: GenerationRequest, kind: Reference['kind']): ReferenceRole | null =>
  slotStates(request).find(({ slot, open }) => open > 0 && slot.isRare !== true && fileKindOf(slot.role) === kind)?.slot.role ?? null;

/** Returns the role of the next image; null when no slot is open. */
export const nextImageRole = (request: GenerationRequest): ReferenceRole | null => nextRole(request, 'image');
