// Changes that the user makes to the request by hand.
import type { GenerationRequest, ReferenceRole } from '../../../../shared/generation.ts';
import { resolveConflicts } from '../../../../shared/models/index.ts';
import { updateRequest, useComposer } from './composer-store.ts';
import { rememberedChoicesOf } from './model/remembered-choices.ts';
import { afterUserEdit, withSwappedFiles } from './request-changes.ts';

const { getState, setState } = useComposer;

/** Sets the whole prompt, whether the user typed or undid it in its field or something else replaced it. */
export function writePrompt(prompt: string): void {
  const request = { ...getState().request, prompt };
  // An empty prompt starts a new request, so values that earlier models could not take must not return.
  updateRequest(request, prompt === '' ? { isExample: false, memory: rememberedChoicesOf(request) } : { isExample: false });
}

/** Changes one field. Other fields are adjusted if a rule of the model requires it, and the composer shows that. */
export function changeField(patch: Partial<GenerationRequest>, field: string): void {
  const chosen = { ...getState().request, ...patch };
  const { request, changes } = resolveConflicts(chosen, field);
  updateRequest(request, {
    ...afterUserEdit(getState(), request, chosen),
    changes: changes.length > 0 ? { kind: 'rule', list: changes } : null,
  });
}

/** Sets a model-specific field, or clears it (null). */
export function setParameter(path: string, value: GenerationRequest['parameters'][string] | null): void {
  const { [path]: _old, ...others } = getState().request.parameters;
  changeField({ parameters: value === null ? others : { ...others, [path]: value } }, path);
}

/** Replaces the reference list of the request, and remembers the new list as the user's choice. */
export function setReferences(references: GenerationRequest['references']): void {
  const state = getState();
  const request = { ...state.request, references: [...references] };
  updateRequest(request, afterUserEdit(state, request));
}

/** Removes the reference at this position of the request's list. The file itself stays stored. */
export function removeReference(index: number): void {
  setReferences(getState().request.references.filter((_, position) => position !== index));
}

/** Swaps the files at two positions; the roles stay where they are. */
export function swapReferences(from: number, to: number): void {
  const { references } = getState().request;
  const swapped = withSwappedFiles(references, from, to);
  if (swapped !== references) setReferences(swapped);
}

/** Gives the reference at this position another role, e.g. the last frame instead of the first. */
export function assignRole(index: number, role: ReferenceRole): void {
  setReferences(getState().request.references.map((use, position) => (position === index ? { ...use, role } : use)));
}

/** Sets how many tasks the next press creates. */
export function setVariations(variations: number): void {
  setState({ variations });
}

/** Removes a problem from the list beside the slots, when the user dismisses it. */
export function dismissProblem(id: number): void {
  setState((s) => ({ problems: s.problems.filter((problem) => problem.id !== id) }));
}
