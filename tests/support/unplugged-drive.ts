// A drive that is unplugged and plugged in again.
import type { FakeVideoLibrary } from './fake-video-library.ts';

/** The drive that contains a library folder. It keeps its files while it is unplugged. */
export function driveOf(library: FakeVideoLibrary, folder: string) {
  const files = new Map<string, { bytes: number; modifiedAtMs: number }>();
  return {
    unplug(): void {
      library.absentFolders.add(folder);
      for (const [path, file] of library.files) if (path.startsWith(`${folder}/`)) files.set(path, file);
      for (const path of files.keys()) library.files.delete(path);
    },
    plugIn(): void {
      library.absentFolders.delete(folder);
      for (const [path, file] of files) library.files.set(path, file);
    },
  };
}
