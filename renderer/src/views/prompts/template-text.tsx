// A template as it reads: its variables stand out from the text around them.
import { parseTemplate } from '../../../../shared/prompt-template.ts';

export function TemplateText({ text }: { readonly text: string }) {
  return parseTemplate(text).parts.map((part, at) =>
    part.kind === 'text' ? (
      part.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other identity, and keep their order
      <span key={at} className="rounded-[3px] border border-accent/50 px-0.5 text-text">
        {part.variable.name}
      </span>
    ),
  );
}
