// The fields of the inspector for the title and the notes of a video.
import { type RefObject, useEffect, useId, useRef } from 'react';
import { create } from 'zustand';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { messages } from '../../messages.ts';
import { focusTile } from './focus-tile.ts';
import { useSavedText } from './use-saved-text.ts';

/** Counts the requests to edit the title (Shift+F2). */
const useTitleRequests = create<{ readonly requests: number }>(() => ({ requests: 0 }));

/** Asks the title field to take the focus, now or as soon as it is shown. */
export const requestTitle = (): void => useTitleRequests.setState((s) => ({ requests: s.requests + 1 }));

function useRequestedFocus(field: RefObject<HTMLInputElement | null>): void {
  const requests = useTitleRequests((s) => s.requests);
  useEffect(() => {
    if (requests === 0) return;
    field.current?.focus();
    field.current?.select();
    useTitleRequests.setState({ requests: 0 });
  }, [requests, field]);
}

interface Props {
  readonly resultId: number;
  readonly saved: string;
}

const fieldClass =
  'w-full select-text rounded-control border border-line-strong bg-bg px-2 text-text outline-offset-0 aria-invalid:border-bad';

/** Enter leaves the field; Escape discards unsaved changes. */
export function TitleField({ resultId, saved }: Props) {
  const { text, error, onType, onLeave, discard } = useSavedText(resultId, 'title', saved);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useRequestedFocus(field);
  return (
    <>
      <label htmlFor={id}>{messages.judging.title}</label>
      <div>
        <input
          ref={field}
          id={id}
          dir="auto"
          value={text}
          placeholder={messages.judging.titleHint}
          aria-invalid={error !== null || undefined}
          autoComplete="off"
          className={`h-[26px] ${fieldClass}`}
          onChange={(event) => onType(event.target.value)}
          onBlur={onLeave}
          onKeyDown={(event) => {
            if (event.key === 'Escape') discard();
            if (event.key !== 'Enter' && event.key !== 'Escape') return;
            event.preventDefault();
            event.stopPropagation();
            focusTile(resultId);
          }}
        />
        {error !== null && <ErrorNotice error={error} frame="plain" />}
      </div>
    </>
  );
}

/** A field of several lines; Escape discards unsaved changes and leaves the field. */
export function NotesField({ resultId, saved }: Props) {
  const { text, error, onType, onLeave, discard } = useSavedText(resultId, 'notes', saved);
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{messages.judging.notes}</label>
      <div>
        <textarea
          id={id}
          dir="auto"
          rows={text === '' ? 1 : 3}
          value={text}
          placeholder={messages.judging.notesHint}
          aria-invalid={error !== null || undefined}
          className={`block min-h-[26px] resize-y py-1 ${fieldClass}`}
          onChange={(event) => onType(event.target.value)}
          onBlur={onLeave}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            discard();
            focusTile(resultId);
          }}
        />
        {error !== null && <ErrorNotice error={error} frame="plain" />}
      </div>
    </>
  );
}
