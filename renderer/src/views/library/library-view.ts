// The view state of the library, kept while another stage is shown: scroll position, focused cell, start of a range.
import { create } from 'zustand';
import type { AppError } from '../../../../shared/errors.ts';
import type { Result } from '../../../../shared/result.ts';
import { entryOfResult, entryOfTask, entryTarget } from '../../../../shared/search/entry.ts';
import { useStudio } from '../../store/studio-store.ts';

/**
 * Identifies a cell by what it shows, since its position changes with every stored video: `r12` is result 12, `t5` is task 5 in progress.
 */
export type CellKey = `r${number}` | `t${number}`;

/**
 * `scrollTop` is in pixels. `focusKey` is the cell that has, or had, the keyboard focus; `anchorId` the entry where a Shift range starts.
 * Both are null at first.
 */
export interface LibraryView {
  readonly scrollTop: number;
  readonly focusKey: CellKey | null;
  readonly anchorId: number | null;
  /** The video that the grid should scroll to; null if there is none, and after the grid has scrolled. */
  readonly revealId: number | null;
  /** The tasks without a video that are selected in the history. The selected videos are in the store of the window. */
  readonly selectedTasks: readonly number[];
  /** The last error, until it is dismissed; null if there is none. */
  readonly error: AppError | null;
}

/** The store of the library stage. It lives as long as the window; the grid, its menus and the player use it. */
export const useLibraryView = create<LibraryView>(() => ({
  scrollTop: 0,
  focusKey: null,
  anchorId: null,
  selectedTasks: [],
  revealId: null,
  error: null,
}));

/** Waits for the result of a call, and shows its error above the grid and in the player. Success clears the previous error. */
export async function showFailure(pendingResult: Promise<Result<unknown, AppError>>): Promise<void> {
  const result = await pendingResult;
  useLibraryView.setState({ error: result.ok ? null : result.error });
}

/** The selected videos, then the selected tasks, as entry ids. */
export const selectedEntries = (): readonly number[] => [
  ...useStudio.getState().selection.map(entryOfResult),
  ...useLibraryView.getState().selectedTasks.map(entryOfTask),
];

/** The number of selected videos and tasks. */
export function useSelectedCount(): number {
  const videos = useStudio((s) => s.selection.length);
  return videos + useLibraryView((s) => s.selectedTasks.length);
}

/** Selects entries: videos, and tasks without a video. */
export function selectEntries(entryIds: readonly number[]): void {
  const targets = entryIds.map(entryTarget);
  const idsOf = (kind: 'result' | 'task'): readonly number[] => targets.filter((target) => target.kind === kind).map(({ id }) => id);
  useStudio.setState({ selection: idsOf('result') });
  useLibraryView.setState({ selectedTasks: idsOf('task') });
}

/** Ends the selection of videos and tasks. */
export const clearSelection = (): void => selectEntries([]);

/** The id in a cell key: of the result or of the task. */
export const idOf = (key: CellKey): number => Number(key.slice(1));
/** True when a cell shows a stored result, false for a task in progress. */
export const isResult = (key: CellKey): boolean => key.startsWith('r');
