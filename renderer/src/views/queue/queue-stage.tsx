// The queue: all live tasks in sections, those that need the user first. Only visible rows are in the page.
import { ListVideo } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { messages } from '../../messages.ts';
import { selectTasks, useStudio } from '../../store/studio-store.ts';
import { QueueHeader } from './queue-header.tsx';
import { QueueList, useQueueList } from './queue-list.tsx';
import { queueRows, sectionCounts } from './queue-sections.ts';
import { QueueStageNotes } from './queue-stage-notes.tsx';

/** The stage `queue`. It shows the tasks of all profiles. */
export function QueueStage() {
  const tasks = useStudio(selectTasks);
  const rows = useMemo(() => queueRows(tasks.values()), [tasks]);
  const counts = useMemo(() => sectionCounts(tasks.values()), [tasks]);
  const list = useQueueList(rows);
  const focusPrompt = () => useStudio.setState((s) => ({ promptFocusRequests: s.promptFocusRequests + 1 }));

  return (
    <section aria-label={messages.queue.title} className="flex h-full min-h-0 flex-col">
      <QueueHeader counts={counts} />
      <QueueStageNotes tasks={tasks} />
      {rows.length === 0 ? (
        <EmptyState
          icon={<ListVideo size={22} aria-hidden />}
          title={messages.queue.empty.title}
          detail={messages.queue.empty.detail}
          action={<Button onClick={focusPrompt}>{messages.queue.empty.action}</Button>}
        />
      ) : (
        <QueueList rows={rows} list={list} />
      )}
    </section>
  );
}
