// The trash in the library: the button that shows it, and the line above its videos.
import { Trash2 } from 'lucide-react';
import type { StudioStatus } from '../../../../../shared/ipc.ts';
import { Button } from '../../../components/button.tsx';
import { messages } from '../../../messages.ts';
import { selectStatus, useStudio } from '../../../store/studio-store.ts';
import { setScope, useLibrarySearch } from '../search/search-store.ts';
import { askDeleteForGood, askEmptyTrash, restoreVideos } from './trash-actions.ts';

/** Switches between the trash and the library. Renders nothing while the library is shown and the trash is empty. */
export function TrashButton() {
  const count = useStudio((s) => selectStatus(s)?.library.trash.count ?? 0);
  const isShown = useLibrarySearch((s) => s.scope === 'trash');
  if (count === 0 && !isShown) return null;
  return (
    <Button
      size="small"
      variant="ghost"
      aria-pressed={isShown}
      title={messages.trash.show}
      onClick={() => setScope(isShown ? 'videos' : 'trash')}
    >
      <Trash2 size={13} aria-hidden />
      <span className="sr-only @[680px]/library:not-sr-only">{messages.trash.show}</span>
      <span className="text-dim">{messages.format.number(count)}</span>
    </Button>
  );
}

/** A button that acts on the selected videos of the trash. */
function SelectionButton({ label, act }: { readonly label: string; act(resultIds: readonly number[]): Promise<void> }) {
  const selection = useStudio((s) => s.selection);
  const run = (): void => void act(selection);
  return (
    <Button size="small" disabled={selection.length === 0} onClick={run}>
      {label}
    </Button>
  );
}

/** The line above the videos of the trash, with the actions on them. Renders nothing while the library is shown. */
export function TrashBar() {
  const isShown = useLibrarySearch((s) => s.scope === 'trash');
  const status = useStudio(selectStatus);
  return isShown && status !== null && <TrashLine trash={status.library.trash} days={status.settings.trashDays} />;
}

function TrashLine({ trash: { count, bytes }, days }: { readonly trash: StudioStatus['library']['trash']; readonly days: number | null }) {
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 border-line border-b px-[14px] py-2">
      <h2 className="font-semibold">{messages.trash.title}</h2>
      <p className="min-w-0 flex-[1_1_260px] text-dim">
        {messages.trash.contents(count, bytes)} <span className="pl-2">{messages.trash.kept(days)}</span>
      </p>
      <div className="flex flex-wrap gap-2">
        <SelectionButton label={messages.trash.restore} act={restoreVideos} />
        <SelectionButton label={messages.trash.deleteForGood} act={askDeleteForGood} />
        <Button size="small" disabled={count === 0} onClick={() => void askEmptyTrash()}>
          {messages.trash.empty}
        </Button>
      </div>
    </div>
  );
}
