// The history of the whole form: what undo and redo in the composer step through. Pure.
import type { GenerationRequest } from '../../../../shared/generation.ts';

/** How many steps are kept. */
export const maxSteps = 200;
/** Changes of one field that follow each other this closely are one step: typing, or a slider that is moved. */
export const oneStepMs = 1_000;

/** The steps back and forward, the nearest last in both. */
export interface FormHistory<Form> {
  readonly past: readonly Form[];
  readonly future: readonly Form[];
  /** The field of the last step, and when it changed; null where the next change is a step of its own. */
  readonly last: { readonly field: string; readonly atMs: number } | null;
}

/** Without steps: at the start, and where there is nothing to return to. */
export const noHistory: FormHistory<never> = { past: [], future: [], last: null };

/** The only field that differs, `parameters.<name>` for one of the model; null where several do, or none. */
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

/** The history after a change of the form. `before`: the form as it was; `field`: the only field that changed, null for several. */
export function recordChange<Form>(history: FormHistory<Form>, before: Form, field: string | null, nowMs: number): FormHistory<Form> {
  const { past, last } = history;
  const isSameStep = last !== null && last.field === field && nowMs - last.atMs < oneStepMs && past.length > 0;
  return {
    past: isSameStep ? past : [...past, before].slice(-maxSteps),
    future: [],
    last: field === null ? null : { field, atMs: nowMs },
  };
}

/** One step from `now`: the form to show, and the history then; null where there is no step in this direction. */
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
