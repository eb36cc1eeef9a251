// Whether a path that the window names may be opened.
import { isNetworkOrDevicePath } from '../../../shared/files/network-path.ts';
import type { Desktop } from '../ports.ts';

/** One that leads off this computer only where a drop or a paste gave it; what a dialog of main gave does not come from the window. */
export const mayOpenPath = (path: string, desktop: Pick<Desktop, 'wasDropped'>): boolean =>
  !isNetworkOrDevicePath(path) || desktop.wasDropped(path);
