// Decides under which folder a file that was found is recorded: in a library folder by its path in it, so that it moves and is deleted as one of the
// library; elsewhere in the folder in which it was found.
import { basename, dirname, join } from 'node:path';
import type { FileLocation, VideoLibrary } from '../../ports.ts';

/** Places of files that were found. */
export interface FilePlaces {
  /** `path` is relative to `folder`, with `/`. */
  of(folder: string, path: string): Promise<FileLocation>;
}

/** `folders`: the library folders, the one in use first. What is known of a directory is kept, so make one for each search. */
export function createFilePlaces(library: Pick<VideoLibrary, 'pathInside'>, folders: readonly string[]): FilePlaces {
  const known = new Map<string, FileLocation | null>();

  async function directoryIn(directory: string): Promise<FileLocation | null> {
    for (const folder of folders) {
      const path = await library.pathInside(folder, directory);
      if (path !== null) return { folder, path };
    }
    return null;
  }
  return {
    async of(folder, path) {
      const directory = dirname(join(folder, path));
      if (!known.has(directory)) known.set(directory, await directoryIn(directory));
      const place = known.get(directory);
      if (place == null) return { folder, path };
      return { folder: place.folder, path: [place.path, basename(path)].filter((part) => part !== '').join('/') };
    },
  };
}
