// Dropping a video that the studio made fills the form with its settings. Any other file becomes a reference, if it was dropped on the
// composer.
import { call, pathOf } from '../../../api.ts';
import { loadFromVideo } from '../load-request.ts';
import { addFiles, whileAdding } from './add-references.ts';
import { isOwnDrag, watchOwnDrags } from './own-drag.ts';

const mayHaveTags = (file: File): boolean => /\.(mp4|m4v|mov|3gp)$/i.test(file.name);

/** The outcome of a drop. `cancelled`: the user cancelled it, or another request was loaded, before the files were read. */
type DropOutcome = 'filled-form' | 'references' | 'cancelled';

/** Fills the form if the file is a video with a tag record. Reading it can take long, so it counts as an addition. */
async function fillFormFromVideo(files: readonly File[]): Promise<DropOutcome> {
  const [file] = files;
  if (files.length !== 1 || file === undefined || !mayHaveTags(file)) return 'references';
  const path = pathOf(file);
  if (path === '') return 'references';
  const tags = await whileAdding(async () => {
    const result = await call('library.readTags', { path });
    return result.ok && result.value.found !== null ? result.value.found : 'untagged';
  });
  if (tags === null) return 'cancelled';
  if (tags === 'untagged') return 'references';
  await loadFromVideo(tags.request, file.name, tags.lost);
  return 'filled-form';
}

/** Handles files dropped on the composer, beside its slots. */
export async function addOrLoadDropped(files: readonly File[]): Promise<void> {
  if ((await fillFormFromVideo(files)) === 'references') await addFiles(files, null);
}

/**
 * Handles files dropped anywhere else in the window. A library video that is dragged out and dropped on the same window is ignored. Returns
 * the function that removes the listeners.
 */
export function watchWindowDrops(): () => void {
  const handleDragOver = (event: DragEvent) => {
    if (!event.defaultPrevented && !isOwnDrag() && event.dataTransfer?.types.includes('Files')) event.preventDefault();
  };
  const handleDrop = (event: DragEvent) => {
    if (event.defaultPrevented || isOwnDrag() || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    void fillFormFromVideo([...event.dataTransfer.files]);
  };
  const stopWatchingOwnDrags = watchOwnDrags();
  document.addEventListener('dragover', handleDragOver);
  document.addEventListener('drop', handleDrop);
  return () => {
    stopWatchingOwnDrags();
    document.removeEventListener('dragover', handleDragOver);
    document.removeEventListener('drop', handleDrop);
  };
}
