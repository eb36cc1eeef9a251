// The buttons for a held profile: the step that its error names, and the action that ends the hold.
import type { Profile, QueueHold } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { CallButton } from '../../components/errors/call-button.tsx';
import { StepButton } from '../../components/errors/error-notice.tsx';
import { messages } from '../../messages.ts';
import { showStage } from '../../store/studio-store.ts';

interface StepsProps {
  readonly profile: Profile;
  readonly hold: QueueHold;
  readonly variant?: 'primary' | 'normal';
}

/** The buttons for one hold. The queue and the note at Generate show them. */
export function HoldSteps({ profile, hold: { error, ends }, variant = 'normal' }: StepsProps) {
  const { action } = messages.errorText(error);
  const isTopUp = action?.step === 'top-up';
  const openSettings = (): void => showStage(profile.kind === 'evolink' ? { kind: 'settings', keyOf: profile.id } : { kind: 'settings' });
  return (
    <>
      {isTopUp ? (
        <CallButton label={action.label} variant={variant} makeCall={() => call('system.openPage', { page: 'billing' })} />
      ) : (
        <StepButton label={action?.label ?? messages.app.views.settings} variant={variant} onTakeStep={openSettings} />
      )}
      {ends.kind === 'by-user' && (
        <CallButton label={messages.queue.resumeHeld} makeCall={() => call('profiles.resume', { profileId: profile.id })} />
      )}
      {ends.kind === 'credits' && (
        <CallButton label={messages.settings.check} makeCall={() => call('profiles.check', { profileId: profile.id })} />
      )}
    </>
  );
}
