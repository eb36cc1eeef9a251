// The service's id of a task, with a button that copies it for EvoLink's support.
import { CopyButton } from '../../components/copy-button.tsx';
import { messages } from '../../messages.ts';

/** The id as selectable text, and the copy button. */
export function CopyId({ id }: { readonly id: string }) {
  return (
    <span className="flex items-center gap-1">
      <code className="min-w-0 select-all break-all font-mono text-[12px]">{id}</code>
      <CopyButton text={id} label={messages.inspector.copy} copiedLabel={messages.inspector.copied} className="-my-1" />
    </span>
  );
}
