// Opens the field that tags videos from a menu: selects the videos, and focuses the field in the panel beside them.
import { entryOfResult } from '../../../../shared/search/entry.ts';
import { useStudio } from '../../store/studio-store.ts';
import { selectEntries } from '../library/library-view.ts';

/**
 * A delay in milliseconds. A click in a menu ends the selection of the grid, and the closing menu moves the focus; both are over after this
 * time.
 */
const afterMenuMs = 200;

/** Focuses the tag field for these videos. In the player, it is the field of the shown video, if the details are visible. */
export function editTagsOf(resultIds: readonly number[]): void {
  setTimeout(() => {
    if (useStudio.getState().stage.kind === 'library') selectEntries(resultIds.map(entryOfResult));
    // The panel is drawn by then.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-tag-field] input')?.focus());
  }, afterMenuMs);
}
