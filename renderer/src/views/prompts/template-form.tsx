// The form that creates or edits a template: its name, its text, and the variables found in it.
import { useId } from 'react';
import { parsePromptTemplate, templateNameMax, templateTextMax, variablesOf } from '../../../../shared/prompt-template.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { messages } from '../../messages.ts';
import { type TemplateDraftOptions, useTemplateDraft } from './use-template-draft.ts';

/** The pane that edits a template. Below the text it lists the variables and hints at mistakes in braces. */
export function TemplateForm({ draft, save, onDone, onContinueEditing }: TemplateDraftOptions) {
  const { isResumed, name, setName, text, setText, refusal, nameField, isComplete, submit, cancel } = useTemplateDraft({
    draft,
    save,
    onDone,
    onContinueEditing,
  });
  const labels = messages.prompts.templates;
  const template = parsePromptTemplate(text);
  const hints = [...new Set(template.hints.map(({ kind }) => kind))];

  return (
    <form onSubmit={(event) => void submit(event)} className="flex min-h-0 flex-1 flex-col">
      <h2 className="border-b border-line px-3 py-2.5 font-semibold">{draft.id === null ? labels.newTitle : labels.editTitle}</h2>
      <div className="grid min-h-0 flex-1 gap-3 overflow-auto p-3">
        {isResumed && <p className="text-[12px] text-dim">{labels.unsaved}</p>}
        <TextField
          label={labels.name}
          hint={labels.nameHint}
          value={name}
          onChange={setName}
          maxLength={templateNameMax}
          isInvalid={refusal === 'name-taken'}
          inputRef={nameField}
        />
        {refusal !== null && (
          <p role="alert" className="-mt-2 text-[12px] text-bad">
            {refusal === 'name-taken' ? labels.nameTaken : labels.tooMany}
          </p>
        )}
        <TemplateTextArea text={text} onChange={setText} />
        <div role="status" className="text-[12px] text-dim">
          <Variables text={text} />
          {hints.map((kind) => (
            <p key={kind} className="mt-1 text-warn">
              {labels.hints[kind]}
            </p>
          ))}
        </div>
      </div>
      <div className="flex justify-end gap-2 border-t border-line px-3 py-2">
        <Button size="small" onClick={cancel}>
          {labels.cancel}
        </Button>
        <Button size="small" type="submit" variant="primary" disabled={!isComplete}>
          {labels.save}
        </Button>
      </div>
    </form>
  );
}

function TemplateTextArea({ text, onChange }: { readonly text: string; readonly onChange: (text: string) => void }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-medium text-dim">
        {messages.prompts.templates.text}
      </label>
      <textarea
        dir="auto"
        id={id}
        value={text}
        rows={6}
        maxLength={templateTextMax}
        onChange={(event) => onChange(event.target.value)}
        className="block w-full resize-none rounded-panel border border-line-strong bg-bg px-2.5 py-2 leading-normal select-text focus:border-accent focus:outline-none"
      />
    </div>
  );
}

function Variables({ text }: { readonly text: string }) {
  const variables = variablesOf(parsePromptTemplate(text));
  const labels = messages.prompts.templates;
  if (variables.length === 0) return <p>{labels.noVariables}</p>;
  return (
    <ul aria-label={labels.variables} className="flex flex-wrap gap-1.5">
      {variables.map(({ name, options }) => (
        <li key={name} className="rounded-[4px] bg-accent-soft px-1.5 py-px">
          <span className="font-medium text-accent">{name}</span>
          {options.length > 0 && <span> {labels.choices(options)}</span>}
        </li>
      ))}
    </ul>
  );
}
