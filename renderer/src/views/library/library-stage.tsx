// The library: the tasks in progress and all videos, or the results of a search, and the details of the selection.
import { Clapperboard, History, Trash2, X } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { Task } from '../../../../shared/task.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { messages } from '../../messages.ts';
import { emptyIndex } from '../../store/index-mirror.ts';
import { selectTasks, useStudio } from '../../store/studio-store.ts';
import { useShownCollectionOrder } from './collections/collection-order.ts';
import { CollectionsPanel } from './collections/collections-panel.tsx';
import { MoveAnnouncement } from './collections/move-announcement.tsx';
import { exportSelection } from './files/file-actions.ts';
import { MissingBar } from './files/missing-bar.tsx';
import { withoutRemoved } from './grid/grid-selection.ts';
import { useDisplay } from './grid/library-display.ts';
import { LibraryGrid } from './grid/library-grid.tsx';
import { LibraryInspector } from './inspector/library-inspector.tsx';
import { LibraryHeader } from './library-header.tsx';
import { selectEntries, selectedEntries, useLibraryView } from './library-view.ts';
import { NoResults } from './search/no-results.tsx';
import { isNarrow } from './search/search-spec.ts';
import { useLibrarySearch } from './search/search-store.ts';
import { SearchLines } from './search/search-summary.tsx';
import { showsTasks, useShownVideos } from './search/shown-videos.ts';
import { useStackedVideos } from './stacks/use-stacked-videos.ts';
import { tasksInProgress } from './tile/tasks-in-progress.ts';
import { DeletionDialog } from './trash/deletion-dialog.tsx';
import { RefusalsNotice } from './trash/refusals-notice.tsx';
import { TrashBar } from './trash/trash-bar.tsx';

const noTasks: readonly Task[] = [];

// Elements that need nothing of the stage. As constants they are not rendered again for each result of a search.
const bars = (
  <>
    <TrashBar />
    <SearchLines />
    <MissingBar />
    <Failure />
    <RefusalsNotice />
  </>
);
const collections = <CollectionsPanel />;
const announcement = <MoveAnnouncement />;
const dialogs = <DeletionDialog />;

/**
 * The stage `library`, which is shown at start. An empty library leads the user to the prompt. While something is selected, the inspector
 * is beside the grid.
 */
export function LibraryStage() {
  // Until the index has arrived, it is unknown whether the library is empty, so the empty state is not shown.
  const isIndexLoaded = useStudio((s) => s.index !== emptyIndex);
  const count = useStudio((s) => s.index.resultIds.length);
  const tasks = useStudio(selectTasks);
  const selection = useStudio((s) => s.selection);
  const shownVideos = useShownVideos();
  const shown = useStackedVideos(shownVideos);
  const hasTasks = showsTasks(shown);
  const live = useMemo(() => (hasTasks ? tasksInProgress(tasks) : noTasks), [tasks, hasTasks]);
  const selectedTasks = useLibraryView((s) => s.selectedTasks);
  const selectedCount = selection.length + selectedTasks.length;
  useValidSelection(shownVideos.entryIds);
  const isHistory = useLibrarySearch((s) => s.scope === 'history');
  const isTrash = useLibrarySearch((s) => s.scope === 'trash');
  const isEmpty = !isHistory && !isTrash && count === 0 && live.length === 0;
  useShownCollectionOrder();
  const hasCollections = useDisplay().libraryCollections;
  return (
    <section aria-label={messages.library.title} className="flex h-full min-h-0 min-w-0 flex-1 flex-col">
      <LibraryHeader {...{ count, selectedCount, isEmpty, isHistory, hasCollections }} />
      {bars}
      {announcement}
      <div className="@container/stage relative flex min-h-0 flex-1">
        {hasCollections && collections}
        {shown.kind === 'found' && shown.entryIds.length === 0 && isNarrow(shown.found.spec) ? (
          <NoResults found={shown.found} />
        ) : shown.kind === 'found' && shown.entryIds.length === 0 && isHistory ? (
          <EmptyHistory />
        ) : isTrash && shown.entryIds.length === 0 ? (
          <EmptyTrash />
        ) : isEmpty ? (
          isIndexLoaded && <Empty />
        ) : (
          <LibraryGrid live={live} shown={shown} />
        )}
        {selectedCount > 0 && <LibraryInspector selection={selection} taskIds={selectedTasks} />}
      </div>
      {dialogs}
    </section>
  );
}

function Empty() {
  return (
    <div className="min-w-0 flex-1">
      <EmptyState
        icon={<Clapperboard size={22} aria-hidden />}
        title={messages.library.empty.title}
        detail={messages.library.empty.detail}
        action={
          <Button variant="primary" onClick={() => useStudio.setState((s) => ({ promptFocusRequests: s.promptFocusRequests + 1 }))}>
            {messages.library.empty.action}
          </Button>
        }
      />
    </div>
  );
}

function EmptyHistory() {
  return (
    <div className="min-w-0 flex-1">
      <EmptyState icon={<History size={22} aria-hidden />} title={messages.history.empty.title} detail={messages.history.empty.detail} />
    </div>
  );
}

function EmptyTrash() {
  const { title, detail } = messages.trash.nothing;
  return (
    <div className="min-w-0 flex-1">
      <EmptyState icon={<Trash2 size={22} aria-hidden />} title={title} detail={detail} />
    </div>
  );
}

const isTooManyFiles = (error: AppError): boolean => error.kind === 'too-many' && error.what === 'files';

/**
 * Offers an export when a selection has too many files to drag or to copy as paths. Not offered in the trash, whose videos must be restored
 * first.
 */
function ExportInstead() {
  const isTrash = useLibrarySearch((s) => s.scope === 'trash');
  const count = useStudio((s) => s.selection.length);
  if (isTrash || count === 0) return null;
  return (
    <Button size="small" onClick={exportSelection} aria-keyshortcuts="Control+E Meta+E">
      {messages.fileJobs.exportMany(count)}
    </Button>
  );
}

function Failure() {
  const error = useLibraryView((s) => s.error);
  if (error === null) return null;
  return (
    <div className="px-[14px] pt-2.5">
      <ErrorNotice
        error={error}
        {...(isTooManyFiles(error) ? { moreActions: <ExportInstead /> } : {})}
        action={
          <IconButton label={messages.app.close} onClick={() => useLibraryView.setState({ error: null })}>
            <X size={14} aria-hidden />
          </IconButton>
        }
      />
    </div>
  );
}

/**
 * Removes entries from the selection that are no longer shown. `order`: the shown entries. Nothing is removed while a search is still
 * running.
 */
function useValidSelection(order: readonly number[]): void {
  const isComplete = useLibrarySearch((s) => s.phase.kind !== 'searching');
  useEffect(() => {
    if (!isComplete) return;
    const selectedIds = selectedEntries();
    const stillShown = withoutRemoved(selectedIds, order);
    if (stillShown !== selectedIds) selectEntries(stillShown);
  }, [order, isComplete]);
}
