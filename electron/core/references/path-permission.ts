// Decides whether a path from the window may be opened.
import { isNetworkOrDevicePath } from '../../../shared/files/network-path.ts';
import type { Desktop } from '../ports.ts';

/**
 * Whether the path may be opened. A network or device path may be opened only if the user dropped or pasted it. Paths chosen in a dialog
 * are not checked here, because they do not come from the window.
 */
export const mayOpenPath = (path: string, desktop: Pick<Desktop, 'wasDropped'>): boolean =>
  !isNetworkOrDevicePath(path) || desktop.wasDropped(path);
