// What was typed into the forms beside the prompt and not saved yet. The popup closes with a press beside it or Escape, as every list does;
// what a person typed is there again when it is opened the next time. Until the window is closed.
import { create } from 'zustand';

export interface TemplateDraft {
  /** null: a new one. */
  readonly id: number | null;
  readonly name: string;
  readonly text: string;
}

interface UnsavedForm {
  /** What the form was opened with. */
  readonly began: TemplateDraft;
  /** What stands in it; never the same as it began with. */
  readonly now: TemplateDraft;
}

interface UnsavedForms {
  /** Templates in the making, by the template's id; null: the new one. */
  readonly templates: ReadonlyMap<number | null, UnsavedForm>;
  /** What the form that was shown last began with, where it was neither saved nor left for the list. */
  readonly shown: TemplateDraft | null;
  /** What was put into the variables of a prompt, by the prompt's text. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export const useTemplateDrafts = create<UnsavedForms>(() => ({ templates: new Map(), shown: null, values: new Map() }));

const { getState, setState } = useTemplateDrafts;

const without = <K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> => new Map([...map].filter(([one]) => one !== key));

/** Shows the form of this template; answers what stands in it: what was left unsaved, else what it begins with. */
export function beginForm(began: TemplateDraft): TemplateDraft {
  setState({ shown: began });
  return getState().templates.get(began.id)?.now ?? began;
}

/** What stands in the form now; forgotten where that is what it began with. */
export function typeInForm(now: TemplateDraft, began: TemplateDraft): void {
  const isChanged = now.name !== began.name || now.text !== began.text;
  setState((s) => ({ templates: isChanged ? new Map(s.templates).set(now.id, { began, now }) : without(s.templates, now.id) }));
}

/** The list is shown instead; what was typed stays for the next time. */
export function leaveForm(): void {
  setState({ shown: null });
}

/** The form was saved, or cancelled by its button: nothing of it is kept. */
export function endForm(id: number | null): void {
  setState((s) => ({ shown: s.shown?.id === id ? null : s.shown, templates: without(s.templates, id) }));
}

/**
 * The form of `id` was saved as `saved`, which has the id that a new template got. It ends where it still holds that; what was typed while
 * the save was awaited goes on as unsaved text of the saved template.
 * @param held what stands in the form; null where it was closed meanwhile
 */
export function commitForm(id: number | null, saved: TemplateDraft, held: TemplateDraft | null): 'ended' | 'goes-on' {
  const now = held ?? getState().templates.get(id)?.now;
  if (now === undefined || (now.name.trim() === saved.name && now.text === saved.text)) {
    endForm(id);
    return 'ended';
  }
  setState((s) => ({
    shown: s.shown?.id === id ? saved : s.shown,
    templates: new Map(without(s.templates, id)).set(saved.id, { began: saved, now: { ...now, id: saved.id } }),
  }));
  return 'goes-on';
}

/** What stands in the fields of the variables of this text. */
export function typeValues(text: string, values: ReadonlyMap<string, string>): void {
  setState((s) => ({ values: new Map(s.values).set(text, values) }));
}

/** The text was filled in. */
export function endValues(text: string): void {
  setState((s) => ({ values: without(s.values, text) }));
}
