// The button that cancels additions that take too long, e.g. from a network drive that never answers.
import { Button } from '../../../components/button.tsx';
import { messages } from '../../../messages.ts';
import { useComposer } from '../composer-store.ts';
import { focusField } from '../focus-field.ts';
import { cancelAdditions } from './add-references.ts';

/**
 * Cancels all files that are being added; shows nothing while there are none. The button stands beside the text that says that Generate
 * waits for these files.
 */
export function CancelAddingButton() {
  const isAdding = useComposer((s) => s.additionIds.length > 0);
  if (!isAdding) return null;
  const handleCancel = (): void => {
    cancelAdditions();
    // The button disappears: the focus moves to where a file can be added.
    if (!focusField('references')) focusField('prompt');
  };
  return (
    <Button size="small" onClick={handleCancel}>
      {messages.composer.stopAdding}
    </Button>
  );
}
