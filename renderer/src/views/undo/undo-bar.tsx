// The message about the last action at the lower edge of the stage, and the progress of a long action.
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { call } from '../../api.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { CallButton } from '../../components/errors/call-button.tsx';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { messages } from '../../messages.ts';
import { selectStatus, useStudio } from '../../store/studio-store.ts';
import { replayAction } from './undo.ts';
import { showUndoMessage, type UndoMessage, useUndoMessage } from './undo-message.ts';
import { undoMessageText } from './undo-message-text.ts';

/** This time is long enough to read a sentence and to reach its button. */
const displayMs = 8_000;

/** The bar is at the lower edge of the stage, above the controls of the player. It shows nothing without a message or a running action. */
export function UndoBar() {
  const message = useUndoMessage((s) => s.message);
  const isPlaying = useStudio((s) => s.stage.kind === 'player');
  const running = useStudio((s) => selectStatus(s)?.actions.running ?? null);
  return (
    <div
      className={`pointer-events-none absolute inset-x-0 z-30 flex flex-col items-center gap-2 px-4 ${isPlaying ? 'bottom-32' : 'bottom-3'}`}
    >
      {running !== null && (
        <Bar>
          <span>{messages.actions.running(running.kind, running.done, running.total)}</span>
          <progress
            className="w-28"
            aria-label={messages.actions.running(running.kind, running.done, running.total)}
            value={running.done}
            max={running.total}
          />
          <CallButton label={messages.settings.cancel} makeCall={() => call('actions.cancel', {})} />
        </Bar>
      )}
      {message !== null && <Message message={message} />}
    </div>
  );
}

function Bar({ children }: { readonly children: ReactNode }) {
  return (
    <div className="pointer-events-auto flex min-h-[38px] max-w-full items-center gap-3 rounded-panel border border-line-strong bg-raised py-1 pr-1.5 pl-3.5 shadow-float">
      {children}
    </div>
  );
}

function Message({ message }: { readonly message: UndoMessage }) {
  const [isBeingRead, setIsBeingRead] = useState(false);
  useEffect(() => {
    if (isBeingRead || message.kind === 'failed') return;
    const timer = setTimeout(() => showUndoMessage(null), displayMs);
    return () => clearTimeout(timer);
  }, [message, isBeingRead]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the message stays while it is read
    <div
      className="max-w-full"
      onPointerEnter={() => setIsBeingRead(true)}
      onPointerLeave={() => setIsBeingRead(false)}
      onFocus={() => setIsBeingRead(true)}
      onBlur={() => setIsBeingRead(false)}
    >
      <Bar>
        <MessageText message={message} />
        <MessageButton message={message} />
        <IconButton label={messages.app.dismiss} onClick={() => showUndoMessage(null)}>
          <X size={14} aria-hidden />
        </IconButton>
      </Bar>
    </div>
  );
}

function MessageText({ message }: { readonly message: UndoMessage }) {
  if (message.kind === 'failed') return <ErrorNotice error={message.error} frame="plain" />;
  return (
    <span role="status" className="min-w-0 break-words">
      {undoMessageText(message)}
    </span>
  );
}

function MessageButton({ message }: { readonly message: UndoMessage }) {
  const { undo, redo } = messages.judging;
  switch (message.kind) {
    case 'done':
    case 'redone':
      return (
        <Button size="small" onClick={() => void replayAction('undo', message.action.id)}>
          {undo}
        </Button>
      );
    case 'undone':
      return (
        <Button size="small" onClick={() => void replayAction('redo', message.action.id)}>
          {redo}
        </Button>
      );
    case 'only-top':
    case 'nothing':
    case 'not-next':
    case 'failed':
      return null;
  }
}
