// Saves the diagnostics file for support, and says what the file does not contain.
import { useState } from 'react';
import type { AppError } from '../../../../../shared/errors.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/errors/error-notice.tsx';
import { messages } from '../../../messages.ts';

/** The outcome of the last press; null before a press, and after the user closed the dialog. */
export type SaveOutcome = 'saved' | AppError | null;

/** Asks where to save, then saves. `onSaved` gets the outcome, which `DiagnosticsOutcome` shows elsewhere. */
export function DiagnosticsButton({ onSaved }: { onSaved(outcome: SaveOutcome): void }) {
  const [isBusy, setIsBusy] = useState(false);
  const save = async (): Promise<void> => {
    setIsBusy(true);
    const result = await call('system.saveDiagnostics', {});
    setIsBusy(false);
    onSaved(result.ok ? (result.value.saved ? 'saved' : null) : result.error);
  };
  return (
    <Button size="small" disabled={isBusy} onClick={() => void save()}>
      {messages.settings.diagnostics}
    </Button>
  );
}

/** Says, below the row of the button, that the file was saved, or why not. Shows nothing before a press. */
export function DiagnosticsOutcome({ outcome }: { readonly outcome: SaveOutcome }) {
  if (outcome !== null && outcome !== 'saved') return <ErrorNotice error={outcome} />;
  return (
    <p role="status" className="text-dim text-sm">
      {outcome === 'saved' ? messages.settings.diagnosticsSaved : ''}
    </p>
  );
}
