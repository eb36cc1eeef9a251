// A text of a video that is saved automatically: when the user leaves the field, and a moment after the last change. A refused text stays
// in the field, with the reason.
import { useEffect, useEffectEvent, useState } from 'react';
import { create } from 'zustand';
import type { AppError } from '../../../../shared/errors.ts';
import { changeVideos } from './judge.ts';

/** A text of a video. */
export type SavedField = 'title' | 'notes';

/** An unsaved text. `error` is the reason why saving failed; null before the first attempt. */
interface Draft {
  readonly text: string;
  readonly error: AppError | null;
}

/** The unsaved texts by video and field, so that none is lost when the selection changes. */
const useDrafts = create<Readonly<Record<string, Draft>>>(() => ({}));

const saveAfterMs = 1_200;

function setDraft(key: string, draft: Draft | null): void {
  const { [key]: _, ...others } = useDrafts.getState();
  useDrafts.setState(draft === null ? others : { ...others, [key]: draft }, true);
}

/** Saves the draft of a field. If it changes during the call, it stays a draft. */
async function saveDraft(resultId: number, field: SavedField): Promise<void> {
  const key = `${resultId} ${field}`;
  const draft = useDrafts.getState()[key];
  if (draft === undefined || draft.error !== null) return;
  const { text } = draft;
  const result = await changeVideos(
    [resultId],
    field === 'title' ? { kind: 'set-title', title: text } : { kind: 'set-notes', notes: text },
  );
  if (useDrafts.getState()[key]?.text !== text) return;
  setDraft(key, result.ok ? null : { text, error: result.error });
}

/** A field with its text and its handlers. */
interface SavedText {
  readonly text: string;
  /** Why the text was not saved; null if it was saved, or if saving was not tried yet. */
  readonly error: AppError | null;
  onType(text: string): void;
  /** Saves the text at once. Called when the user leaves the field. */
  onLeave(): void;
  /** Restores the saved text. */
  discard(): void;
}

/** Edits a text of a video. `saved` is the stored text. Saves an unsaved draft when the field is unmounted. */
export function useSavedText(resultId: number, field: SavedField, saved: string): SavedText {
  const key = `${resultId} ${field}`;
  const draft = useDrafts((s) => s[key]);
  // The submitted text is shown until the record contains it.
  const [submitted, setSubmitted] = useState<{ readonly text: string; readonly before: string } | null>(null);
  const save = useEffectEvent((): void => {
    const draft = useDrafts.getState()[key];
    if (draft === undefined || draft.error !== null) return;
    setSubmitted({ text: draft.text.trim(), before: saved });
    void saveDraft(resultId, field);
  });
  const text = draft?.text;
  useEffect(() => {
    if (text === undefined) return;
    const timer = setTimeout(() => save(), saveAfterMs);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => () => void saveDraft(resultId, field), [resultId, field]);
  return {
    text: draft?.text ?? (submitted !== null && submitted.before === saved ? submitted.text : saved),
    error: draft?.error ?? null,
    onType: (next) => setDraft(key, next === saved ? null : { text: next, error: null }),
    onLeave: () => save(),
    discard: () => setDraft(key, null),
  };
}
