// The move of the library to another folder: its progress, the reason why it is paused, and the files that could not be moved.

import { useEffect, useState } from 'react';
import type { AppError } from '../../../../../shared/errors.ts';
import type { CallInput, CallOutput, StudioStatus } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { nameInError } from '../../../components/errors/name-in-error.ts';
import { RefusalBox } from '../../../components/errors/refusal-box.tsx';
import { RefusalLine } from '../../../components/errors/refusal-line.tsx';
import { useCall } from '../../../components/errors/use-call.ts';
import { NamedText } from '../../../components/named-text.tsx';
import { messages } from '../../../messages.ts';
import { ProgressBar } from '../progress-bar.tsx';
import { folderPath } from './folder-text.ts';

type Move = NonNullable<StudioStatus['library']['move']>;
type Failures = CallOutput<'library.moveFailures'>['files'];

/** Shown from the start of a move until its result is dismissed, with buttons that cancel, continue or retry it. */
export function LibraryMoveRow({ move }: { readonly move: Move }) {
  const { run, refusal } = useCall();
  const control = (action: CallInput<'library.controlMove'>['action']): void => run(() => call('library.controlMove', { action }));
  const isInProgress = move.state === 'moving' || move.state === 'paused';
  const share = move.bytes === 0 ? 1 : 1 - move.remainingBytes / move.bytes;
  return (
    <div className="mt-3 rounded-control border border-line bg-raised px-3 py-2.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div role="status" className="min-w-[200px] flex-1 select-text break-words">
          {isInProgress && (
            <p title={move.folder}>
              <NamedText text={messages.folder.movingTo(folderPath(move.folder))} name={folderPath(move.folder)} />
            </p>
          )}
          <p className={isInProgress ? 'text-[12px] text-dim' : ''}>{sentence(move)}</p>
          {move.state === 'paused' && move.error !== null && (
            <p className="text-[12px] text-warn">
              <NamedText text={messages.errorText(move.error).title} name={nameInError(move.error)} />
              {messages.format.sentenceGap}
              {messages.folder.movePaused}
            </p>
          )}
        </div>
        <div className="flex gap-1.5">
          {isInProgress ? (
            <Button size="small" onClick={() => control('cancel')}>
              {messages.folder.cancel}
            </Button>
          ) : (
            <>
              {(move.failed > 0 || move.state === 'cancelled') && (
                <Button size="small" onClick={() => control('retry')}>
                  {move.state === 'cancelled' ? messages.folder.continueMove : messages.folder.retryMove}
                </Button>
              )}
              <Button size="small" variant="ghost" onClick={() => control('dismiss')}>
                {messages.folder.dismissMove}
              </Button>
            </>
          )}
        </div>
      </div>
      {isInProgress && <ProgressBar label={messages.folder.progress} share={share} />}
      <RefusalBox error={refusal} />
      {move.failed > 0 && <UnmovedFiles key={move.failed} count={move.failed} />}
    </div>
  );
}

function sentence(move: Move): string {
  switch (move.state) {
    case 'moving':
    case 'paused':
      return messages.folder.moving(move);
    case 'done':
      return messages.folder.moved(move);
    case 'cancelled':
      return messages.folder.moveCancelled(move);
  }
}

function UnmovedFiles({ count }: { readonly count: number }) {
  const [files, setFiles] = useState<Failures>([]);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let isCancelled = false;
    void call('library.moveFailures', {}).then((result) => {
      if (isCancelled) return;
      if (result.ok) setFiles(result.value.files);
      else setError(result.error);
    });
    return () => {
      isCancelled = true;
    };
  }, []);
  return (
    <details className="mt-2 text-[12px]">
      <summary className="cursor-default text-warn">{messages.folder.moveFailures(count)}</summary>
      <RefusalLine error={error} />
      <ul className="mt-1 max-h-[160px] select-text overflow-y-auto">
        {files.map(({ resultId, fileName, error }) => (
          <li key={resultId} className="break-words py-0.5">
            <bdi>{fileName}</bdi> <span className="text-dim">{messages.errorText(error).title}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
