// Discards all waiting tasks, after asking.
import { useState } from 'react';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { messages } from '../../messages.ts';
import { selectTasks, useStudio } from '../../store/studio-store.ts';
import { discardSelected } from './queue-actions.ts';
import { sectionOf } from './queue-sections.ts';
import { waitingOrder } from './queue-selection.ts';

/**
 * The ids of the tasks of the waiting section, in the order of their submission. Tasks that need the user are not included, because some of
 * them may have been sent already.
 */
function waitingIds(): readonly number[] {
  const tasks = selectTasks(useStudio.getState());
  return waitingOrder([...tasks.values()].filter((task) => sectionOf(task) === 'waiting'));
}

/** The button in the header of the waiting section. */
export function DiscardWaiting() {
  // Discards only the tasks that were waiting when the question opened, not those that were added meanwhile.
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
