// The settings row that searches for files which were moved or renamed outside of the app.
import { Button } from '../../../components/button.tsx';
import { messages } from '../../../messages.ts';
import { openFileDialog } from '../../library/files/file-dialog-store.ts';
import { SettingsRow } from '../settings-box.tsx';

/** Opens the dialog that says how many files are missing. */
export function MissingFilesRow() {
  return (
    <SettingsRow
      title={messages.missingFiles.title}
      detail={messages.missingFiles.how}
      controls={
        <Button size="small" onClick={() => openFileDialog({ kind: 'locate-missing' })}>
          {messages.missingFiles.open}
        </Button>
      }
    />
  );
}
