// A text about a video that saves itself: when the field is left, and a moment after the last letter. What is refused stays, with the reason.
import { useEffect, useEffectEvent, useState } from 'react';
import { create } from 'zustand';
import type { AppError } from '../../../../shared/errors.ts';
import { changeVideos } from './judge.ts';

/** A text of a video. */
export type SavedField = 'title' | 'notes';

/** A text that is not saved, and why; `error` is null until saving was tried. */
interface Draft {
  readonly text: string;
  readonly error: AppError | null;
}

/** Unsaved texts by video and field, so that another selection loses none. */
const useDrafts = create<Readonly<Record<string, Draft>>>(() => ({}));

const saveAfterMs = 1_200;

function setDraft(key: string, draft: Draft | null): void {
  const { [key]: _, ...others } = useDrafts.getState();
  useDrafts.setState(draft === null ? others : { ...others, [key]: draft }, true);
}

/** Saves the draft of a field. One that was typed on meanwhile stays a draft. */
async function saveDraft(resultId: number, field: SavedField): Promise<void> {
  const key = `${resultId} ${field}`;
  const draft = useDrafts.getState()[key];
  if (draft === undefined || draft.error !== null) return;
  const { text } = draft;
  const answer = await changeVideos(
    [resultId],
    field === 'title' ? { kind: 'set-title', title: text } : { kind: 'set-notes', notes: text },
  );
  if (useDrafts.getState()[key]?.text !== text) return;
  setDraft(key, answer.ok ? null : { text, error: answer.error });
}

/** A field with its text and its handlers. */
interface SavedText {
  readonly text: string;
  /** Why the text was not saved; null where it was, or was not tried yet. */
  readonly error: AppError | null;
  onType(text: string): void;
  /** Saves now: the field is left. */
  onLeave(): void;
  /** Back to the saved text. */
  discard(): void;
}

/** Follows a text of a video. `saved` is the stored text. Saves what is left of it when the field disappears. */
export function useSavedText(resultId: number, field: SavedField, saved: string): SavedText {
  const key = `${resultId} ${field}`;
  const draft = useDrafts((s) => s[key]);
  // What was sent is shown until the record has it.
  const [sent, setSent] = useState<{ readonly text: string; readonly before: string } | null>(null);
  const save = useEffectEvent((): void => {
    const typed = useDrafts.getState()[key];
    if (typed === undefined || typed.error !== null) return;
    setSent({ text: typed.text.trim(), before: saved });
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
    text: draft?.text ?? (sent !== null && sent.before === saved ? sent.text : saved),
    error: draft?.error ?? null,
    onType: (next) => setDraft(key, next === saved ? null : { text: next, error: null }),
    onLeave: () => save(),
    discard: () => setDraft(key, null),
  };
}
