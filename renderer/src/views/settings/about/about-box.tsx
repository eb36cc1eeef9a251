// The box "About" in the settings.
import { useState } from 'react';
import type { StudioStatus } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { RefusalBox } from '../../../components/errors/refusal-box.tsx';
import { useCall } from '../../../components/errors/use-call.ts';
import { messages } from '../../../messages.ts';
import { showStage } from '../../../store/studio-store.ts';
import { SettingsBox, SettingsRow } from '../settings-box.tsx';
import { DiagnosticsButton, DiagnosticsOutcome, type SaveOutcome } from './diagnostics-button.tsx';

/**
 * Shows the versions of the app and of Electron, with buttons for the models stage, the logs, the diagnostics file and the documentation.
 */
export function AboutBox({ app }: { readonly app: StudioStatus['app'] }) {
  const [saved, setSaved] = useState<SaveOutcome>(null);
  const { run, refusal } = useCall();
  return (
    <SettingsBox title={messages.settings.about}>
      <SettingsRow
        title={messages.settings.version(app.version)}
        detail={messages.settings.electron(app.electron)}
        controls={
          <>
            <Button size="small" onClick={() => showStage({ kind: 'models', modelId: null })}>
              {messages.modelBrowser.title}
            </Button>
            <Button size="small" onClick={() => run(() => call('system.openLogs', {}))}>
              {messages.settings.logs}
            </Button>
            <DiagnosticsButton onSaved={setSaved} />
            <Button size="small" onClick={() => run(() => call('system.openPage', { page: 'documentation' }))}>
              {messages.settings.documentation}
            </Button>
          </>
        }
      >
        <DiagnosticsOutcome outcome={saved} />
        <RefusalBox error={refusal} />
      </SettingsRow>
    </SettingsBox>
  );
}
