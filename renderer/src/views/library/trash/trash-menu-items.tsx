// The entries of a video's menu that delete it, restore it, or delete it for good. They act on the whole selection if the video is part of
// it.
import type { LibraryItem } from '../../../../../shared/ipc.ts';
import { MenuEntry } from '../../../components/popups/menu-entry.tsx';
import { messages } from '../../../messages.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { targetsOf } from '../files/file-actions.ts';
import { deleteAndSelectNext } from './delete-key.ts';
import { askDeleteForGood, restoreVideos } from './trash-actions.ts';

/** Must be inside a `Menu.Popup`. */
export function TrashMenuItems({ item: { resultId, trashedAtMs } }: { readonly item: LibraryItem }) {
  const count = useStudio((s) => (s.selection.includes(resultId) ? s.selection.length : 1));
  const texts = messages.trash;
  if (trashedAtMs === null) {
    return (
      <MenuEntry onClick={() => deleteAndSelectNext(targetsOf(resultId))} keys="Del">
        {count === 1 ? texts.delete : texts.deleteMany(count)}
      </MenuEntry>
    );
  }
  return (
    <>
      <MenuEntry onClick={() => void restoreVideos(targetsOf(resultId))}>
        {count === 1 ? texts.restore : texts.restoreMany(count)}
      </MenuEntry>
      <MenuEntry onClick={() => void askDeleteForGood(targetsOf(resultId))}>{texts.deleteForGood}</MenuEntry>
    </>
  );
}
