// Renders one clip per shape and returns the cached bytes afterwards, for tests that need a video but do not look at its picture. Several processes
// may share the folder.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClipRenderer, ClipSpec } from './clip-renderer.ts';

/** Returns a hash of everything that defines a clip except the text and colours drawn into it. */
function shapeHash({ width, height, durationSeconds, framesPerSecond, audio }: ClipSpec): string {
  const shape = [width, height, durationSeconds, framesPerSecond, audio].join(' ');
  return createHash('sha256').update(shape).digest('hex');
}

/** Wraps `renderer` with a cache in `folder`, which is created when needed. Throws errors of `renderer` and of the file system. */
export function createClipCache(renderer: ClipRenderer, folder: string): ClipRenderer {
  return {
    async render(spec, signal) {
      const file = join(folder, `${shapeHash(spec)}.mp4`);
      const cached = await readFile(file).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      if (cached !== null) return cached;
      const clip = await renderer.render(spec, signal);
      await mkdir(folder, { recursive: true });
      // Written under another name first: another process sees the whole file or none.
      const partial = `${file}.${randomUUID()}`;
      await writeFile(partial, clip);
      await rename(partial, file);
      return clip;
    },
  };
}
