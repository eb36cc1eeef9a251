// The text of a template with its variables highlighted.
import { parsePromptTemplate } from '../../../../shared/prompt-template.ts';

/** Shows names in place of the variables, without braces and choices. */
export function TemplateText({ text }: { readonly text: string }) {
  return parsePromptTemplate(text).parts.map((part, index) =>
    part.kind === 'text' ? (
      part.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no ids and keep their order
      <bdi key={index} className="rounded-[3px] border border-accent/50 px-0.5 text-text">
        {part.variable.name}
      </bdi>
    ),
  );
}
