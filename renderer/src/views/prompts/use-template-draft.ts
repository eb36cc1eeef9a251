// What stands in the form of a template, kept while it is open and saved once.
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { beginForm, commitForm, endForm, type TemplateDraft, typeInForm } from './template-drafts.ts';
import type { Templates } from './template-store.ts';

export interface TemplateDraftOptions {
  /** What the form begins with; what was typed into it before and not saved is shown instead. */
  readonly draft: TemplateDraft;
  readonly save: Templates['save'];
  readonly onDone: () => void;
  /** It was saved, and holds more by now: it goes on as the form of this template. */
  readonly onGoesOn: (saved: TemplateDraft) => void;
}

export interface TemplateDraftState {
  /** It begins with what was typed before and not saved. */
  readonly isTakenUp: boolean;
  readonly name: string;
  setName(name: string): void;
  readonly text: string;
  setText(text: string): void;
  /** Why it was not saved; null until it was refused, and after another name is typed. */
  readonly refused: 'name-taken' | 'too-many' | null;
  readonly nameField: RefObject<HTMLInputElement | null>;
  readonly isComplete: boolean;
  submit(event: FormEvent): Promise<void>;
  /** Closes the form without saving. */
  end(): void;
}

export function useTemplateDraft({ draft, save, onDone, onGoesOn }: TemplateDraftOptions): TemplateDraftState {
  const [began] = useState(() => beginForm(draft));
  const [isTakenUp] = useState(began !== draft);
  const [name, changeName] = useState(began.name);
  const [text, setText] = useState(began.text);
  const [refused, setRefused] = useState<'name-taken' | 'too-many' | null>(null);
  const nameField = useRef<HTMLInputElement>(null);
  useEffect(() => nameField.current?.select(), []);
  useEffect(() => typeInForm({ id: draft.id, name, text }, draft), [draft, name, text]);
  /** What stands in the form now, for an answer that comes later; null once it is closed. */
  const held = useRef<TemplateDraft | null>(null);
  useEffect(() => {
    held.current = { id: draft.id, name, text };
  }, [draft, name, text]);
  useEffect(
    () => () => {
      held.current = null;
    },
    [],
  );
  const isSaving = useRef(false);
  const end = (): void => {
    endForm(draft.id);
    onDone();
  };

  const isComplete = name.trim() !== '' && text.trim() !== '';

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isComplete || isSaving.current) return;
    isSaving.current = true;
    const given = { id: draft.id, name: name.trim(), text };
    const answer = await save(given);
    isSaving.current = false;
    if (answer?.outcome !== 'saved') {
      setRefused(answer?.outcome ?? null);
      nameField.current?.focus();
      return;
    }
    const isOpen = held.current !== null;
    const saved = { ...given, id: answer.id };
    const settled = commitForm(draft.id, saved, held.current);
    if (!isOpen) return;
    if (settled === 'ended') onDone();
    else onGoesOn(saved);
  };
  const setName = (next: string): void => {
    changeName(next);
    setRefused(null);
  };
  return { isTakenUp, name, setName, text, setText, refused, nameField, isComplete, submit, end };
}
