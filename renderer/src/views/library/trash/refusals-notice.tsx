// Says how many videos of an action on the trash were refused, and why.
import { CircleAlert, X } from 'lucide-react';
import { IconButton } from '../../../components/button.tsx';
import { ErrorSentences } from '../../../components/errors/error-sentences.tsx';
import { messages } from '../../../messages.ts';
import { useTrashRefusals } from './trash-actions.ts';

/** An alert above the grid, until it is dismissed or another action is done. Renders nothing while nothing was refused. */
export function RefusalsNotice() {
  const refusals = useTrashRefusals((s) => s.refusals);
  if (refusals === null) return null;
  const { count, total, reasons } = refusals;
  return (
    <div className="px-[14px] pt-2.5">
      <div role="alert" className="flex items-start gap-2.5 rounded-control border border-bad/35 bg-bad-soft px-3 py-2.5">
        <CircleAlert size={16} className="mt-px shrink-0 text-bad" aria-hidden />
        <div className="min-w-0 flex-1 select-text">
          <p className="font-semibold">{messages.trash.refused(count, total)}</p>
          <ul className="mt-1 max-h-[120px] overflow-y-auto text-dim">
            {reasons.map((reason) => (
              <li key={reason.error.kind} className="break-words py-0.5">
                {messages.trash.refusedFor(reason.count)}
                <ErrorSentences error={reason.error} />
              </li>
            ))}
          </ul>
        </div>
        <IconButton label={messages.app.close} onClick={() => useTrashRefusals.setState({ refusals: null })}>
          <X size={14} aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}
