// Decides which folder and path are recorded for a found file. A file inside a library folder is recorded under that folder, so that it
// is moved and deleted with the library. Any other file is recorded under the folder in which it was found.
import { basename, dirname, join } from 'node:path';
import type { FileLocation, VideoLibrary } from '../../ports.ts';

/** Computes the locations to record for found files. */
export interface FileLocations {
  /** The location of a file. `path` is relative to `folder`, with `/`. */
  locationOf(folder: string, path: string): Promise<FileLocation>;
}

/** `folders`: the library folders, the current one first. Results for directories are cached, so create one instance for each search. */
export function createFileLocations(library: Pick<VideoLibrary, 'pathInside'>, folders: readonly string[]): FileLocations {
  const locations = new Map<string, FileLocation | null>();

  async function directoryIn(directory: string): Promise<FileLocation | null> {
    for (const folder of folders) {
      const path = await library.pathInside(folder, directory);
      if (path !== null) return { folder, path };
    }
    return null;
  }
  return {
    async locationOf(folder, path) {
      const directory = dirname(join(folder, path));
      if (!locations.has(directory)) locations.set(directory, await directoryIn(directory));
      const location = locations.get(directory);
      if (location == null) return { folder, path };
      return { folder: location.folder, path: [location.path, basename(path)].filter((part) => part !== '').join('/') };
    },
  };
}
