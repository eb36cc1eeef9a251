// The popup of the templates: the list, the form of one template, or the form that fills one in. The result is a plain prompt.
import { useState } from 'react';
import type { PromptTemplate } from '../../../../shared/ipc.ts';
import { fillTemplate, parsePromptTemplate, variablesOf } from '../../../../shared/prompt-template.ts';
import { call } from '../../api.ts';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { messages } from '../../messages.ts';
import { useComposer } from '../create/composer-store.ts';
import { PromptPopup } from './prompt-popup.tsx';
import { fillPrompt } from './replace-prompt.ts';
import { closeDraft, deleteValues, type TemplateDraft, useTemplateDrafts } from './template-drafts.ts';
import { TemplateFillForm } from './template-fill-form.tsx';
import { TemplateForm } from './template-form.tsx';
import { TemplateList } from './template-list.tsx';
import { useTemplates } from './template-store.ts';

/** A text with variables to fill in: a template, or the current prompt. */
interface FillablePrompt {
  readonly title: string;
  readonly text: string;
}

type Pane =
  | { readonly kind: 'list' }
  | { readonly kind: 'form'; readonly draft: TemplateDraft }
  | { readonly kind: 'fill'; readonly prompt: FillablePrompt; readonly back: 'list' | 'close' };

/** The form with unsaved input, if the popup was closed while it was open; otherwise the list. */
function unsavedForm(): Pane {
  const { shown, templates } = useTemplateDrafts.getState();
  return shown !== null && templates.has(shown.id) ? { kind: 'form', draft: shown } : { kind: 'list' };
}

/** The variables of the current prompt as a pane. */
const promptPane = (): Pane => ({
  kind: 'fill',
  prompt: { title: messages.prompts.templates.fill, text: useComposer.getState().request.prompt },
  back: 'close',
});

interface Props {
  readonly onClose: () => void;
  /** Starts with the variables of the prompt instead of the list. */
  readonly fillsPrompt: boolean;
}

/** A popover beside the prompt. Escape goes one pane back. Using a template replaces the prompt, which Ctrl+Z in the field undoes. */
export function TemplatePopup({ onClose, fillsPrompt }: Props) {
  const templates = useTemplates();
  const [pane, setPane] = useState<Pane>(fillsPrompt ? promptPane : unsavedForm);
  const showList = (): void => {
    closeDraft();
    setPane({ kind: 'list' });
  };
  const back = pane.kind === 'list' || (pane.kind === 'fill' && pane.back === 'close') ? onClose : showList;

  const handleUse = ({ name, text }: PromptTemplate): void => {
    const template = parsePromptTemplate(text);
    if (variablesOf(template).length > 0) {
      setPane({ kind: 'fill', prompt: { title: name, text }, back: 'list' });
      return;
    }
    onClose();
    fillPrompt(fillTemplate(template, new Map()));
  };
  const handleFill = (prompt: string, values: ReadonlyMap<string, string>): void => {
    if (pane.kind === 'fill') deleteValues(pane.prompt.text);
    void call('templates.saveValues', { values: [...values].map(([name, value]) => ({ name, value })) });
    onClose();
    fillPrompt(prompt, 'written');
  };
  const prompt = useComposer((s) => s.request.prompt.trim());

  return (
    <PromptPopup label={messages.prompts.templates.open} onClose={onClose} onEscape={back}>
      {templates.error !== null && (
        <div className="p-2">
          <ErrorNotice error={templates.error} />
        </div>
      )}
      {pane.kind === 'list' && (
        <TemplateList
          templates={templates}
          onUse={handleUse}
          onEdit={(template) => setPane({ kind: 'form', draft: template })}
          onCreate={() => setPane({ kind: 'form', draft: { id: null, name: '', text: prompt } })}
          hasPrompt={prompt !== ''}
        />
      )}
      {pane.kind === 'form' && (
        <TemplateForm
          draft={pane.draft}
          save={templates.save}
          onDone={showList}
          onContinueEditing={(saved) => setPane({ kind: 'form', draft: saved })}
        />
      )}
      {pane.kind === 'fill' && templates.list !== null && (
        <TemplateFillForm
          title={pane.prompt.title}
          text={pane.prompt.text}
          remembered={templates.values}
          onFill={handleFill}
          onBack={back}
        />
      )}
    </PromptPopup>
  );
}
