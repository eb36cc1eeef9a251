// Asks before videos are deleted for good.
import { ConfirmDialog } from '../../../components/dialog.tsx';
import { messages } from '../../../messages.ts';
import { deleteForGood, useDeletionQuestion } from './trash-actions.ts';

/** The question before videos are deleted for good. */
export function DeletionDialog() {
  const question = useDeletionQuestion((s) => s.question);
  return (
    <ConfirmDialog
      open={question !== null}
      title={messages.trash.question(question?.resultIds.length ?? 0)}
      detail={messages.trash.questionDetail(question?.bytes ?? 0)}
      confirm={messages.trash.confirm}
      onClose={() => useDeletionQuestion.setState({ question: null })}
      onConfirm={() => {
        if (question !== null) void deleteForGood(question);
      }}
    />
  );
}
