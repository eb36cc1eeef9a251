// Earlier prompts: found by any part of them, put into the prompt with Enter.
import { X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { UsedPrompt } from '../../../../shared/ipc.ts';
import { findModel } from '../../../../shared/models/index.ts';
import { call } from '../../api.ts';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { messages } from '../../messages.ts';
import { useListNavigation } from './list-navigation.ts';
import { PromptPopup, SearchLine, UndoLine } from './prompt-popup.tsx';
import { fillPrompt } from './replace-prompt.ts';

/** What main answers with at most. */
const most = 60;

export function HistoryPopup({ onClose }: { readonly onClose: () => void }) {
  const [query, setQuery] = useState('');
  const [prompts, setPrompts] = useState<readonly UsedPrompt[] | null>(null);
  const [removed, setRemoved] = useState<UsedPrompt | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const shown = prompts ?? [];
  const { active, setActive, walk, leave } = useListNavigation(
    shown.map(({ id }) => id),
    list,
  );
  const optionId = (id: number): string => `${listId}-${id}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was removed or brought back changes the list
  useEffect(() => {
    let isOld = false;
    void call('prompts.search', { query: query.trim() }).then((answer) => {
      if (isOld) return;
      if (answer.ok) setPrompts(answer.value.prompts);
      else setError(answer.error);
    });
    return () => {
      isOld = true;
    };
  }, [query, removed]);

  const choose = (prompt: UsedPrompt): void => {
    onClose();
    fillPrompt(prompt.text);
  };
  const remove = async (prompt: UsedPrompt): Promise<void> => {
    const answer = await call('prompts.hide', { id: prompt.id });
    if (!answer.ok) return setError(answer.error);
    leave(prompt.id);
    setRemoved(prompt);
  };
  const bringBack = async (prompt: UsedPrompt): Promise<void> => {
    const answer = await call('prompts.unhide', { id: prompt.id });
    if (!answer.ok) return setError(answer.error);
    setRemoved(null);
    setActive(prompt.id);
  };
  const press = (event: KeyboardEvent): void => {
    if (walk(event)) return;
    const prompt = shown.find(({ id }) => id === active);
    if (prompt === undefined) return;
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      choose(prompt);
    } else if (event.key === 'Delete' && event.shiftKey) {
      event.preventDefault();
      void remove(prompt);
    }
  };

  const { history } = messages.prompts;
  const nowMs = Date.now();
  return (
    <PromptPopup label={history.open} onClose={onClose}>
      <SearchLine
        label={history.search}
        hint={history.searchHint}
        value={query}
        onChange={setQuery}
        onKeyDown={press}
        listId={listId}
        activeOption={active === null ? undefined : optionId(active)}
        {...(shown.length > 0 ? { remark: history.results(shown.length, most) } : {})}
      />
      {error !== null && (
        <div className="p-2">
          <ErrorNotice error={error} />
        </div>
      )}
      <div
        ref={list}
        id={listId}
        {...(shown.length > 0 ? { role: 'listbox', 'aria-label': history.open } : {})}
        className="min-h-0 flex-1 overflow-auto p-1.5"
      >
        {shown.map((prompt) => (
          <div
            key={prompt.id}
            data-active={prompt.id === active}
            className={`group flex rounded-control ${prompt.id === active ? 'bg-accent-soft shadow-[inset_0_0_0_1px_var(--accent)]' : 'hover:bg-hover'}`}
          >
            <div
              role="option"
              tabIndex={-1}
              id={optionId(prompt.id)}
              data-option={prompt.id}
              aria-selected={prompt.id === active}
              onClick={() => choose(prompt)}
              onKeyDown={press}
              className="min-w-0 flex-1 px-2 py-1.5"
            >
              <div className="line-clamp-2 break-words">{prompt.text}</div>
              <div className="truncate text-sm text-dim">
                {history.used(
                  prompt.useCount,
                  findModel(prompt.model)?.name ?? prompt.model,
                  messages.format.moment(prompt.usedAtMs, nowMs),
                )}
              </div>
            </div>
            {/* For the pointer only: a list box holds options and nothing else. The keyboard has a key for it, told below the list. */}
            <button
              type="button"
              tabIndex={-1}
              aria-hidden
              title={history.remove}
              onClick={() => void remove(prompt)}
              className="m-1.5 grid size-6 flex-none place-items-center rounded-control text-faint opacity-0 hover:text-text group-hover:opacity-100"
            >
              <X className="size-3.5" />
            </button>
          </div>
        ))}
        {prompts !== null && shown.length === 0 && (
          <p className="px-2 py-4 text-dim">{query.trim() === '' ? history.empty : history.none}</p>
        )}
      </div>
      <UndoLine said={removed === null ? null : history.removed} onUndo={() => removed !== null && void bringBack(removed)} />
      {shown.length > 0 && <p className="border-t border-line px-3 py-1.5 text-sm text-faint">{history.keys}</p>}
    </PromptPopup>
  );
}
