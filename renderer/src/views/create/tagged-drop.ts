// A video that the studio made, dropped on the window, fills the form with how it was made. Any other file is what it was before: a reference,
// where it was dropped on the composer.
import { call, pathOf } from '../../api.ts';
import { takeFromFile } from './composer-store.ts';
import { isOwnDrag, watchOwnDrags } from './own-drag.ts';
import { addFiles } from './reference-adding.ts';

const mayTell = (file: File): boolean => /\.(mp4|m4v|mov|3gp)$/i.test(file.name);

/** True when it was a video that tells how it was made. */
async function fillsForm(files: readonly File[]): Promise<boolean> {
  const [file] = files;
  if (files.length !== 1 || file === undefined || !mayTell(file)) return false;
  const path = pathOf(file);
  const answer = path === '' ? null : await call('library.readTags', { path });
  if (answer === null || !answer.ok || answer.value.found === null) return false;
  await takeFromFile(answer.value.found.request, file.name, answer.value.found.lost);
  return true;
}

/** Files dropped on the composer, beside its slots. */
export async function takeDropped(files: readonly File[]): Promise<void> {
  if (!(await fillsForm(files))) await addFiles(files, null);
}

/** Files dropped anywhere else in the window. A video that is dragged out of the library and let go over the window again was not meant. */
export function watchWindowDrops(): () => void {
  const over = (event: DragEvent) => {
    if (!event.defaultPrevented && !isOwnDrag() && event.dataTransfer?.types.includes('Files')) event.preventDefault();
  };
  const dropped = (event: DragEvent) => {
    if (event.defaultPrevented || isOwnDrag() || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    void fillsForm([...event.dataTransfer.files]);
  };
  const unwatch = watchOwnDrags();
  document.addEventListener('dragover', over);
  document.addEventListener('drop', dropped);
  return () => {
    unwatch();
    document.removeEventListener('dragover', over);
    document.removeEventListener('drop', dropped);
  };
}
