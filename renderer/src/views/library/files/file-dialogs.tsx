// The dialogs about files; loaded when the first one opens.

import { ExportDialog } from './export-dialog.tsx';
import { useFileDialog } from './file-dialog-store.ts';
import { LocateDialog } from './locate-dialog.tsx';
import { RenameManyDialog, RenameOneDialog } from './rename-dialogs.tsx';

/** Shows the open dialog. `App` mounts it. */
export function FileDialogs() {
  const dialog = useFileDialog((s) => s.dialog);
  switch (dialog?.kind) {
    case 'rename-one':
      return <RenameOneDialog key={dialog.resultId} resultId={dialog.resultId} />;
    case 'rename':
      return <RenameManyDialog resultIds={dialog.resultIds} />;
    case 'export':
      return <ExportDialog resultIds={dialog.resultIds} />;
    case 'locate-missing':
      return <LocateDialog />;
    case undefined:
      return null;
  }
}
