// Actions on one library video, for all views that show it.
import type { LibraryItem } from '../../../../shared/ipc.ts';
import { findModel } from '../../../../shared/models/index.ts';
import { entryOfResult } from '../../../../shared/search/entry.ts';
import { call } from '../../api.ts';
import { messages } from '../../messages.ts';
import { fillComposer, showStage, useStudio } from '../../store/studio-store.ts';
import { showFailure, useLibraryView } from './library-view.ts';

/** Shows the player. The library returns to this video afterwards. */
export function play(resultId: number): void {
  useStudio.setState({ selection: [resultId] });
  useLibraryView.setState({ focusKey: `r${resultId}`, anchorId: entryOfResult(resultId), selectedTasks: [] });
  showStage({ kind: 'player', resultId });
}

/** Shows the file in the file manager of the system. */
export const reveal = (resultId: number): Promise<void> => showFailure(call('library.reveal', { resultId }));

/** Opens the file with the default program of the system. */
export const openExternally = (resultId: number): Promise<void> => showFailure(call('library.openExternally', { resultId }));

/** Opens the file in the program `appId`. With null, the system asks for a program; closing that dialog is not an error. */
export async function openWith(resultId: number, appId: string | null): Promise<void> {
  const result = await call('library.openWith', { resultId, appId });
  if (result.ok || result.error.kind !== 'cancelled-by-user') await showFailure(Promise.resolve(result));
}

/** Downloads a missing or changed file again from the service. A refusal, e.g. an expired link, appears above the grid. */
export const retryDownload = (resultId: number): Promise<void> => showFailure(call('tasks.retryDownload', { resultId }));

/** Asks where the file is now. Closing the dialog is not an error. */
export async function locateFile(resultId: number): Promise<void> {
  const result = await call('library.locateFile', { resultId });
  if (result.ok || result.error.kind !== 'cancelled-by-user') await showFailure(Promise.resolve(result));
}

/** "Use again": asks the composer to load a copy of the video's request. */
export const reuseRequest = (item: LibraryItem): void => fillComposer(item.request, item.id);

/** Copies a text to the clipboard. Rejects when the browser refuses, e.g. while the window has no focus. */
export const copyText = (text: string): Promise<void> => navigator.clipboard.writeText(text);

/** The label of "Reveal" on this system, which names its file manager. */
export function useRevealLabel(): string {
  const platform = useStudio((s) => s.mirror?.status.app.platform ?? 'linux');
  return messages.library.reveal[platform];
}

/** The display name of a model; its id if the catalogue does not have it. */
export const modelName = (id: string): string => findModel(id)?.name ?? id;

/** The model family alone, e.g. "Seedance": a tile has no space for more. */
export const modelFamily = (id: string): string => modelName(id).split(' ')[0] ?? id;

/** The prompt as a title for lists, tooltips and screen readers; "Untitled" in the current language if it is empty. */
export const promptOf = (item: LibraryItem): string => item.request.prompt.trim() || messages.library.untitled;

/** The title that the user gave the video; its prompt if there is none. */
export const titleOf = (item: LibraryItem): string => item.title || promptOf(item);

/** Duration in seconds: measured, otherwise requested, otherwise null. */
export const secondsOf = (item: LibraryItem): number | null => item.durationSeconds ?? item.request.durationSeconds;
