// Says at the button that nothing is sent now, why, and what to do about it; the same in the composer and in a batch.
import { Pause } from 'lucide-react';
import { useMemo } from 'react';
import { type WaitReason, waitReasonOf } from '../../../../../shared/wait-reason.ts';
import { call } from '../../../api.ts';
import { CallButton } from '../../../components/errors/call-button.tsx';
import { messages } from '../../../messages.ts';
import { selectStatus, selectTasks, useStudio } from '../../../store/studio-store.ts';
import { useNow } from '../../../use-now.ts';
import { HoldSteps } from '../../queue/hold-steps.tsx';
import { waitText } from './wait-text.ts';

/** Why what is added now waits. A pause that ends by itself is over by the clock, without a word of main. */
export function useWaitReason(): WaitReason | null {
  const status = useStudio(selectStatus);
  const isPaused = status?.profiles.some(({ submitPause }) => submitPause !== null) ?? false;
  const nowMs = useNow(isPaused ? 1_000 : null);
  return useMemo(() => waitReasonOf(status, nowMs), [status, nowMs]);
}

/** How many of these tasks still wait to be sent. */
export function useStillWaiting(ids: readonly number[]): number {
  return useStudio((s) => ids.filter((id) => selectTasks(s).get(id)?.state === 'waiting').length);
}

interface NoteProps {
  readonly reason: WaitReason;
  /** How many tasks the last press added that now wait; 0 before a press. */
  readonly added: number;
}

export function WaitNote({ reason, added }: NoteProps) {
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-2 gap-y-1.5 rounded-panel bg-warn-soft px-2.5 py-1.5 text-[12px] leading-snug text-text">
      {/* Beside two buttons there is no room for it: one of them would go below alone. */}
      <p className={`flex items-start gap-2 ${reason.kind === 'held' ? 'basis-full' : 'min-w-[200px] flex-1'}`}>
        <Pause aria-hidden className="mt-px size-3.5 flex-none text-warn" />
        <span className="min-w-0">{waitText(reason, added)}</span>
      </p>
      <Steps reason={reason} />
    </div>
  );
}

function Steps({ reason }: Pick<NoteProps, 'reason'>) {
  switch (reason.kind) {
    case 'held':
      return <HoldSteps profile={reason.profile} hold={reason.hold} />;
    case 'paused':
      return (
        <CallButton
          label={messages.composer.waits.resume}
          make={() => call('profiles.pause', { profileId: reason.profile.id, paused: false })}
        />
      );
    case 'send-paused':
      return null;
  }
}
