// Discards all waiting tasks, after asking.
import { useState } from 'react';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { messages } from '../../messages.ts';
import { selectTasks, useStudio } from '../../store/studio-store.ts';
import { discardSelected } from './queue-actions.ts';
import { waitingOrder } from './queue-selection.ts';

/** The waiting tasks, in the order of their submission. */
function waitingIds(): readonly number[] {
  return waitingOrder(selectTasks(useStudio.getState()).values());
}

/** The button in the header of the waiting section. */
export function DiscardWaiting() {
  // Only the tasks that the question was about are discarded, not those that were added meanwhile.
  const [toDiscard, setToDiscard] = useState<readonly number[]>([]);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => {
          setToDiscard(waitingIds());
          setOpen(true);
        }}
        className="rounded-control px-1.5 text-[12px] text-dim hover:bg-hover hover:text-text"
      >
        {messages.batch.discardAll}
      </button>
      <ConfirmDialog
        open={open}
        title={messages.batch.discardTitle(toDiscard.length)}
        detail={messages.batch.discardDetail}
        confirm={messages.batch.discard}
        onConfirm={() => void discardSelected(toDiscard)}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
