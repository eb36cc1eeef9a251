// The left side of the batch stage while it repeats requests of the library.
import { Button } from '../../components/button.tsx';
import { messages } from '../../messages.ts';
import { clearReusedRequests, useBatch } from './batch-store.ts';

/** Shows how many videos and tasks the lines come from, and how many requests lost a file. */
export function ReuseForm() {
  const { selectedCount, hasTasks, incompleteCount } = useBatch((s) => s.reusedRequests);
  return (
    <div className="grid gap-3">
      <p className="select-text">{hasTasks ? messages.batch.reusedEntries(selectedCount) : messages.batch.reused(selectedCount)}</p>
      {incompleteCount > 0 && (
        <p role="status" className="rounded-panel bg-warn-soft px-2.5 py-2 text-[12px] leading-snug">
          {messages.batch.reusedIncomplete(incompleteCount)}
        </p>
      )}
      <p className="text-sm leading-snug text-faint">{messages.batch.reusedDetail}</p>
      <Button onClick={clearReusedRequests}>{messages.batch.clearReused}</Button>
    </div>
  );
}
