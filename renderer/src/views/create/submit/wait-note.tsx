// The note at the button that nothing is submitted now, with the reason and the next step. The composer and a batch show the same note.

import { Pause } from 'lucide-react';
import { useMemo } from 'react';
import { type WaitReason, waitReasonOf } from '../../../../../shared/wait-reason.ts';
import { call } from '../../../api.ts';
import { CallButton } from '../../../components/errors/call-button.tsx';
import { NamedText } from '../../../components/named-text.tsx';
import { messages } from '../../../messages.ts';
import { profileName } from '../../../profile-name.ts';
import { selectStatus, selectTasks, useStudio } from '../../../store/studio-store.ts';
import { useNow } from '../../../use-now.ts';
import { HoldSteps } from '../../queue/hold-steps.tsx';
import { waitText } from './wait-text.ts';

/** Why a task added now would wait; null if it would not. Checks the clock, because a timed pause ends without an event from main. */
export function useWaitReason(): WaitReason | null {
  const status = useStudio(selectStatus);
  const isPaused = status?.profiles.some(({ submitPause }) => submitPause !== null) ?? false;
  const nowMs = useNow(isPaused ? 1_000 : null);
  return useMemo(() => waitReasonOf(status, nowMs), [status, nowMs]);
}

/** The number of these tasks that are still waiting to be submitted. */
export function useStillWaiting(ids: readonly number[]): number {
  return useStudio((s) => ids.filter((id) => selectTasks(s).get(id)?.state === 'waiting').length);
}

interface NoteProps {
  readonly reason: WaitReason;
  /** Number of waiting tasks that the last press added; 0 before a press. */
  readonly added: number;
}

/** The reason as text, with a button that ends the wait: it resumes the queue, or takes the step that ends the hold. */
export function WaitNote({ reason, added }: NoteProps) {
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-2 gap-y-1.5 rounded-panel bg-warn-soft px-2.5 py-1.5 text-[12px] leading-snug text-text">
      {/* A held profile has two buttons. Beside the text, one of them would move to the next line alone. */}
      <p className={`flex items-start gap-2 ${reason.kind === 'held' ? 'basis-full' : 'min-w-[200px] flex-1'}`}>
        <Pause aria-hidden className="mt-px size-3.5 flex-none text-warn" />
        <span className="min-w-0">
          <NamedText text={waitText(reason, added)} name={reason.kind === 'held' ? profileName(reason.profile) : ''} />
        </span>
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
          label={messages.composer.notSending.resume}
          makeCall={() => call('profiles.pause', { profileId: reason.profile.id, paused: false })}
        />
      );
    case 'send-paused':
      return null;
  }
}
