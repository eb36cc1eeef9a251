// The content of a template form, remembered while it is unsaved.
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { commitDraft, deleteDraft, openDraft, type TemplateDraft, updateDraft } from './template-drafts.ts';
import type { Templates } from './template-store.ts';

/** The props of `TemplateForm`; its popup decides what comes after the form. */
export interface TemplateDraftOptions {
  /** The initial content of the form. Unsaved input from before replaces it. */
  readonly draft: TemplateDraft;
  readonly save: Templates['save'];
  /** Called when the form was saved or cancelled. */
  readonly onDone: () => void;
  /** Called when the form was saved but has newer text: it stays open as the form of the saved template. */
  readonly onContinueEditing: (saved: TemplateDraft) => void;
}

/** State and actions of the form. */
interface TemplateDraftState {
  /** It started with unsaved input from before. */
  readonly isResumed: boolean;
  readonly name: string;
  setName(name: string): void;
  readonly text: string;
  setText(text: string): void;
  /** Why it was not saved; null before that, and after the name was changed. */
  readonly refused: 'name-taken' | 'too-many' | null;
  readonly nameField: RefObject<HTMLInputElement | null>;
  /** It has a name and a text, so it can be saved. */
  readonly isComplete: boolean;
  submit(event: FormEvent): Promise<void>;
  /** Closes the form without saving. */
  end(): void;
}

/**
 * Holds the input of one form. A save in progress continues after the form was closed; its result then changes only the stored input.
 */
export function useTemplateDraft({ draft, save, onDone, onContinueEditing }: TemplateDraftOptions): TemplateDraftState {
  const [initial] = useState(() => openDraft(draft));
  const [isResumed] = useState(initial !== draft);
  const [name, changeName] = useState(initial.name);
  const [text, setText] = useState(initial.text);
  const [refused, setRefused] = useState<'name-taken' | 'too-many' | null>(null);
  const nameField = useRef<HTMLInputElement>(null);
  useEffect(() => nameField.current?.select(), []);
  useEffect(() => updateDraft({ id: draft.id, name, text }, draft), [draft, name, text]);
  /** The current content of the form, read when a save completes; null once the form is closed. */
  const current = useRef<TemplateDraft | null>(null);
  useEffect(() => {
    current.current = { id: draft.id, name, text };
  }, [draft, name, text]);
  useEffect(
    () => () => {
      current.current = null;
    },
    [],
  );
  const isSaving = useRef(false);
  const end = (): void => {
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
      setRefused(result?.outcome ?? null);
      nameField.current?.focus();
      return;
    }
    const isOpen = current.current !== null;
    const saved = { ...template, id: result.id };
    const outcome = commitDraft(draft.id, saved, current.current);
    if (!isOpen) return;
    if (outcome === 'deleted') onDone();
    else onContinueEditing(saved);
  };
  const setName = (next: string): void => {
    changeName(next);
    setRefused(null);
  };
  return { isResumed, name, setName, text, setText, refused, nameField, isComplete, submit, end };
}
