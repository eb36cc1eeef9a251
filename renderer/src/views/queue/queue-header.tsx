// The header of the queue: a summary, the limit of concurrent tasks, and the pause button.
import { Pause } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { messages } from '../../messages.ts';
import { selectStatus, showStage, useStudio } from '../../store/studio-store.ts';
import { togglePause } from './queue-actions.ts';
import type { sectionCounts } from './queue-sections.ts';

interface Props {
  readonly counts: ReturnType<typeof sectionCounts>;
}

/** Shows the pause button while the active profile is not paused. The notice below has the button that resumes it. */
export function QueueHeader({ counts }: Props) {
  const maxConcurrentTasks = useStudio((s) => selectStatus(s)?.settings.maxConcurrentTasks ?? null);
  const active = useStudio((s) => {
    const status = selectStatus(s);
    return status?.profiles.find(({ id }) => id === status.activeProfileId) ?? null;
  });
  return (
    <header className="flex h-11 shrink-0 items-center gap-2.5 border-b border-line px-3.5">
      <h2 className="text-[13.5px] font-semibold">{messages.queue.title}</h2>
      <span className="text-dim">{messages.queue.summary(counts)}</span>
      {maxConcurrentTasks !== null && (
        <button type="button" className="ml-auto text-faint hover:text-text" onClick={() => showStage({ kind: 'settings' })}>
          {messages.queue.concurrencyLimit(maxConcurrentTasks)}
        </button>
      )}
      {active?.paused === false && (
        <Button size="small" title={messages.queue.pauseHint} onClick={() => void togglePause()}>
          <Pause size={13} aria-hidden />
          {messages.queue.pause}
        </Button>
      )}
    </header>
  );
}
