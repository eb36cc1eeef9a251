// Searches, removes and restores templates in their list.
import { type KeyboardEvent, type RefObject, useMemo, useRef, useState } from 'react';
import type { PromptTemplate } from '../../../../shared/ipc.ts';
import { containsWords, foldForSearch, searchWords } from '../../../../shared/search-folding.ts';
import { useListNavigation } from './list-navigation.ts';
import type { Templates } from './template-store.ts';

interface TemplateSearchOptions {
  readonly templates: Templates;
  readonly onUse: (template: PromptTemplate) => void;
  readonly onEdit: (template: PromptTemplate) => void;
}

/** State and actions of the list of templates. */
interface TemplateSearch {
  readonly query: string;
  setQuery(query: string): void;
  /** True when the removed template cannot be restored, because its name is in use again. */
  readonly isNameInUse: boolean;
  readonly list: RefObject<HTMLDivElement | null>;
  readonly shown: readonly PromptTemplate[];
  /** Id of the active template, which Enter uses; null while there is none. */
  readonly active: number | null;
  remove(template: PromptTemplate): void;
  restore(): Promise<void>;
  handleKeyDown(event: KeyboardEvent): void;
}

/**
 * Filters the templates by the words of the query, in name and text, and handles the keys of the search field: Enter uses, F2 edits,
 * Shift+Delete removes.
 */
export function useTemplateSearch({ templates, onUse, onEdit }: TemplateSearchOptions): TemplateSearch {
  const { list: all, removed } = templates;
  const [query, setQuery] = useState('');
  const [isNameInUse, setIsNameInUse] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const searchable = useMemo(
    () => (all ?? []).map((template) => ({ template, text: foldForSearch(`${template.name} ${template.text}`) })),
    [all],
  );
  const words = searchWords(query);
  const shown = searchable.filter(({ text }) => containsWords(text, words)).map(({ template }) => template);
  const { active, setActive, handleNavigationKey, activateNeighbour } = useListNavigation(
    shown.map(({ id }) => id),
    list,
  );

  const remove = (template: PromptTemplate): void => {
    activateNeighbour(template.id);
    setIsNameInUse(false);
    void templates.remove(template);
  };
  const restore = async (): Promise<void> => {
    const { id } = removed ?? {};
    const restored = await templates.restore();
    setIsNameInUse(!restored);
    if (restored && id !== undefined) setActive(id);
  };
  const handleKeyDown = (event: KeyboardEvent): void => {
    if (handleNavigationKey(event)) return;
    const template = shown.find(({ id }) => id === active);
    if (template === undefined) return;
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) onUse(template);
    else if (event.key === 'F2') onEdit(template);
    else if (event.key === 'Delete' && event.shiftKey) remove(template);
    else return;
    event.preventDefault();
  };
  return { query, setQuery, isNameInUse, list, shown, active, remove, restore, handleKeyDown };
}
