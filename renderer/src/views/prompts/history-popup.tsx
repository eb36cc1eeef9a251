// Earlier prompts: a searchable list; Enter replaces the prompt by the active one.
import { X } from 'lucide-react';
import { useId } from 'react';
import type { UsedPrompt } from '../../../../shared/ipc.ts';
import { findModel } from '../../../../shared/models/index.ts';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { messages } from '../../messages.ts';
import { ListQueryField } from '../library/search/field/list-query-field.tsx';
import { OptionList } from './option-list.tsx';
import { PromptPopup, UndoLine } from './prompt-popup.tsx';
import { useHistory } from './use-history.ts';

/** The largest number of prompts that main returns for one search. */
const maxPrompts = 60;

/** A popover beside the prompt with a search field and a list. Choosing an entry replaces the prompt; removing one can be undone. */
export function HistoryPopup({ onClose }: { readonly onClose: () => void }) {
  const { query, prompts, removed, error, list, active, choose, remove, restore, handleKey } = useHistory(onClose);
  const listId = useId();
  const shown = prompts ?? [];
  const optionId = (id: number): string => `${listId}-${id}`;
  const { history } = messages.prompts;
  const nowMs = Date.now();
  return (
    <PromptPopup label={history.open} onClose={onClose}>
      <ListQueryField
        query={query}
        label={history.search}
        hint={history.searchHint}
        look="plain"
        takesFocus
        list={{ id: listId, activeOption: active === null ? undefined : optionId(active) }}
        remark={shown.length > 0 ? history.results(shown.length, maxPrompts) : undefined}
        onKey={handleKey}
      />
      {error !== null && (
        <div className="p-2">
          <ErrorNotice error={error} />
        </div>
      )}
      <OptionList
        {...{
          ref: list,
          id: listId,
          label: history.open,
          optionId,
          active,
          items: shown,
          onChoose: choose,
          onKeyDown: (event) => handleKey(event) && event.preventDefault(),
        }}
        linesOf={(prompt) => <PromptLines prompt={prompt} nowMs={nowMs} />}
        // Keyboard users press Delete instead. The line below the list tells them.
        toolsOf={(prompt) => <RemoveButton onClick={() => void remove(prompt)} />}
      >
        {prompts !== null && shown.length === 0 && (
          <p className="px-2 py-4 text-dim">{query.searchedText === '' ? history.empty : history.none}</p>
        )}
      </OptionList>
      <UndoLine text={removed === null ? null : history.removed} onUndo={() => removed !== null && void restore(removed)} />
      {shown.length > 0 && <p className="border-t border-line px-3 py-1.5 text-sm text-faint">{history.keys}</p>}
    </PromptPopup>
  );
}

/** The prompt, and how it was used. */
function PromptLines({ prompt, nowMs }: { readonly prompt: UsedPrompt; readonly nowMs: number }) {
  const { history } = messages.prompts;
  return (
    <>
      <div dir="auto" className="line-clamp-2 break-words">
        {prompt.text}
      </div>
      <div className="truncate text-sm text-dim">
        {history.used(prompt.useCount, findModel(prompt.model)?.name ?? prompt.model, messages.format.moment(prompt.usedAtMs, nowMs))}
      </div>
    </>
  );
}

function RemoveButton({ onClick }: { readonly onClick: () => void }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-hidden
      title={messages.prompts.history.remove}
      onClick={onClick}
      className="m-1.5 grid size-6 flex-none place-items-center rounded-control text-faint opacity-0 hover:text-text group-hover:opacity-100"
    >
      <X className="size-3.5" />
    </button>
  );
}
