// Actions on the files of the selection, for keys, menus and the inspector.
import { call } from '../../../api.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { reuseAsBatch } from '../../batch/reuse-requests.ts';
import { showFailure, useLibraryView } from '../library-view.ts';
import { useLibrarySearch } from '../search/search-store.ts';
import { openFileDialog } from './file-dialog-store.ts';

/** The selection in the order in which the library shows it, so that names are numbered and paths listed in that order. */
function selectionInOrder(): readonly number[] {
  const { selection, index } = useStudio.getState();
  if (selection.length < 2) return selection;
  const selected = new Set(selection);
  const order = useLibrarySearch.getState().found?.resultIds ?? index.resultIds;
  const ordered = order.filter((id) => selected.has(id));
  return ordered.length === selected.size ? ordered : selection;
}

/** The videos to which an action on this video applies: the whole selection if it contains the video, otherwise only the video. */
export function targetsOf(resultId: number): readonly number[] {
  return useStudio.getState().selection.includes(resultId) ? selectionInOrder() : [resultId];
}

/** Asks for a name, or for a template if there are several videos. */
export function rename(resultIds: readonly number[]): void {
  const [firstId] = resultIds;
  if (firstId === undefined) return;
  openFileDialog(resultIds.length === 1 ? { kind: 'rename-one', resultId: firstId } : { kind: 'rename', resultIds });
}

/** True while the trash is shown. Videos in the trash must be restored before they can be renamed or exported. */
const isTrashShown = (): boolean => useLibrarySearch.getState().scope === 'trash';

/** Handles F2. Does nothing without a selection, and in the trash. */
export const renameSelection = (): void => rename(isTrashShown() ? [] : selectionInOrder());

/** Asks where to copy the files. A refusal above the grid disappears: it may have offered the export. */
export function exportVideos(resultIds: readonly number[]): void {
  if (resultIds.length === 0) return;
  useLibraryView.setState({ error: null });
  openFileDialog({ kind: 'export', resultIds });
}

/** Handles Ctrl+E. Does nothing without a selection, and in the trash. */
export const exportSelection = (): void => exportVideos(isTrashShown() ? [] : selectionInOrder());

/** Copies the paths of the files, one per line. A refusal appears above the grid. */
export const copyPaths = (resultIds: readonly number[]): Promise<void> =>
  showFailure(call('library.copyPaths', { resultIds: Float64Array.from(resultIds) }));

/** Handles Ctrl+Alt+C. Does nothing without a selection. */
export function copySelectedPaths(): void {
  const selected = selectionInOrder();
  if (selected.length > 0) void copyPaths(selected);
}

/** Shows the batch with the requests of the selected videos and tasks. A refusal appears above the grid. */
export const reuseSelection = (): void => void showFailure(reuseAsBatch(selectionInOrder(), useLibraryView.getState().selectedTasks));

/** Shows the folders of the files in the file manager. */
export const revealFiles = (resultIds: readonly number[]): Promise<void> =>
  showFailure(call('library.revealFiles', { resultIds: Float64Array.from(resultIds) }));

/** Shows the folders of the selected files in the file manager. */
export const revealSelection = (): Promise<void> => revealFiles(selectionInOrder());
