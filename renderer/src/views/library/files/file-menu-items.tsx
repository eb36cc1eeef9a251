// The items of a video's menu that are about its file. They act on the whole selection if the video is part of it.
import type { LibraryItem } from '../../../../../shared/ipc.ts';
import { MenuEntry } from '../../../components/popups/menu-entry.tsx';
import { messages } from '../../../messages.ts';
import { selectStatus, useStudio } from '../../../store/studio-store.ts';
import { copyPaths, exportVideos, rename, revealFiles, targetsOf } from './file-actions.ts';

/** A key with Ctrl, on macOS with Cmd, as users read it. */
const keysText = (key: string, isMac: boolean): string => (isMac ? `⌘${key}` : `Ctrl+${key}`);

/**
 * The items for the file of a video. A video in the trash cannot be renamed or exported until it is restored. Must be inside a
 * `Menu.Popup`.
 */
export function FileMenuItems({ item: { resultId, trashedAtMs } }: { readonly item: LibraryItem }) {
  const count = useStudio((s) => (s.selection.includes(resultId) ? s.selection.length : 1));
  const isMac = useStudio((s) => selectStatus(s)?.app.platform === 'darwin');
  const isInTrash = trashedAtMs !== null;
  return (
    <>
      {!isInTrash && (
        <MenuEntry onClick={() => exportVideos(targetsOf(resultId))} keys={keysText('E', isMac)}>
          {count === 1 ? messages.fileJobs.export : messages.fileJobs.exportMany(count)}
        </MenuEntry>
      )}
      <MenuEntry onClick={() => void copyPaths(targetsOf(resultId))} keys={isMac ? '⌥⌘C' : 'Ctrl+Alt+C'}>
        {count === 1 ? messages.fileJobs.copyPath : messages.fileJobs.copyPaths(count)}
      </MenuEntry>
      {count > 1 && <MenuEntry onClick={() => void revealFiles(targetsOf(resultId))}>{messages.fileJobs.revealMany(count)}</MenuEntry>}
      {!isInTrash && (
        <MenuEntry onClick={() => rename(targetsOf(resultId))} keys="F2">
          {count === 1 ? messages.fileJobs.rename : messages.fileJobs.renameMany(count)}
        </MenuEntry>
      )}
    </>
  );
}
