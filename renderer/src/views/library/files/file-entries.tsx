// The entries of a video's menu that are about its file. They act on the whole selection when the video is part of it.
import { Entry } from '../../../components/popups/menu-entry.tsx';
import { messages } from '../../../messages.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { rename, targetsOf } from './file-actions.ts';

/** Must be inside a `Menu.Popup`. */
export function FileEntries({ resultId }: { readonly resultId: number }) {
  const count = useStudio((s) => (s.selection.includes(resultId) ? s.selection.length : 1));
  return (
    <Entry onClick={() => rename(targetsOf(resultId))} keys="F2">
      {count === 1 ? messages.fileWork.rename : messages.fileWork.renameMany(count)}
    </Entry>
  );
}
