// The content of a template form, remembered while it is unsaved.
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { commitDraft, deleteDraft, openDraft, type TemplateDraft, updateDraft } from './template-drafts.ts';
import type { Templates } from './template-store.ts';

/** The props of `TemplateForm`; its popup decides what comes after the form. */
export interface TemplateDraftOptions {
  /** The initial content of the form. Unsaved input from an earlier time replaces it. */
  readonly draft: TemplateDraft;
  readonly save: Templates['save'];
  /** Called when the form was saved or cancelled. */
  readonly onDone: () => void;
  /** Called when the form was saved but has newer text: it stays open as the form of the saved template. */
  readonly onContinueEditing: (saved: TemplateDraft) => void;
}

/** State and actions of the form. */
interface TemplateDraftState {
  /** True when the form started with unsaved input from an earlier time. */
  readonly isResumed: boolean;
  readonly name: string;
  setName(name: string): void;
  readonly text: string;
  setText(text: string): void;
  /** Why the form was not saved; null before a refusal, and after the name was changed. */
  readonly refusal: 'name-taken' | 'too-many' | null;
  readonly nameField: RefObject<HTMLInputElement | null>;
  /** True when the form has a name and a text, so that it can be saved. */
  readonly isComplete: boolean;
  submit(event: FormEvent): Promise<void>;
  /** Closes the form without saving. */
  cancel(): void;
}

/**
 * Holds the input of one form. A save in progress continues after the form was closed; its result then changes only the stored input.
 */
export function useTemplateDraft({ draft, save, onDone, onContinueEditing }: TemplateDraftOptions): TemplateDraftState {
  const [initial] = useState(() => openDraft(draft));
  const [isResumed] = useState(initial !== draft);
  const [name, changeName] = useState(initial.name);
  const [text, setText] = useState(initial.text);
  const [refusal, setRefusal] = useState<'name-taken' | 'too-many' | null>(null);
  const nameField = useRef<HTMLInputElement>(null);
  useEffect(() => nameField.current?.select(), []);
  useEffect(() => updateDraft({ id: draft.id, name, text }, draft), [draft, name, text]);
  /** The current content of the form, read when a save completes; null once the form is closed. */
  const formContent = useRef<TemplateDraft | null>(null);
  useEffect(() => {
    formContent.current = { id: draft.id, name, text };
  }, [draft, name, text]);
  useEffect(
    () => () => {
      formContent.current = null;
    },
    [],
  );
  const isSaving = useRef(false);
  const cancel = (): void => {
    deleteDraft(draft.id);
    onDone();
  };

  const isComplete = name.trim() !== '' && text.trim() !== '';

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isComplete || isSaving.current) return;
    isSaving.current = true;
    const template = { id: draft.id, name: name.trim(), text };
    const result = await save(template);
    isSaving.current = false;
    if (result?.outcome !== 'saved') {
      setRefusal(result?.outcome ?? null);
      nameField.current?.focus();
      return;
    }
    const isOpen = formContent.current !== null;
    const saved = { ...template, id: result.id };
    const outcome = commitDraft(draft.id, saved, formContent.current);
    if (!isOpen) return;
    if (outcome === 'deleted') onDone();
    else onContinueEditing(saved);
  };
  const setName = (next: string): void => {
    changeName(next);
    setRefusal(null);
  };
  return { isResumed, name, setName, text, setText, refusal, nameField, isComplete, submit, cancel };
}
