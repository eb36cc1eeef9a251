// Searches earlier prompts, removes them and restores them.
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { UsedPrompt } from '../../../../shared/ipc.ts';
import { promptFields } from '../../../../shared/search/sql-search-fields.ts';
import { call } from '../../api.ts';
import { useLoadedValue } from '../../use-loaded-value.ts';
import { type ListQuery, useListQuery } from '../library/search/field/list-query.ts';
import { useListNavigation } from './list-navigation.ts';
import { fillPrompt } from './replace-prompt.ts';

/** State and actions of the popup of earlier prompts. */
interface PromptHistory {
  readonly query: ListQuery;
  /** null until the first result. */
  readonly prompts: readonly UsedPrompt[] | null;
  /** The last removed prompt; null after it was restored. */
  readonly removed: UsedPrompt | null;
  readonly error: AppError | null;
  readonly list: RefObject<HTMLDivElement | null>;
  /** Id of the active prompt, which Enter chooses; null while there is none. */
  readonly active: number | null;
  choose(prompt: UsedPrompt): void;
  remove(prompt: UsedPrompt): Promise<void>;
  restore(prompt: UsedPrompt): Promise<void>;
  /** Handles a key of the list. Returns false for all other keys. */
  handleKey(event: KeyboardEvent): boolean;
}

const searchPrompts = (query: string) => call('prompts.search', { query });

/** Main searches after every change of the query; an outdated result is dropped. `onClose` closes the popup after a choice. */
export function useHistory(onClose: () => void): PromptHistory {
  const query = useListQuery(promptFields);
  const { searchedText } = query;
  const [removed, setRemoved] = useState<UsedPrompt | null>(null);
  const [actionError, setActionError] = useState<AppError | null>(null);
  // A removed or restored prompt changes the list.
  const { latest, error: searchError } = useLoadedValue(searchPrompts, searchedText, removed);
  const prompts = latest?.value.prompts ?? null;
  const list = useRef<HTMLDivElement>(null);
  const shown = prompts ?? [];
  const { active, setActive, handleNavigationKey, activateNeighbour } = useListNavigation(
    shown.map(({ id }) => id),
    list,
  );

  const choose = (prompt: UsedPrompt): void => {
    onClose();
    fillPrompt(prompt.text);
  };
  const remove = async (prompt: UsedPrompt): Promise<void> => {
    const result = await call('prompts.hide', { id: prompt.id });
    if (!result.ok) return setActionError(result.error);
    activateNeighbour(prompt.id);
    setRemoved(prompt);
  };
  const restore = async (prompt: UsedPrompt): Promise<void> => {
    const result = await call('prompts.unhide', { id: prompt.id });
    if (!result.ok) return setActionError(result.error);
    setRemoved(null);
    setActive(prompt.id);
  };
  const handleKey = (event: KeyboardEvent): boolean => {
    if (handleNavigationKey(event)) return true;
    const prompt = shown.find(({ id }) => id === active);
    if (prompt === undefined) return false;
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) choose(prompt);
    else if (event.key === 'Delete' && event.shiftKey) void remove(prompt);
    else return false;
    return true;
  };
  return { query, prompts, removed, error: actionError ?? searchError, list, active, choose, remove, restore, handleKey };
}
