// The button that cancels additions that take too long, e.g. from a network drive that never answers.
import { Button } from '../../../components/button.tsx';
import { messages } from '../../../messages.ts';
import { useComposer } from '../composer-store.ts';
import { focusField } from '../focus-field.ts';
import { stopAdding } from './add-references.ts';

/**
 * Cancels all files that are being added; shows nothing while there are none. It stands beside the text that says that Generate waits for
 * them.
 */
export function StopAddingButton() {
  const adding = useComposer((s) => s.adding.length > 0);
  if (!adding) return null;
  const stop = (): void => {
    stopAdding();
    // The button disappears: the focus moves to where a file can be added.
    if (!focusField('references')) focusField('prompt');
  };
  return (
    <Button size="small" onClick={stop}>
      {messages.composer.stopAdding}
    </Button>
  );
}
