// How long a file name may be in a folder.
import type { NameLimit } from './safe-text.ts';

/** File systems allow 255 bytes. The rest is for the number of a second file, the extension, and the suffix of an unfinished file. */
const maxBytes = 200;
/** Windows allows 259 characters for folder and name together, unless the user has switched on long paths. */
const maxWindowsPath = 259;
/** The separator, ` (9999)` and `.webm`. */
const reservedUnits = 13;
/** A name is never cut below this, however long the folder's path is. */
const minUnits = 40;

/** The limit of a name without extension in a folder. `folderLength`: UTF-16 units of the folder's path. */
export function nameLimit(isWindows: boolean, folderLength: number): NameLimit {
  if (!isWindows) return { bytes: maxBytes, units: maxBytes };
  return { bytes: maxBytes, units: Math.min(maxBytes, Math.max(minUnits, maxWindowsPath - reservedUnits - folderLength)) };
}
