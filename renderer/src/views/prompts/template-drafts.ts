// Unsaved input of the forms beside the prompt. A press outside the popup or Escape closes the popup, as in every list. The input is
// restored when the popup opens the next time, until the window closes.
import { create } from 'zustand';

/** A template as the form edits it: not trimmed, and not saved. */
export interface TemplateDraft {
  /** Id of the template; null for a new one. */
  readonly id: number | null;
  readonly name: string;
  readonly text: string;
}

interface UnsavedForm {
  /** The content with which the form was opened. */
  readonly initial: TemplateDraft;
  /** The current content; always different from `initial`. */
  readonly current: TemplateDraft;
}

interface UnsavedForms {
  /** Unsaved forms, by template id; null for a new template. */
  readonly templates: ReadonlyMap<number | null, UnsavedForm>;
  /** The initial content of the form that was visible last; null after that form was saved or the user returned to the list. */
  readonly shown: TemplateDraft | null;
  /** Values typed into the variables of a prompt, by the text of the prompt. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** The store of unsaved forms. It lives as long as the window; the functions of this file change it. */
export const useTemplateDrafts = create<UnsavedForms>(() => ({ templates: new Map(), shown: null, values: new Map() }));

const { getState, setState } = useTemplateDrafts;

const withoutKey = <K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> => new Map([...map].filter(([one]) => one !== key));

/** Opens the form of a template. Returns its content: the unsaved input, otherwise `initial`. */
export function openDraft(initial: TemplateDraft): TemplateDraft {
  setState({ shown: initial });
  return getState().templates.get(initial.id)?.current ?? initial;
}

/** Stores the current content of the form as unsaved input; drops it when it equals `initial`. */
export function updateDraft(draft: TemplateDraft, initial: TemplateDraft): void {
  const isChanged = draft.name !== initial.name || draft.text !== initial.text;
  setState((s) => ({
    templates: isChanged ? new Map(s.templates).set(draft.id, { initial, current: draft }) : withoutKey(s.templates, draft.id),
  }));
}

/** The user returned to the list. The input stays for the next time. */
export function closeDraft(): void {
  setState({ shown: null });
}

/** The form was saved, or cancelled with its button: drops its input. */
export function deleteDraft(id: number | null): void {
  setState((s) => ({ shown: s.shown?.id === id ? null : s.shown, templates: withoutKey(s.templates, id) }));
}

/**
 * Drops the input of the form `id` after it was saved as `saved`, if the form still has that content. `saved` has the id of the template,
 * also if it is new. Text that was typed during the save is kept as unsaved input of the saved template. `current`: the current content of
 * the form; null when it was closed meanwhile.
 */
export function commitDraft(id: number | null, saved: TemplateDraft, current: TemplateDraft | null): 'deleted' | 'has-newer-text' {
  const draft = current ?? getState().templates.get(id)?.current;
  if (draft === undefined || (draft.name.trim() === saved.name && draft.text === saved.text)) {
    deleteDraft(id);
    return 'deleted';
  }
  setState((s) => ({
    shown: s.shown?.id === id ? saved : s.shown,
    templates: new Map(withoutKey(s.templates, id)).set(saved.id, { initial: saved, current: { ...draft, id: saved.id } }),
  }));
  return 'has-newer-text';
}

/** Remembers the values of the variables in this text. */
export function saveValues(text: string, values: ReadonlyMap<string, string>): void {
  setState((s) => ({ values: new Map(s.values).set(text, values) }));
}

/** Drops the values: the text was filled in, or the form was cancelled. */
export function deleteValues(text: string): void {
  setState((s) => ({ values: withoutKey(s.values, text) }));
}
