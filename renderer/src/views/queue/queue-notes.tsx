// The notes above the queue about pauses, refusals, the selection, and the last action on many tasks.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Profile } from '../../../../shared/ipc.ts';
import type { Task } from '../../../../shared/task.ts';
import { call } from '../../api.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { CallButton } from '../../components/errors/call-button.tsx';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { NamedText } from '../../components/named-text.tsx';
import { messages } from '../../messages.ts';
import { profileName } from '../../profile-name.ts';
import { discardSelected, holdAll, moveTasks, releaseAll, skippedStillHeld, undoDiscard, useQueueActions } from './queue-actions.ts';
import { noSelection, selectedWaiting, useSelection } from './queue-selection.ts';

function Note({ children, tone }: { readonly children: ReactNode; readonly tone: 'plain' | 'warn' }) {
  return (
    <div
      className={`flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-3.5 py-2 ${tone === 'warn' ? 'bg-warn-soft' : 'bg-panel'}`}
    >
      {children}
    </div>
  );
}

interface DismissibleNoteProps {
  readonly tone?: 'plain' | 'warn';
  readonly text: string;
  /** A button that resolves the problem in the text. */
  readonly children?: ReactNode;
  readonly onDismiss: () => void;
}

function DismissibleNote({ tone = 'plain', text, children, onDismiss }: DismissibleNoteProps) {
  return (
    <Note tone={tone}>
      <p role="status" className="min-w-0 flex-1">
        {text}
      </p>
      {children}
      <DismissButton onDismiss={onDismiss} />
    </Note>
  );
}

function DismissButton({ onDismiss }: Pick<DismissibleNoteProps, 'onDismiss'>) {
  return (
    <IconButton label={messages.app.dismiss} onClick={onDismiss}>
      <X size={14} aria-hidden />
    </IconButton>
  );
}

/** Says that the user has paused a profile, so none of its tasks are submitted, with a button that resumes it. */
export function PausedNotice({ profile }: { readonly profile: Profile }) {
  return (
    <Note tone="warn">
      <p role="status" className="min-w-0 flex-1">
        <span className="font-medium">
          <NamedText text={messages.queue.paused(profileName(profile))} name={profileName(profile)} />
        </span>
        {messages.format.sentenceGap}
        <span className="text-dim">{messages.queue.pausedDetail}</span>
      </p>
      <CallButton
        label={messages.queue.resume}
        variant="primary"
        makeCall={() => call('profiles.pause', { profileId: profile.id, paused: false })}
      />
    </Note>
  );
}

/** Why the last action on many tasks, or on the whole queue, was refused. Shown until the next action, or until it is dismissed. */
export function RefusalNote() {
  const refusal = useQueueActions((s) => s.refusal);
  if (refusal === null) return null;
  return (
    <Note tone="plain">
      <div className="min-w-0 flex-1">
        <ErrorNotice error={refusal} frame="plain" />
      </div>
      <DismissButton onDismiss={() => useQueueActions.setState({ refusal: null })} />
    </Note>
  );
}

/** The actions for all selected tasks. */
export function SelectionBar({ order }: { readonly order: readonly number[] }) {
  const selection = useSelection();
  const ids = selectedWaiting(order, selection);
  if (ids.length === 0) return null;
  const clear = (): void => useSelection.setState(noSelection);
  return (
    <Note tone="plain">
      <div role="toolbar" aria-label={messages.queue.selection} className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5">
        <span className="mr-1.5 font-medium">{messages.queue.selected(ids.length)}</span>
        <Button size="small" onClick={() => void moveTasks(ids, 'first')}>
          {messages.queue.actions['run-next']}
        </Button>
        <Button size="small" onClick={() => void moveTasks(ids, 'last')}>
          {messages.queue.actions['run-last']}
        </Button>
        <Button size="small" onClick={() => void holdAll(ids)}>
          {messages.queue.actions.hold}
        </Button>
        <Button size="small" onClick={() => void releaseAll(ids)}>
          {messages.queue.actions.release}
        </Button>
        <Button size="small" variant="danger" onClick={() => void discardSelected(ids)}>
          {messages.queue.actions.discard}
        </Button>
        <Button size="small" variant="ghost" onClick={clear}>
          {messages.queue.clear}
        </Button>
      </div>
    </Note>
  );
}

/** The note about tasks that should have been resumed but were skipped: the number, the reason, and the actions. */
export function SkippedNote({ tasks }: { readonly tasks: ReadonlyMap<number, Task> }) {
  const skipped = useQueueActions((s) => s.skippedIds);
  const ids = skippedStillHeld(skipped, tasks);
  if (ids.length === 0) return null;
  return (
    <DismissibleNote
      tone="warn"
      text={messages.queue.notReleased(ids.length)}
      onDismiss={() => useQueueActions.setState({ skippedIds: [] })}
    >
      <Button size="small" onClick={() => useSelection.setState({ ids: new Set(ids), anchor: ids[0] ?? null })}>
        {messages.queue.selectNotReleased(ids.length)}
      </Button>
    </DismissibleNote>
  );
}

/** The last discard, until it is undone or the note is dismissed. */
export function DiscardedNote() {
  const discarded = useQueueActions((s) => s.latestDiscard);
  if (discarded === null) return null;
  return (
    <DismissibleNote text={messages.queue.discarded(discarded.count)} onDismiss={() => useQueueActions.setState({ latestDiscard: null })}>
      <Button size="small" onClick={() => void undoDiscard()}>
        {messages.queue.undo}
      </Button>
    </DismissibleNote>
  );
}
