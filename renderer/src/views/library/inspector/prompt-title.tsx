// The prompt at the top of the panel: its first sentence as a title, and the rest.
import { MarkedText } from '../search/marked-text.tsx';
import { promptParts } from './prompt-parts.ts';

/** The whole prompt, with the hits of the search marked. */
export function PromptTitle({ prompt }: { readonly prompt: string }) {
  const { title, rest } = promptParts(prompt);
  return (
    <>
      {/* Never shrinks: clamped text has no minimum height and would disappear in a low window. */}
      <h2 dir="auto" className="line-clamp-4 shrink-0 select-text break-words font-semibold" title={title}>
        <MarkedText text={title} />
      </h2>
      {rest !== '' && (
        <p dir="auto" className="mt-1 max-h-[180px] shrink-0 select-text overflow-y-auto whitespace-pre-wrap break-words text-dim">
          <MarkedText text={rest} />
        </p>
      )}
    </>
  );
}
