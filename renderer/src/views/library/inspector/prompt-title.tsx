// The prompt at the top of the panel: whole, as it was written, with a button that copies it.
import { useState } from 'react';
import { CopyButton } from '../../../components/copy-button.tsx';
import { messages } from '../../../messages.ts';
import { MarkedText } from '../search/hits/marked-text.tsx';

/** A longer prompt is cut until the user opens it, so that the details below stay in reach. */
const longPromptCharacters = 400;

/** The prompt of a request, with the hits of the search marked. */
export function PromptTitle({ prompt }: { readonly prompt: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const isLong = prompt.length > longPromptCharacters;
  const { copyPrompt, copied, untitled, inspector } = messages.library;
  const isEmpty = prompt.trim() === '';
  return (
    <div className="flex shrink-0 items-start gap-1">
      <div className="min-w-0 flex-1">
        <h2
          dir="auto"
          className={`select-text whitespace-pre-wrap break-words leading-snug ${isLong && !isOpen ? 'line-clamp-6' : ''} ${isEmpty ? 'text-dim' : ''}`}
        >
          <MarkedText text={isEmpty ? untitled : prompt} />
        </h2>
        {isLong && (
          <button
            type="button"
            aria-expanded={isOpen}
            className="mt-1 min-h-6 rounded-control text-accent text-sm hover:underline"
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? inspector.showLess : inspector.showAll}
          </button>
        )}
      </div>
      {!isEmpty && <CopyButton text={prompt} label={copyPrompt} copiedLabel={copied} className="-mt-1" />}
    </div>
  );
}
