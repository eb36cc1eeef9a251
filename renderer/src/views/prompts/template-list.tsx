// The templates there are: found by a word, used with Enter, edited and thrown away by key or pointer.
import { Pencil, Trash2 } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useMemo, useRef, useState } from 'react';
import type { PromptTemplate } from '../../../../shared/ipc.ts';
import { foldForSearch, holdsWords, searchWords } from '../../../../shared/search-folding.ts';
import { Button } from '../../components/button.tsx';
import { messages } from '../../messages.ts';
import { useListNavigation } from './list-navigation.ts';
import { SearchLine, UndoLine } from './prompt-popup.tsx';
import { useTemplateDrafts } from './template-drafts.ts';
import type { Templates } from './template-store.ts';
import { TemplateText } from './template-text.tsx';

interface Props {
  readonly templates: Templates;
  readonly onUse: (template: PromptTemplate) => void;
  readonly onEdit: (template: PromptTemplate) => void;
  /** Makes one of what stands in the prompt; from nothing where the prompt is empty. */
  readonly onMake: () => void;
  readonly hasPrompt: boolean;
}

export function TemplateList({ templates, onUse, onEdit, onMake, hasPrompt }: Props) {
  const { list: all, removed } = templates;
  const [query, setQuery] = useState('');
  const [inUse, setInUse] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const folded = useMemo(
    () => (all ?? []).map((template) => ({ template, text: foldForSearch(`${template.name} ${template.text}`) })),
    [all],
  );
  const wanted = searchWords(query);
  const shown = folded.filter(({ text }) => holdsWords(text, wanted)).map(({ template }) => template);
  const { active, setActive, walk, leave } = useListNavigation(
    shown.map(({ id }) => id),
    list,
  );
  const optionId = (id: number): string => `${listId}-${id}`;
  const said = messages.prompts.templates;
  const unsaved = useTemplateDrafts((s) => s.templates);

  const remove = (template: PromptTemplate): void => {
    leave(template.id);
    setInUse(false);
    void templates.remove(template);
  };
  const restore = async (): Promise<void> => {
    const { id } = removed ?? {};
    const restored = await templates.restore();
    setInUse(!restored);
    if (restored && id !== undefined) setActive(id);
  };
  const press = (event: KeyboardEvent): void => {
    if (walk(event)) return;
    const template = shown.find(({ id }) => id === active);
    if (template === undefined) return;
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) onUse(template);
    else if (event.key === 'F2') onEdit(template);
    else if (event.key === 'Delete' && event.shiftKey) remove(template);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <SearchLine
        label={said.search}
        hint={said.searchHint}
        value={query}
        onChange={setQuery}
        onKeyDown={press}
        listId={listId}
        activeOption={active === null ? undefined : optionId(active)}
      />
      <div
        ref={list}
        id={listId}
        {...(shown.length > 0 ? { role: 'listbox', 'aria-label': said.open } : {})}
        className="min-h-0 flex-1 overflow-auto p-1.5"
      >
        {shown.map((template) => (
          <div
            key={template.id}
            data-active={template.id === active}
            className={`group flex rounded-control ${template.id === active ? 'bg-accent-soft shadow-[inset_0_0_0_1px_var(--accent)]' : 'hover:bg-hover'}`}
          >
            <div
              role="option"
              tabIndex={-1}
              id={optionId(template.id)}
              data-option={template.id}
              aria-selected={template.id === active}
              onClick={() => onUse(template)}
              onKeyDown={press}
              className="min-w-0 flex-1 px-2 py-1.5"
            >
              <div className="flex items-baseline gap-2">
                <span className="truncate font-medium">{template.name}</span>
                {unsaved.has(template.id) && <span className="shrink-0 text-sm text-warn">{said.unsavedMark}</span>}
              </div>
              <div className="line-clamp-2 break-words text-[12px] text-dim">
                <TemplateText text={template.text} />
              </div>
            </div>
            {/* For the pointer only, as in the model picker: the keyboard has keys for both, told below the list. */}
            <PointerTool title={said.edit(template.name)} onClick={() => onEdit(template)}>
              <Pencil className="size-3.5" />
            </PointerTool>
            <PointerTool title={said.remove(template.name)} onClick={() => remove(template)}>
              <Trash2 className="size-3.5" />
            </PointerTool>
          </div>
        ))}
        {all !== null && shown.length === 0 && (
          <div className="px-2 py-4 text-dim">
            {all.length > 0 ? (
              said.none
            ) : (
              <>
                <p className="font-semibold text-text">{said.empty}</p>
                <p className="mt-1">{said.emptyDetail}</p>
              </>
            )}
          </div>
        )}
      </div>
      <UndoLine
        said={removed === null ? null : inUse ? said.notRestored : said.removed(removed.name)}
        {...(inUse ? {} : { onUndo: () => void restore() })}
      />
      <div className="flex items-center gap-3 border-t border-line px-3 py-2">
        <Button size="small" onClick={onMake}>
          {unsaved.has(null) ? said.continueNew : hasPrompt ? said.saveThis : said.makeNew}
        </Button>
      </div>
      {shown.length > 0 && <p className="border-t border-line px-3 py-1.5 text-sm text-faint">{said.keys}</p>}
    </>
  );
}

interface ToolProps {
  readonly title: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

const PointerTool = ({ title, onClick, children }: ToolProps) => (
  <button
    type="button"
    tabIndex={-1}
    aria-hidden
    title={title}
    onClick={onClick}
    className="my-1.5 mr-1 grid size-6 flex-none place-items-center rounded-control text-faint opacity-0 hover:text-text group-hover:opacity-100"
  >
    {children}
  </button>
);
