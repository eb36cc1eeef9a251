// Finds the file for a `studio-media://` URL, which contains an id and never a path.
import type { LibraryIndex } from '../library/library-index.ts';
import type { ReferenceService } from '../references/reference-service.ts';
import type { PosterFiles } from './poster-files.ts';

/** A file that the media protocol may serve. The path never reaches the window. */
interface MediaFile {
  readonly absolutePath: string;
  readonly bytes: number;
  readonly mimeType: string;
}

/** MIME types of posters and filmstrips by file extension. The studio writes these files itself. */
const posterTypes: readonly (readonly [string, string])[] = [
  ['.jpg', 'image/jpeg'],
  ['.jpeg', 'image/jpeg'],
  ['.webp', 'image/webp'],
  ['.png', 'image/png'],
];

function posterType(path: string): string {
  return posterTypes.find(([extension]) => path.toLowerCase().endsWith(extension))?.[1] ?? 'image/jpeg';
}

/** MIME types of stored videos by file extension; any other extension is MP4. */
const videoTypes: Readonly<Record<string, string>> = {
  mov: 'video/quicktime',
  '3gp': 'video/3gpp',
  webm: 'video/webm',
  mkv: 'video/x-matroska',
  ts: 'video/mp2t',
};

function videoType(path: string): string {
  return videoTypes[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? 'video/mp4';
}

/** Returns the file for a media id; null if there is none. Called by the media protocol. */
export type MediaLookup = (kind: 'video' | 'poster' | 'filmstrip' | 'reference', id: number) => Promise<MediaFile | null>;

/** Called once by `core/compose/`. */
export function createMediaLookup(deps: { index: LibraryIndex; posters: PosterFiles; references: ReferenceService }): MediaLookup {
  const { index, posters, references } = deps;
  return async (kind, id) => {
    switch (kind) {
      case 'video': {
        const file = await index.locate(id);
        return file === null ? null : { absolutePath: file.absolutePath, bytes: file.bytes, mimeType: videoType(file.absolutePath) };
      }
      case 'poster':
      case 'filmstrip': {
        const file = await posters.locate(id, kind);
        return file === null ? null : { absolutePath: file.absolutePath, bytes: file.bytes, mimeType: posterType(file.absolutePath) };
      }
      case 'reference':
        return references.locate(id);
    }
  };
}
