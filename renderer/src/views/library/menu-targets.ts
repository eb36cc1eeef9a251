// What a context menu of the library is about, and where it opens.
import type { LibraryItem } from '../../../../shared/ipc.ts';
import type { MenuPoint } from '../../components/popups/menu-at-point.tsx';

/** The video of a menu, and the position at which the menu opens. */
export interface MenuTarget extends MenuPoint {
  readonly item: LibraryItem;
}

/** The id of the task of a menu, and the position at which the menu opens. */
export interface TaskMenuTarget extends MenuPoint {
  readonly id: number;
}
