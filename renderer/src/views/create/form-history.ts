// The undo history of the composer's form. Pure.
import type { GenerationRequest } from '../../../../shared/generation.ts';

/** The largest number of steps to undo. */
export const maxSteps = 200;
/** Changes of one field within this time are one step, e.g. while the user types or moves a slider. */
export const oneStepMs = 1_000;

/** The forms that undo and redo restore; the next one is the last of its list. */
export interface FormHistory<Form> {
  readonly past: readonly Form[];
  readonly future: readonly Form[];
  /** The field and the time of the last change; null when the next change starts a new step in any case. */
  readonly last: { readonly field: string; readonly atMs: number } | null;
}

/** An empty history. */
export const noHistory: FormHistory<never> = { past: [], future: [], last: null };

/** Returns the only field that differs, or `parameters.<name>` if it is a single parameter; null if several fields or none differ. */
export function changedField(a: GenerationRequest, b: GenerationRequest): string | null {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as ReadonlySet<keyof GenerationRequest>;
  const changed = [...keys].filter((key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]));
  const [only] = changed;
  if (only === undefined || changed.length > 1) return null;
  if (only !== 'parameters') return only;
  const names = new Set([...Object.keys(a.parameters), ...Object.keys(b.parameters)]);
  const parameters = [...names].filter((name) => JSON.stringify(a.parameters[name]) !== JSON.stringify(b.parameters[name]));
  return parameters.length === 1 ? `parameters.${parameters[0]}` : null;
}

/** Returns the history after a change. `before`: the form before the change; `field`: the only field that changed, null for several. */
export function recordChange<Form>(history: FormHistory<Form>, before: Form, field: string | null, nowMs: number): FormHistory<Form> {
  const { past, last } = history;
  const isSameStep = last !== null && last.field === field && nowMs - last.atMs < oneStepMs && past.length > 0;
  return {
    past: isSameStep ? past : [...past, before].slice(-maxSteps),
    future: [],
    last: field === null ? null : { field, atMs: nowMs },
  };
}

/**
 * Undoes or redoes one step. Returns the form to show and the new history; null when there is nothing to undo or redo. `now`: the current
 * form.
 */
export function step<Form>(
  { past, future }: FormHistory<Form>,
  now: Form,
  direction: 'undo' | 'redo',
): { readonly form: Form; readonly history: FormHistory<Form> } | null {
  const form = (direction === 'undo' ? past : future).at(-1);
  if (form === undefined) return null;
  return direction === 'undo'
    ? { form, history: { past: past.slice(0, -1), future: [...future, now], last: null } }
    : { form, history: { past: [...past, now], future: future.slice(0, -1), last: null } };
}
