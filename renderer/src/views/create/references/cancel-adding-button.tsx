// The way out of an addition that takes too long, e.g. from a network drive that never answers.
import { Button } from '../../../components/button.tsx';
import { messages } from '../../../messages.ts';
import { useComposer } from '../composer-store.ts';
import { focusField } from '../focus-field.ts';
import { stopAdding } from './add-references.ts';

/** Calls off every file that is being added; nothing while there is none. Stands where it is said that Generate waits for them. */
export function StopAddingButton() {
  const adding = useComposer((s) => s.adding.length > 0);
  if (!adding) return null;
  const stop = (): void => {
    stopAdding();
    // The button goes: the keyboard is led to where a file can be added.
    if (!focusField('references')) focusField('prompt');
  };
  return (
    <Button size="small" onClick={stop}>
      {messages.composer.stopAdding}
    </Button>
  );
}
