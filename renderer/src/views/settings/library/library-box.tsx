// The library folder: its path, its contents, the free space, and its problems.
import { useState } from 'react';
import type { AppError } from '../../../../../shared/errors.ts';
import type { StudioStatus } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/errors/error-notice.tsx';
import { messages } from '../../../messages.ts';
import { SettingsBox, SettingsRow } from '../settings-box.tsx';
import { FileAuditRow } from './file-audit-row.tsx';
import { FileNamesRow } from './file-names-row.tsx';
import { folderPath } from './folder-text.ts';
import { RebuildRow, TagsRow } from './library-files-rows.tsx';
import { LibraryMoveRow } from './library-move-row.tsx';
import { MissingFilesRow } from './missing-files-row.tsx';
import { StraysRow } from './strays-row.tsx';
import { TrashDaysRow } from './trash-days-row.tsx';

/** The calls about the folder, and the error of the last one. */
function useFolderCalls() {
  const [error, setError] = useState<AppError | null>(null);
  const [isChoosing, setIsChoosing] = useState(false);
  const choose = async (channel: 'library.chooseFolder' | 'library.moveFolder'): Promise<void> => {
    setIsChoosing(true);
    setError(null);
    const result = await call(channel, {});
    setIsChoosing(false);
    // Closing the system's dialog is not a failure.
    if (!result.ok && result.error.kind !== 'cancelled-by-user') setError(result.error);
  };
  const open = async (): Promise<void> => {
    const result = await call('library.openFolder', {});
    setError(result.ok ? null : result.error);
  };
  return { error, isChoosing, choose, open };
}

/** All settings of the library. A folder can be changed (for new videos) or moved (with all videos). */
export function LibraryBox({ library, settings }: Pick<StudioStatus, 'library' | 'settings'>) {
  const { error, isChoosing, choose, open } = useFolderCalls();
  const shownError = error ?? library.error;
  const isMoving = library.move?.state === 'moving' || library.move?.state === 'paused';
  return (
    <SettingsBox title={messages.settings.library}>
      <SettingsRow
        title={messages.settings.folder}
        detail={
          <>
            <bdi title={library.folder}>{folderPath(library.folder)}</bdi>
            {' · '}
            {messages.settings.folderDetail(library.videoCount, library.videoBytes, library.freeBytes)}
          </>
        }
        controls={
          <>
            <Button size="small" onClick={() => void open()}>
              {messages.settings.open}
            </Button>
            <Button
              size="small"
              disabled={isChoosing || isMoving}
              onClick={() => void choose('library.moveFolder')}
              title={messages.folder.moveHint}
            >
              {messages.folder.move}
            </Button>
            <Button
              size="small"
              disabled={isChoosing}
              onClick={() => void choose('library.chooseFolder')}
              title={messages.folder.useAnotherHint}
            >
              {messages.folder.useAnother}
            </Button>
          </>
        }
      >
        {shownError !== null && (
          <div className="mt-2.5">
            <ErrorNotice error={shownError} steps={{ 'choose-folder': () => void choose('library.chooseFolder') }} />
          </div>
        )}
        {library.move !== null && <LibraryMoveRow move={library.move} />}
      </SettingsRow>
      <StraysRow strays={library.strays} />
      <FileAuditRow library={library} />
      <MissingFilesRow />
      <FileNamesRow key={settings.fileNameTemplate} stored={settings.fileNameTemplate} />
      <TrashDaysRow days={settings.trashDays} />
      <TagsRow writeTags={settings.writeTags} />
      <RebuildRow library={library} />
    </SettingsBox>
  );
}
