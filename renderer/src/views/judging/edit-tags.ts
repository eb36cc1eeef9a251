// Opens the field that tags videos from a menu: selects the videos, and focuses the field in the panel beside them.
import { flushSync } from 'react-dom';
import { entryOfResult } from '../../../../shared/search/entry.ts';
import { afterPopupsClose } from '../../input/after-popups-close.ts';
import { useStudio } from '../../store/studio-store.ts';
import { selectEntries } from '../library/library-view.ts';

/**
 * Focuses the tag field for these videos, after the menu has closed: a click in a menu ends the selection of the grid, and the closing menu
 * moves the focus. In the player, it is the field of the shown video, if the details are visible.
 */
export function editTagsOf(resultIds: readonly number[]): void {
  afterPopupsClose(() => {
    // The field exists once the panel of the selected videos is rendered.
    flushSync(() => {
      if (useStudio.getState().stage.kind === 'library') selectEntries(resultIds.map(entryOfResult));
    });
    document.querySelector<HTMLElement>('[data-tag-field] input')?.focus();
  });
}
