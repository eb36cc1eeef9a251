// The notes above the list: pauses, refusals, the last action on many tasks, and the holds of profiles.

import { useMemo } from 'react';
import type { Profile, QueueHold } from '../../../../shared/ipc.ts';
import { ServiceMessage } from '../../components/errors/error-notice.tsx';
import { nameInError } from '../../components/errors/name-in-error.ts';
import { NamedText } from '../../components/named-text.tsx';
import { messages } from '../../messages.ts';
import { profileName } from '../../profile-name.ts';
import { selectStatus, type selectTasks, useStudio } from '../../store/studio-store.ts';
import { HoldSteps } from './hold-steps.tsx';
import { useQueueActions } from './queue-actions.ts';
import { DiscardedNote, PausedNotice, RefusalNote, SelectionBar, SkippedNote } from './queue-notes.tsx';
import { waitingOrder } from './queue-selection.ts';

const none: readonly Profile[] = [];

interface Props {
  readonly tasks: ReturnType<typeof selectTasks>;
}

/** Notices for all profiles, not only the active one. The last action on many tasks is announced to screen readers. */
export function QueueStageNotes({ tasks }: Props) {
  const profiles = useStudio((s) => selectStatus(s)?.profiles ?? none);
  const announcement = useQueueActions((s) => s.announcement);
  const order = useMemo(() => waitingOrder(tasks.values()), [tasks]);
  return (
    <>
      {profiles
        .filter(({ paused }) => paused)
        .map((profile) => (
          <PausedNotice key={profile.id} profile={profile} />
        ))}
      <RefusalNote />
      <SelectionBar order={order} />
      <SkippedNote tasks={tasks} />
      <DiscardedNote />
      <p role="status" className="sr-only">
        {announcement}
      </p>
      {profiles.flatMap((profile) =>
        profile.holds.map((hold) => <HeldNotice key={`${profile.id} ${JSON.stringify(hold.error)}`} profile={profile} hold={hold} />),
      )}
    </>
  );
}

/** Returns the sentence about the end of a hold; null if the text of the hold's error already contains it. */
function holdEndText({ ends }: QueueHold): string | null {
  switch (ends.kind) {
    case 'key':
    case 'credits':
      return null;
    case 'at':
      return messages.queue.resumesAt(messages.format.moment(ends.atMs, 0));
    case 'by-user':
      return messages.queue.resumeManually;
  }
}

/** Why a whole profile is held, with the step that ends it. */
function HeldNotice({ profile, hold }: { readonly profile: Profile; readonly hold: QueueHold }) {
  const { error } = hold;
  const { title, detail } = messages.errorText(error);
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line bg-warn-soft px-3.5 py-2">
      <div className="min-w-0 flex-1">
        <p>
          <span className="font-medium">
            <NamedText text={messages.queue.onHold(profileName(profile))} name={profileName(profile)} />
            {messages.format.sentenceGap}
            <NamedText text={title} name={nameInError(error)} />
          </span>
          {messages.format.sentenceGap}
          <span className="text-dim">{messages.format.sentences([detail, holdEndText(hold)].filter((part) => part !== null))}</span>
        </p>
        <ServiceMessage error={error} />
      </div>
      <HoldSteps profile={profile} hold={hold} variant="primary" />
    </div>
  );
}
