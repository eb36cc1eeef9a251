// The list of templates. The user searches it by words; Enter uses a template, and keys and buttons edit and remove it.
import { Pencil, Trash2 } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { PromptTemplate } from '../../../../shared/ipc.ts';
import { Button } from '../../components/button.tsx';
import { NamedText } from '../../components/named-text.tsx';
import { messages } from '../../messages.ts';
import { OptionList } from './option-list.tsx';
import { SearchLine, UndoLine } from './prompt-popup.tsx';
import { useTemplateDrafts } from './template-drafts.ts';
import type { Templates } from './template-store.ts';
import { TemplateText } from './template-text.tsx';
import { useTemplateSearch } from './use-template-search.ts';

interface Props {
  readonly templates: Templates;
  readonly onUse: (template: PromptTemplate) => void;
  readonly onEdit: (template: PromptTemplate) => void;
  /** Creates a template from the prompt; an empty one if the prompt is empty. */
  readonly onCreate: () => void;
  readonly hasPrompt: boolean;
}

/** The first pane of the templates popup. A removed template can be restored. */
export function TemplateList({ templates, onUse, onEdit, onCreate, hasPrompt }: Props) {
  const { list: all, removed } = templates;
  const { query, setQuery, isNameInUse, list, shown, active, remove, restore, handleKeyDown } = useTemplateSearch({
    templates,
    onUse,
    onEdit,
  });
  const listId = useId();
  const optionId = (id: number): string => `${listId}-${id}`;
  const labels = messages.prompts.templates;
  const unsaved = useTemplateDrafts((s) => s.templates);

  return (
    <>
      <SearchLine
        label={labels.search}
        hint={labels.searchHint}
        value={query}
        onChange={setQuery}
        onKeyDown={handleKeyDown}
        listId={listId}
        activeOption={active === null ? undefined : optionId(active)}
      />
      <OptionList
        {...{ ref: list, id: listId, label: labels.open, optionId, active, items: shown, onChoose: onUse, onKeyDown: handleKeyDown }}
        linesOf={(template) => <TemplateLines template={template} isUnsaved={unsaved.has(template.id)} />}
        toolsOf={(template) => <TemplateTools template={template} onEdit={onEdit} onRemove={remove} />}
      >
        {all !== null && shown.length === 0 && <NothingFound hasTemplates={all.length > 0} />}
      </OptionList>
      <UndoLine
        text={
          removed === null ? null : isNameInUse ? labels.notRestored : <NamedText text={labels.removed(removed.name)} name={removed.name} />
        }
        {...(isNameInUse ? {} : { onUndo: () => void restore() })}
      />
      <div className="flex items-center gap-3 border-t border-line px-3 py-2">
        <Button size="small" onClick={onCreate}>
          {unsaved.has(null) ? labels.continueNew : hasPrompt ? labels.saveThis : labels.create}
        </Button>
      </div>
      {shown.length > 0 && <p className="border-t border-line px-3 py-1.5 text-sm text-faint">{labels.keys}</p>}
    </>
  );
}

/** Shown instead of the list: no template matches the query, or there is none at all. */
function NothingFound({ hasTemplates }: { readonly hasTemplates: boolean }) {
  const labels = messages.prompts.templates;
  return (
    <div className="px-2 py-4 text-dim">
      {hasTemplates ? (
        labels.none
      ) : (
        <>
          <p className="font-semibold text-text">{labels.empty}</p>
          <p className="mt-1">{labels.emptyDetail}</p>
        </>
      )}
    </div>
  );
}

interface LinesProps {
  readonly template: PromptTemplate;
  /** True when the template has an unsaved change. */
  readonly isUnsaved: boolean;
}

function TemplateLines({ template, isUnsaved }: LinesProps) {
  return (
    <>
      <div className="flex items-baseline gap-2">
        <span dir="auto" className="truncate font-medium">
          {template.name}
        </span>
        {isUnsaved && <span className="shrink-0 text-sm text-warn">{messages.prompts.templates.unsavedMark}</span>}
      </div>
      <div dir="auto" className="line-clamp-2 break-words text-[12px] text-dim">
        <TemplateText text={template.text} />
      </div>
    </>
  );
}

interface ToolsProps {
  readonly template: PromptTemplate;
  readonly onEdit: (template: PromptTemplate) => void;
  readonly onRemove: (template: PromptTemplate) => void;
}

/** Buttons for the pointer only, as in the model picker. The line below the list names the keys for both actions. */
function TemplateTools({ template, onEdit, onRemove }: ToolsProps) {
  const labels = messages.prompts.templates;
  return (
    <>
      <PointerTool title={labels.edit(template.name)} onClick={() => onEdit(template)}>
        <Pencil className="size-3.5" />
      </PointerTool>
      <PointerTool title={labels.remove(template.name)} onClick={() => onRemove(template)}>
        <Trash2 className="size-3.5" />
      </PointerTool>
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
