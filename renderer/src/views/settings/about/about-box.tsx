// What runs here, and where to read on.
import { useState } from 'react';
import type { StudioStatus } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { Refused } from '../../../components/errors/refusal-box.tsx';
import { usePress } from '../../../components/errors/use-call.ts';
import { words } from '../../../messages.ts';
import { show } from '../../../store/studio-store.ts';
import { Box, Row } from '../settings-box.tsx';
import { DiagnosticsButton, DiagnosticsOutcome, type Saved } from './diagnostics-button.tsx';

export function AboutBox({ app }: { readonly app: StudioStatus['app'] }) {
  const [saved, setSaved] = useState<Saved>(null);
  const { press, refusal } = usePress();
  return (
    <Box title={words.settings.about}>
      <Row
        title={words.settings.version(app.version)}
        detail={words.settings.electron(app.electron)}
        controls={
          <>
            <Button size="small" onClick={() => show({ kind: 'models', modelId: null })}>
              {words.modelBrowser.title}
            </Button>
            <Button size="small" onClick={() => press(() => call('system.openLogs', {}))}>
              {words.settings.logs}
            </Button>
            <DiagnosticsButton onSaved={setSaved} />
            <Button size="small" onClick={() => press(() => call('system.openPage', { page: 'documentation' }))}>
              {words.settings.documentation}
            </Button>
          </>
        }
      >
        <DiagnosticsOutcome saved={saved} />
        <Refused error={refusal} />
      </Row>
    </Box>
  );
}
