// The field for a file name template, with buttons that insert tokens, the problem of the template, and a preview of the names.
import { useId, useRef } from 'react';
import { maxTemplateLength, parseFileNameTemplate, type TemplateProblem } from '../../../../../shared/file-names/parse-template.ts';
import { type NameToken, nameTokens } from '../../../../../shared/file-names/template-tokens.ts';
import { FileNameText } from '../../../components/file-name-text.tsx';
import { messages } from '../../../messages.ts';
import { useNamePreview } from './use-name-preview.ts';

interface TemplateFieldProps {
  readonly template: string;
  readonly onChange: (template: string) => void;
  /** The videos whose names are previewed. If empty, the newest video is used. */
  readonly resultIds: readonly number[];
  readonly autoFocus?: boolean;
}

/** The problem of a template; null if it can be used. */
export function templateProblem(template: string): TemplateProblem | null {
  const parsed = parseFileNameTemplate(template);
  return parsed.ok ? null : parsed.problem;
}

/** The field with its buttons, problem and preview. The caller stores the template. */
export function TemplateField({ template, onChange, resultIds, autoFocus = false }: TemplateFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const problem = templateProblem(template);
  const insert = (token: NameToken): void => {
    const field = input.current;
    const from = field?.selectionStart ?? template.length;
    const to = field?.selectionEnd ?? from;
    // The token is inserted like typed text, so the keys of the text field can undo it.
    field?.focus();
    field?.setSelectionRange(from, to);
    if (field === null || !document.execCommand('insertText', false, `{${token}}`)) {
      onChange(`${template.slice(0, from)}{${token}}${template.slice(to)}`);
    }
  };
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block font-medium text-dim text-sm">
        {messages.fileNames.template}
      </label>
      <input
        ref={input}
        id={id}
        dir="auto"
        type="text"
        value={template}
        onChange={(event) => onChange(event.target.value)}
        maxLength={maxTemplateLength}
        // biome-ignore lint/a11y/noAutofocus: the field is the purpose of its dialog
        autoFocus={autoFocus}
        aria-invalid={problem !== null || undefined}
        aria-describedby={`${id}-says`}
        autoComplete="off"
        spellCheck={false}
        className={`h-8 w-full select-text rounded-control border bg-bg px-2.5 font-mono text-[12px] text-text outline-offset-0 ${problem === null ? 'border-line-strong' : 'border-bad'}`}
      />
      <fieldset aria-label={messages.fileNames.insert} className="mt-1.5 flex flex-wrap gap-1">
        {nameTokens.map((token) => (
          <button
            key={token}
            type="button"
            title={messages.fileNames.insertToken(token)}
            className="h-6 rounded-control border border-line bg-raised px-2 text-[12px] text-dim hover:bg-hover hover:text-text"
            // The field keeps the focus, because the token is inserted at its cursor.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => insert(token)}
          >
            {messages.fileNames.tokens[token]}
          </button>
        ))}
      </fieldset>
      <div id={`${id}-says`} role="status" className="mt-2 text-[12px]">
        {problem === null ? (
          <Preview template={template} resultIds={resultIds} />
        ) : (
          <p className="text-bad">{messages.fileNames.problem(problem)}</p>
        )}
      </div>
    </div>
  );
}

function Preview({ template, resultIds }: Pick<TemplateFieldProps, 'template' | 'resultIds'>) {
  const names = useNamePreview(template, resultIds);
  return (
    <div className="flex items-baseline gap-2 text-dim">
      <span className="shrink-0">{messages.fileNames.preview}</span>
      <ul className="min-w-0 select-text break-words text-text">
        {names.map((name) => (
          <li key={name}>
            <FileNameText>{name}</FileNameText>
          </li>
        ))}
      </ul>
    </div>
  );
}
