// The paths of the built parts: the same below a checkout and inside the packaged archive.
import { join } from 'node:path';

/** Absolute paths of the built parts. */
export interface BuiltPaths {
  readonly preload: string;
  /** The folder of the built renderer. */
  readonly pages: string;
  readonly icon: string;
}

/** `appPath` is Electron's `app.getAppPath()`: the checkout, or the archive. */
export function builtPaths(appPath: string): BuiltPaths {
  return {
    preload: join(appPath, 'out/preload/preload.cjs'),
    pages: join(appPath, 'out/renderer'),
    icon: join(appPath, 'resources/icon.png'),
  };
}
