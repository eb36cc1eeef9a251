// The frame of the dialogs about files: a form with Cancel and one action, and the refusal of the action.
import type { ReactNode, RefObject } from 'react';
import type { AppError } from '../../../../../shared/errors.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { RefusalBox } from '../../../components/errors/refusal-box.tsx';
import { messages } from '../../../messages.ts';
import { closeFileDialog } from './file-dialog-store.ts';

interface FileFormDialogProps {
  readonly title: string;
  readonly description?: string;
  readonly widthPixels?: number;
  readonly initialFocus?: RefObject<HTMLElement | null>;
  /** The label of the action. */
  readonly action: string;
  readonly canSubmit: boolean;
  readonly onSubmit: () => void;
  /** Why the action was refused; null when it was not. */
  readonly refusal: AppError | null;
  readonly children: ReactNode;
}

/** Enter in a field submits the form. A press outside does not close the dialog, so nothing that was typed is lost. */
export function FileFormDialog({ action, canSubmit, onSubmit, refusal, children, ...dialog }: FileFormDialogProps) {
  return (
    <Dialog
      open
      onClose={closeFileDialog}
      disablePointerDismissal
      footer={
        <>
          <Button onClick={closeFileDialog}>{messages.fileJobs.cancel}</Button>
          <Button variant="primary" disabled={!canSubmit} onClick={onSubmit}>
            {action}
          </Button>
        </>
      }
      {...dialog}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (canSubmit) onSubmit();
        }}
      >
        {children}
      </form>
      <RefusalBox error={refusal} />
    </Dialog>
  );
}
