// The prompt with its counter. A prompt over the limit of the contract is invalid; over the limit of the model, the counter only warns.
import { useEffect } from 'react';
import { type Issue, type Model, promptLength, promptMaxCharacters } from '../../../../../shared/models/index.ts';
import { messages } from '../../../messages.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { PromptTools } from '../../prompts/prompt-tools.tsx';
import { useComposer } from '../composer-store.ts';
import { IssueLines, issuesOf } from '../controls/form-field.tsx';
import { writePrompt } from '../edit-request.ts';
import { rememberPromptField } from './prompt-insertion.ts';
import { useUndoableText } from './text-undo.ts';

/**
 * The text area of the prompt, with the buttons for earlier prompts and templates. It takes the focus when the studio store asks for it
 * (`promptFocusRequests`).
 */
export function PromptField({ model, issues }: { readonly model: Model; readonly issues: readonly Issue[] }) {
  const prompt = useComposer((s) => s.request.prompt);
  const isExample = useComposer((s) => s.isExample);
  const focusRequests = useStudio((s) => s.promptFocusRequests);
  const { key, field, handleTyped } = useUndoableText<HTMLTextAreaElement>(prompt);

  useEffect(() => {
    if (focusRequests === 0) return;
    field.current?.focus();
    useStudio.setState({ promptFocusRequests: 0 });
  }, [focusRequests, field]);

  const length = promptLength(prompt);
  const modelMax =
    model.prompt.max !== null && model.prompt.unit === 'characters' ? Math.min(model.prompt.max, promptMaxCharacters) : promptMaxCharacters;
  const tone = length > promptMaxCharacters ? 'text-bad font-semibold' : length > modelMax ? 'text-warn' : 'text-faint';
  return (
    <div data-field="prompt">
      <div className="mb-1.5 flex items-center gap-2 text-sm">
        <label htmlFor="prompt" className="font-semibold">
          {messages.composer.prompt}
        </label>
        <PromptTools />
        <span id="prompt-count" className={`ml-auto ${tone}`}>
          {messages.composer.promptCount(length, modelMax)}
        </span>
      </div>
      <textarea
        dir="auto"
        key={key}
        id="prompt"
        ref={field}
        value={prompt}
        onChange={({ target }) => {
          handleTyped(target.value);
          writePrompt(target.value);
        }}
        onFocus={rememberPromptField}
        placeholder={messages.composer.promptHint}
        aria-describedby="prompt-count"
        aria-invalid={length > promptMaxCharacters}
        rows={4}
        maxLength={1_000_000}
        spellCheck
        className="block field-sizing-content max-h-[280px] min-h-[98px] w-full resize-none rounded-panel border border-line-strong bg-bg px-2.5 py-[9px] leading-normal select-text focus:border-accent focus:outline-none"
      />
      {isExample && <p className="mt-1 text-sm text-faint">{messages.composer.example}</p>}
      {model.prompt.none && <p className="mt-1 text-sm text-faint">{messages.composer.promptNotSent}</p>}
      <IssueLines issues={issuesOf(issues, 'prompt')} />
    </div>
  );
}
