// A task in detail: its status, identity, request and history, and the unchanged responses of the service.
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { messages } from '../../messages.ts';
import { closeTask, useOpenTask } from './open-task.ts';
import { TaskContent } from './task-content.tsx';
import { useTaskDetails } from './use-task-details.ts';

/** The dialog for the task in `useOpenTask`. */
export function TaskInspector() {
  const id = useOpenTask((s) => s.id);
  return (
    <Dialog open={id !== null} onClose={closeTask} title={messages.inspector.title} widthPixels={720}>
      {id !== null && <InspectorContent id={id} />}
    </Dialog>
  );
}

function InspectorContent({ id }: { readonly id: number }) {
  const state = useTaskDetails(id);
  switch (state.kind) {
    case 'loading':
      return <p className="py-8 text-center text-dim">{messages.inspector.loading}</p>;
    case 'failed':
      return <ErrorNotice error={state.error} />;
    case 'loaded':
      return <TaskContent {...state.content} />;
  }
}
