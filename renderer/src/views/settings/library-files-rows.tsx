// What goes into the files of the library, and bringing the library back from them.
import { useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { StudioStatus } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Switch } from '../../components/switch.tsx';
import { words } from '../../words.ts';
import { Row } from './box.tsx';

export function TagsRow({ writesTags }: { readonly writesTags: boolean }) {
  const [error, setError] = useState<AppError | null>(null);
  const change = async (on: boolean): Promise<void> => {
    const answer = await call('settings.change', { writesTags: on });
    setError(answer.ok ? null : answer.error);
  };
  return (
    <Row
      title={words.settings.writesTags}
      detail={words.settings.writesTagsDetail}
      controls={<Switch label={words.settings.writesTags} on={writesTags} onChange={(on) => void change(on)} />}
    >
      {error !== null && (
        <div className="mt-2.5">
          <ErrorNotice error={error} />
        </div>
      )}
    </Row>
  );
}

export function RebuildRow({ library }: { readonly library: StudioStatus['library'] }) {
  const { rebuild } = library;
  const [refused, setRefused] = useState<AppError | null>(null);
  const isRunning = rebuild?.state === 'running';
  const press = async (name: 'library.cancelRebuild' | 'library.rebuild' | 'library.rebuildFrom'): Promise<void> => {
    const answer = await call(name, {});
    // Closing the system's dialog is an answer, not a failure.
    setRefused(answer.ok || answer.error.kind === 'cancelled-by-person' ? null : answer.error);
  };
  const error = refused ?? rebuild?.error ?? null;
  return (
    <Row
      title={words.settings.rebuild}
      detail={words.settings.rebuildDetail}
      controls={
        isRunning ? (
          <Button size="small" onClick={() => void press('library.cancelRebuild')}>
            {words.settings.rebuildStop}
          </Button>
        ) : (
          <>
            <Button size="small" title={words.settings.rebuildFromHint} onClick={() => void press('library.rebuildFrom')}>
              {words.settings.rebuildFrom}
            </Button>
            <Button size="small" onClick={() => void press('library.rebuild')}>
              {words.settings.rebuildStart}
            </Button>
          </>
        )
      }
    >
      <p role="status" className={rebuild === null ? 'sr-only' : 'mt-1.5 text-dim tabular-nums'}>
        {rebuild !== null && words.settings.rebuildText(rebuild, library.folder)}
      </p>
      {error !== null && (
        <div className="mt-2.5">
          <ErrorNotice error={error} />
        </div>
      )}
    </Row>
  );
}
