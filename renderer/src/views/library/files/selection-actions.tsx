// The actions on several videos, at the top of their summary.
import { Button } from '../../../components/button.tsx';
import { messages } from '../../../messages.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { useLibrarySearch } from '../search/search-store.ts';
import { deleteAndSelectNext } from '../trash/delete-key.ts';
import { copySelectedPaths, exportSelection, renameSelection, reuseSelection, revealSelection } from './file-actions.ts';

/** The buttons act on the whole selection, whatever its size. Videos in the trash cannot be exported or renamed until they are restored. */
export function SelectionActions() {
  const isTrash = useLibrarySearch((s) => s.scope === 'trash');
  return (
    <div className="mt-3 flex flex-wrap gap-1.5">
      {!isTrash && (
        <>
          <Button size="small" onClick={exportSelection} aria-keyshortcuts="Control+E Meta+E">
            {messages.fileJobs.export}
          </Button>
          <Button size="small" onClick={renameSelection} aria-keyshortcuts="F2">
            {messages.fileJobs.rename}
          </Button>
        </>
      )}
      <Button size="small" onClick={reuseSelection}>
        {messages.library.useAgain}
      </Button>
      <Button size="small" onClick={copySelectedPaths} aria-keyshortcuts="Control+Alt+C Meta+Alt+C">
        {messages.fileJobs.copyPath}
      </Button>
      <Button size="small" onClick={() => void revealSelection()}>
        {messages.fileJobs.reveal}
      </Button>
      {!isTrash && (
        <Button size="small" onClick={() => deleteAndSelectNext(useStudio.getState().selection)} aria-keyshortcuts="Delete">
          {messages.trash.delete}
        </Button>
      )}
    </div>
  );
}
