// Checks the number of references in each role.
import type { GenerationRequest, ReferenceRole } from '../../generation.ts';
import { activeSlot } from '../form/slots.ts';
import type { Issue, Model } from '../model.ts';
import { maxImages } from '../rules/general-limits.ts';
import { allConditionsHold, countOf, fileKindOf } from '../rules/read-request.ts';
import { createIssue } from './create-issue.ts';

/** Returns the roles that are sent in `image_urls`, which may hold more reference pictures than documented, up to the contract's nine. */
export const listedImageRoles = (model: Model): readonly ReferenceRole[] => {
  const listed = model.slots.filter(({ field }) => field === 'image_urls').map(({ role }) => role);
  return listed.length > 0 && !listed.includes('reference-image') ? [...listed, 'reference-image'] : listed;
};

const checkSlot = (request: GenerationRequest, model: Model, slot: Model['slots'][number]): readonly Issue[] => {
  const used = countOf(request, [slot.role]);
  const active = activeSlot(model, request, slot);
  const values = { role: slot.role, used, min: active.min, max: active.max, model: model.name };
  if (used < active.min) return [createIssue('block', slot.role, 'reference-missing', values)];
  if (used > active.max && active.max < slot.max) {
    const cause = model.bounds.find(
      ({ role, when, max }) => role === slot.role && max === active.max && allConditionsHold(when, model, request, false),
    );
    return [createIssue('block', slot.role, 'combination', { ...values, rule: cause?.name ?? '' })];
  }
  if (used > slot.max) {
    const isAdviceOnly =
      slot.role === 'reference-image' && slot.field === 'image_urls' && countOf(request, listedImageRoles(model)) <= maxImages;
    return [createIssue(isAdviceOnly ? 'advice' : 'block', slot.role, 'too-many-references', values)];
  }
  return [];
};

const checkUnknownRoles = (request: GenerationRequest, model: Model): readonly Issue[] => {
  const listed = listedImageRoles(model);
  const unknownRoles = new Set(
    request.references.map(({ role }) => role).filter((role) => !model.slots.some((slot) => slot.role === role)),
  );
  return [...unknownRoles].map((role) => {
    const used = countOf(request, [role]);
    const images = countOf(request, listed);
    const max = model.slots.filter(({ field }) => field === 'image_urls').reduce((sum, slot) => sum + slot.max, 0);
    if (listed.includes(role)) {
      return createIssue(images <= maxImages ? 'advice' : 'block', role, 'too-many-references', {
        role,
        used: images,
        min: 0,
        max,
        model: model.name,
      });
    }
    return createIssue('block', role, 'reference-not-taken', { role, kind: fileKindOf(role), used, model: model.name });
  });
};

/** Returns the issues about missing references, too many of them, and roles that the model does not have. */
export const checkSlots = (request: GenerationRequest, model: Model): readonly Issue[] => [
  ...model.slots.flatMap((slot) => checkSlot(request, model, slot)),
  ...checkUnknownRoles(request, model),
];
