// Decides whether a path from the window may be opened.
import { isNetworkOrDevicePath } from '../../../shared/files/network-path.ts';
import type { Desktop } from '../ports.ts';

/** A network or device path only if a drop or a paste provided it. A path from a dialog of the main process never comes from the window. */
export const mayOpenPath = (path: string, desktop: Pick<Desktop, 'wasDropped'>): boolean =>
  !isNetworkOrDevicePath(path) || desktop.wasDropped(path);
