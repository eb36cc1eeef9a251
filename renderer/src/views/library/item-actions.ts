// What can be done with one video of the library, wherever it is shown.
import type { LibraryItem } from '../../../../shared/ipc.ts';
import { findModel } from '../../../../shared/models/index.ts';
import { call } from '../../api.ts';
import { messages } from '../../messages.ts';
import { fillComposer, showStage, useStudio } from '../../store/studio-store.ts';
import { showFailure, useLibraryView } from './library-view.ts';

/** Shows the player; the library will come back to this video. */
export function play(resultId: number): void {
  useStudio.setState({ selection: [resultId] });
  useLibraryView.setState({ focusKey: `r${resultId}`, anchorId: resultId });
  showStage({ kind: 'player', resultId });
}

export const reveal = (resultId: number): Promise<void> => showFailure(call('library.reveal', { resultId }));

/** In the program that the system opens such files with. */
export const openExternally = (resultId: number): Promise<void> => showFailure(call('library.openExternally', { resultId }));

export const retryDownload = (resultId: number): Promise<void> => showFailure(call('tasks.retryDownload', { resultId }));

/** Lets the person point to where the file is now. Closing the dialog is an answer. */
export async function locateFile(resultId: number): Promise<void> {
  const answer = await call('library.locateFile', { resultId });
  if (answer.ok || answer.error.kind !== 'cancelled-by-user') await showFailure(Promise.resolve(answer));
}

export const reuseRequest = (item: LibraryItem): void => fillComposer(item.request, item.id);

export const copyText = (text: string): Promise<void> => navigator.clipboard.writeText(text);

/** What "Reveal" is called on this system. */
export function useRevealLabel(): string {
  const platform = useStudio((s) => s.mirror?.status.app.platform ?? 'linux');
  return messages.library.reveal[platform];
}

/** The model's name as a person knows it; its id where the studio does not know it. */
export const modelName = (id: string): string => findModel(id)?.name ?? id;

/** The family alone, e.g. "Seedance": a tile has no room for more. */
export const modelFamily = (id: string): string => modelName(id).split(' ')[0] ?? id;

export const promptOf = (item: LibraryItem): string => item.request.prompt.trim() || messages.library.untitled;

/** How long the video is: as measured, else as asked for, else null. */
export const secondsOf = (item: LibraryItem): number | null => item.durationSeconds ?? item.request.durationSeconds;
