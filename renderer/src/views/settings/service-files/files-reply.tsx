// The reply of the file host to an upload, field by field, folded.
import { ChevronRight } from 'lucide-react';
import type { ServiceFile } from '../../../../../shared/ipc.ts';
import { WireFields } from '../../../components/service-fields.tsx';
import { messages } from '../../../messages.ts';
import { replyFields } from './reply-fields.ts';

/** `reply` is null for a file that this studio did not upload, or whose reply was not kept. */
export function ReplyDetails({ reply }: { readonly reply: ServiceFile['uploadResponse'] }) {
  return (
    <details className="group mt-1">
      <summary className="inline-flex list-none items-center gap-1 rounded-control text-dim text-sm hover:text-text">
        <ChevronRight size={13} className="transition-transform group-open:rotate-90" aria-hidden />
        {messages.files.details}
      </summary>
      <div className="mt-1.5 text-sm">
        {reply === null ? (
          <p className="text-dim">{messages.files.noDetails}</p>
        ) : (
          <WireFields fields={replyFields(reply, messages.files.replyNames)} label={messages.files.details} />
        )}
      </div>
    </details>
  );
}
