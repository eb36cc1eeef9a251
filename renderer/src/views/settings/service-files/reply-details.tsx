// The reply of the file host to an upload, field by field, in a section that is collapsed at first.
import type { ServiceFile } from '../../../../../shared/ipc.ts';
import { DisclosureSummary } from '../../../components/disclosure.tsx';
import { ServiceFields } from '../../../components/service-fields.tsx';
import { messages } from '../../../messages.ts';
import { replyFields } from './reply-fields.ts';

/** `reply` is null for a file that this studio did not upload, or whose reply was not kept. */
export function ReplyDetails({ reply }: { readonly reply: ServiceFile['uploadResponse'] }) {
  return (
    <details className="group mt-1">
      <DisclosureSummary title={messages.files.details} />
      <div className="mt-1.5 text-sm">
        {reply === null ? (
          <p className="text-dim">{messages.files.noDetails}</p>
        ) : (
          <ServiceFields fields={replyFields(reply, messages.files.replyNames)} label={messages.files.details} />
        )}
      </div>
    </details>
  );
}
