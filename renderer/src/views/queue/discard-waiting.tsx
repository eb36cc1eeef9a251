// Takes back everything that waits, after asking.
import { useState } from 'react';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { messages } from '../../messages.ts';
import { selectTasks, useStudio } from '../../store/studio-store.ts';
import { discardSelected } from './queue-actions.ts';
import { waitingOrder } from './queue-selection.ts';

/** Those that wait now, in the order in which they would be sent. */
function waitingIds(): readonly number[] {
  return waitingOrder(selectTasks(useStudio.getState()).values());
}

export function DiscardWaiting() {
  // What the person was asked about is what is discarded, not what came in while they were thinking.
  const [asked, setAsked] = useState<readonly number[]>([]);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => {
          setAsked(waitingIds());
          setOpen(true);
        }}
        className="rounded-control px-1.5 text-[12px] text-dim hover:bg-hover hover:text-text"
      >
        {messages.batch.discardAll}
      </button>
      <ConfirmDialog
        open={open}
        title={messages.batch.discardTitle(asked.length)}
        detail={messages.batch.discardDetail}
        confirm={messages.batch.discard}
        onConfirm={() => void discardSelected(asked)}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
