// The library folder: where it is, what lies there, how much room is left, and what is wrong with it.
import { useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { StudioStatus } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { words } from '../../words.ts';
import { Box, Row } from './box.tsx';
import { folderPath } from './folder-words.ts';

export function LibraryBox({ library }: { readonly library: StudioStatus['library'] }) {
  const [error, setError] = useState<AppError | null>(null);
  const [choosing, setChoosing] = useState(false);
  const choose = async (): Promise<void> => {
    setChoosing(true);
    setError(null);
    const answer = await call('library.chooseFolder', {});
    setChoosing(false);
    // Closing the system's dialog is an answer, not a failure.
    if (!answer.ok && answer.error.kind !== 'cancelled-by-person') setError(answer.error);
  };
  const open = async (): Promise<void> => {
    const answer = await call('library.openFolder', {});
    setError(answer.ok ? null : answer.error);
  };
  const shown = error ?? library.error;
  return (
    <Box title={words.settings.library}>
      <Row
        title={words.settings.folder}
        detail={
          <>
            <span title={library.folder}>{folderPath(library.folder)}</span>
            {' · '}
            {words.settings.folderDetail(library.videoCount, library.videoBytes, library.freeBytes)}
          </>
        }
        controls={
          <>
            <Button size="small" onClick={() => void open()}>
              {words.settings.open}
            </Button>
            <Button size="small" disabled={choosing} onClick={() => void choose()} title={words.settings.changeHint}>
              {words.settings.change}
            </Button>
          </>
        }
      >
        {shown !== null && (
          <div className="mt-2.5">
            <ErrorNotice error={shown} steps={{ 'choose-folder': () => void choose() }} />
          </div>
        )}
      </Row>
    </Box>
  );
}
