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
import { SettingsBox, SettingsRow } from '../settings-box.tsx';
import { ConnectDialog, type ConnectTarget } from './connect-dialog.tsx';
import { ProfileRow } from './profile-row.tsx';
import { RequestRateRow } from './request-rate-row.tsx';

/** The first box of the settings. It opens the key dialog when the stage asks for it (`keyOf`). */
export function ProfilesBox({ profiles, activeId }: { readonly profiles: readonly Profile[]; readonly activeId: number | null }) {
  const [target, setTarget] = useState<ConnectTarget | null>(null);
  // Another view asked for the dialog, e.g. with "Replace key…" beside an error. It opens once per request.
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
    <SettingsBox title={messages.settings.profiles}>
      {accounts.map((profile) => (
        <ProfileRow
          key={profile.id}
          profile={profile}
          isActive={profile.id === activeId}
          onReplaceKey={() => setTarget({ kind: 'key', profile })}
        />
      ))}
      <SimulatorRow profile={simulator} isActive={simulator !== null && simulator.id === activeId} />
      <SettingsRow
        title={messages.settings.addProfile}
        detail={messages.settings.addProfileDetail}
        controls={
          <Button size="small" onClick={() => setTarget({ kind: 'profile', first: accounts.length === 0 })}>
            {messages.settings.add}
          </Button>
        }
      />
      <ConnectDialog target={target} onClose={() => setTarget(null)} />
    </SettingsBox>
  );
}

function SimulatorRow({ profile, isActive }: { readonly profile: Profile | null; readonly isActive: boolean }) {
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const use = async (): Promise<void> => {
    setIsBusy(true);
    setError(null);
    const result = await call('profiles.useSimulator', {});
    setIsBusy(false);
    if (!result.ok) setError(result.error);
  };
  return (
    <SettingsRow
      isStrong
      title={messages.settings.simulator}
      marks={
        <>
          <SimulatedChip />
          {isActive && <Chip>{messages.settings.active}</Chip>}
        </>
      }
      detail={messages.settings.simulatorDetail}
      controls={
        isActive ? undefined : (
          <Button size="small" disabled={isBusy} onClick={() => void use()}>
            {isBusy ? messages.welcome.starting : messages.settings.use}
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
    </SettingsRow>
  );
}
