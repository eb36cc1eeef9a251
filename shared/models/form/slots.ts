// Which places for references are open now, and which of them the next file goes to.
import type { GenerationRequest, Reference, ReferenceRole } from '../../generation.ts';
import { formFor } from '../catalogue.ts';
import type { Model, Slot } from '../model.ts';
import { maxImages } from '../rules/general-limits.ts';
import { allFactsHold, countOf, fileKindOf, shotSecondsMismatch } from '../rules/request-facts.ts';

export interface SlotState {
  /** `min` and `max` are what holds now, given the other fields. */
  readonly slot: Slot;
  readonly used: number;
  /** How many more files it takes now; 0 also when something else must come first. */
  readonly open: number;
  /** Nothing can be made without a file here: no file elsewhere would do instead. */
  readonly isNeeded: boolean;
}

/** The slot with the bounds that the other fields put on it. */
export const activeSlot = (model: Model, request: GenerationRequest, slot: Slot): Slot => {
  const bounds = model.bounds.filter(({ role, when }) => role === slot.role && allFactsHold(when, model, request, false));
  return { ...slot, min: Math.max(slot.min, ...bounds.map(({ min }) => min)), max: Math.min(slot.max, ...bounds.map(({ max }) => max)) };
};

/** How far each count is off, one number per rule and slot, always in the same order. */
export const unplaceableReferences = (model: Model, request: GenerationRequest): readonly number[] => {
  const rules = model.rules.map(({ level, when, must }) =>
    level === 'block' && allFactsHold(when, model, request, false)
      ? must.reduce((sum, fact) => sum + shotSecondsMismatch(fact, request), 0)
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

/** Every slot of the model as it is now: found by trying, so that it can never disagree with what `check` refuses. */
export const slotStates = (request: GenerationRequest): readonly SlotState[] => {
  const model = formFor(request.model);
  const open = model.slots.map((slot) => openIn(model, request, slot));
  const isFree = (role: ReferenceRole): boolean => model.slots.some((slot, at) => slot.role === role && (open[at] ?? 0) > 0);
  return model.slots.map((slot, at) => {
    const used = countOf(request, [slot.role]);
    const room = open[at] ?? 0;
    const now = activeSlot(model, request, slot);
    const doesInstead = ({ role }: Slot): boolean =>
      role !== slot.role && isFree(role) && activeSlot(model, withOneMore(request, role), slot).min <= used;
    // A file can decide what is made of the request, and so make room for itself.
    return {
      slot: { ...now, max: Math.max(now.max, room === 0 ? 0 : used + room) },
      used,
      open: room,
      isNeeded: used < now.min && !model.slots.some(doesInstead),
    };
  });
};

/** The role a file of this kind would get next; null when there is no place for it. A rare place is filled only by who names it. */
export const nextRole = (request: GenerationRequest, kind: Reference['kind']): ReferenceRole | null =>
  slotStates(request).find(({ slot, open }) => open > 0 && slot.isRare !== true && fileKindOf(slot.role) === kind)?.slot.role ?? null;

export const nextImageRole = (request: GenerationRequest): ReferenceRole | null => nextRole(request, 'image');
