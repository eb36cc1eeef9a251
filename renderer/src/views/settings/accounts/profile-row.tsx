// One account: its key and where that is stored, its credits, the reason why nothing is submitted now, and the actions.
import { CircleCheck, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { AppError } from '../../../../../shared/errors.ts';
import type { Profile } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { Button, IconButton } from '../../../components/button.tsx';
import { Chip } from '../../../components/chip.tsx';
import { ConfirmDialog } from '../../../components/dialog.tsx';
import { ErrorNotice } from '../../../components/errors/error-notice.tsx';
import { messages } from '../../../messages.ts';
import { profileName } from '../../../profile-name.ts';
import { SettingsRow } from '../settings-box.tsx';
import { profileAddresses, profileDetail } from './profile-text.ts';
import { RequestRateRow } from './request-rate-row.tsx';

type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'works'; readonly text: string }
  | { readonly kind: 'failed'; readonly error: AppError };

/** `isActive`: new tasks belong to this profile. */
interface ProfileRowProps {
  readonly profile: Profile;
  readonly isActive: boolean;
  /** Opens the dialog that asks for a key for this profile. */
  readonly onReplaceKey: () => void;
}

/** A row of the accounts box, with buttons that check, replace and remove the key, or activate the profile. */
export function ProfileRow({ profile, isActive, onReplaceKey }: ProfileRowProps) {
  const { outcome, check, activate, removeKey } = useProfileActions(profile.id);
  const [isConfirmingRemoval, setIsConfirmingRemoval] = useState(false);
  const hasKey = profile.key.state !== 'none';

  // The result of a check is newer than the reason of a hold, and usually the same.
  const error = outcome.kind === 'failed' ? outcome.error : (profile.holds[0]?.error ?? null);
  const addresses = profileAddresses(profile);
  return (
    <SettingsRow
      isStrong
      title={<bdi>{profileName(profile)}</bdi>}
      marks={isActive && <Chip>{messages.settings.active}</Chip>}
      detail={
        <>
          <p>{profileDetail(profile)}</p>
          {addresses !== null && <p>{addresses}</p>}
        </>
      }
      controls={
        <ProfileControls
          {...{ isActive, hasKey, onReplaceKey }}
          isChecking={outcome.kind === 'busy'}
          // A profile that is held because it has no key already has this button beside its error.
          asksForKey={error?.kind !== 'no-key'}
          onCheck={() => void check()}
          onActivate={() => void activate()}
          onRemoveKey={() => setIsConfirmingRemoval(true)}
        />
      }
    >
      <RequestRateRow profile={profile} />
      <div aria-live="polite">
        {outcome.kind === 'works' && (
          <p className="mt-1.5 flex items-center gap-1.5 text-ok text-[12px]">
            <CircleCheck size={14} aria-hidden />
            {outcome.text}
          </p>
        )}
      </div>
      {error !== null && outcome.kind !== 'works' && (
        <div className="mt-2.5">
          <ErrorNotice
            error={error}
            steps={{ 'replace-key': onReplaceKey, 'try-again': () => void check(), 'poll-now': () => void check() }}
          />
        </div>
      )}
      <ConfirmDialog
        open={isConfirmingRemoval}
        title={messages.settings.confirmRemoveKey.title}
        detail={messages.settings.confirmRemoveKey.detail}
        confirm={messages.settings.confirmRemoveKey.confirm}
        onConfirm={() => void removeKey()}
        onClose={() => setIsConfirmingRemoval(false)}
      />
    </SettingsRow>
  );
}

interface ProfileActions {
  readonly outcome: Outcome;
  check(): Promise<void>;
  activate(): Promise<void>;
  removeKey(): Promise<void>;
}

/** The calls for one profile, and the outcome of the last one. */
function useProfileActions(profileId: number): ProfileActions {
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });
  const check = async (): Promise<void> => {
    setOutcome({ kind: 'busy' });
    const result = await call('profiles.check', { profileId });
    setOutcome(
      result.ok
        ? { kind: 'works', text: messages.settings.checked(messages.settings.creditsText(result.value.credits)) }
        : { kind: 'failed', error: result.error },
    );
  };
  const activate = async (): Promise<void> => {
    const result = await call('profiles.activate', { profileId });
    setOutcome(result.ok ? { kind: 'none' } : { kind: 'failed', error: result.error });
  };
  const removeKey = async (): Promise<void> => {
    const result = await call('profiles.forgetKey', { profileId });
    setOutcome(result.ok ? { kind: 'none' } : { kind: 'failed', error: result.error });
  };
  return { outcome, check, activate, removeKey };
}

interface ControlsProps {
  readonly isActive: boolean;
  readonly hasKey: boolean;
  readonly isChecking: boolean;
  readonly asksForKey: boolean;
  readonly onCheck: () => void;
  readonly onReplaceKey: () => void;
  readonly onActivate: () => void;
  readonly onRemoveKey: () => void;
}

function ProfileControls({
  isActive,
  hasKey,
  isChecking,
  asksForKey,
  onCheck,
  onReplaceKey,
  onActivate: onUse,
  onRemoveKey: onForget,
}: ControlsProps) {
  return (
    <>
      {hasKey && (
        <Button size="small" disabled={isChecking} onClick={onCheck}>
          {isChecking ? messages.settings.checking : messages.settings.check}
        </Button>
      )}
      {asksForKey && (
        <Button size="small" onClick={onReplaceKey}>
          {hasKey ? messages.settings.replaceKey : messages.settings.addKey}
        </Button>
      )}
      {!isActive && (
        <Button size="small" onClick={onUse}>
          {messages.settings.use}
        </Button>
      )}
      {hasKey && (
        <IconButton label={messages.settings.removeKey} onClick={onForget}>
          <Trash2 size={14} aria-hidden />
        </IconButton>
      )}
    </>
  );
}
