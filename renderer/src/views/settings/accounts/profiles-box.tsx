// All accounts, the simulator among them, and a button that adds one.
import { useEffect, useState } from 'react';
import type { AppError } from '../../../../../shared/errors.ts';
import type { Profile } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { Chip, SimulatedChip } from '../../../components/chip.tsx';
import { ErrorNotice } from '../../../components/errors/error-notice.tsx';
import { messages } from '../../../messages.ts';
import { showStage, useStudio } from '../../../store/studio-store.ts';
import { Box, Row } from '../settings-box.tsx';
import { ConnectDialog, type ConnectTarget } from './connect-dialog.tsx';
import { ProfileRow } from './profile-row.tsx';
import { RequestRateRow } from './request-rate-row.tsx';

/** The first box of the settings. It opens the key dialog when the stage asks for it (`keyOf`). */
export function ProfilesBox({ profiles, activeId }: { readonly profiles: readonly Profile[]; readonly activeId: number | null }) {
  const [target, setTarget] = useState<ConnectTarget | null>(null);
  // Requested from elsewhere ("Replace key…" beside an error): the dialog opens once.
  const keyOf = useStudio((s) => (s.stage.kind === 'settings' ? (s.stage.keyOf ?? null) : null));
  useEffect(() => {
    if (keyOf === null) return;
    showStage({ kind: 'settings' });
    const profile = profiles.find(({ id, kind }) => id === keyOf && kind === 'evolink');
    if (profile !== undefined) setTarget({ kind: 'key', profile });
  }, [keyOf, profiles]);
  const accounts = profiles.filter(({ kind }) => kind === 'evolink');
  const simulator = profiles.find(({ kind }) => kind === 'simulator') ?? null;
  return (
    <Box title={messages.settings.profiles}>
      {accounts.map((profile) => (
        <ProfileRow key={profile.id} profile={profile} active={profile.id === activeId} onKey={() => setTarget({ kind: 'key', profile })} />
      ))}
      <SimulatorRow profile={simulator} active={simulator !== null && simulator.id === activeId} />
      <Row
        title={messages.settings.addProfile}
        detail={messages.settings.addProfileDetail}
        controls={
          <Button size="small" onClick={() => setTarget({ kind: 'profile', first: accounts.length === 0 })}>
            {messages.settings.add}
          </Button>
        }
      />
      <ConnectDialog to={target} onClose={() => setTarget(null)} />
    </Box>
  );
}

function SimulatorRow({ profile, active }: { readonly profile: Profile | null; readonly active: boolean }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const use = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    const answer = await call('profiles.useSimulator', {});
    setBusy(false);
    if (!answer.ok) setError(answer.error);
  };
  return (
    <Row
      strong
      title={messages.settings.simulator}
      marks={
        <>
          <SimulatedChip />
          {active && <Chip>{messages.settings.active}</Chip>}
        </>
      }
      detail={messages.settings.simulatorDetail}
      controls={
        active ? undefined : (
          <Button size="small" disabled={busy} onClick={() => void use()}>
            {busy ? messages.welcome.starting : messages.settings.use}
          </Button>
        )
      }
    >
      {profile !== null && <RequestRateRow profile={profile} />}
      {error !== null && (
        <div className="mt-2.5">
          <ErrorNotice error={error} steps={{ 'try-again': () => void use() }} />
        </div>
      )}
    </Row>
  );
}
