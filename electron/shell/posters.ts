// Posters and filmstrips: drawn by the hidden clip page from a stored video, kept beside the database by result id.
// A video without a poster is still a video, so every failure here is a value that hurts nobody.
import { mkdir, open, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok } from '../../shared/result.ts';
import type { Posters } from '../core/ports.ts';
import type { PosterMaker } from './clip-window.ts';

/** Keeps pictures in `folder` as `<resultId>.jpg` (poster) and `<resultId>-strip.jpg`. */
export function createPosters(folder: string, maker: () => PosterMaker): Posters {
  const fileOf = (resultId: number, kind: 'poster' | 'filmstrip') =>
    join(folder, kind === 'poster' ? `${resultId}.jpg` : `${resultId}-strip.jpg`);
  const write = async (file: string, bytes: Uint8Array) => {
    await writeFile(`${file}.new`, bytes);
    await rename(`${file}.new`, file);
  };
  return {
    async make(resultId, absolutePath, signal) {
      const handle = await open(absolutePath, 'r').catch(() => null);
      if (handle === null) return fail({ kind: 'file-gone' });
      try {
        const { size } = await handle.stat();
        const made = await maker().make(
          {
            size,
            read: async (start, end) => {
              const bytes = new Uint8Array(end - start);
              const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
              return bytes.subarray(0, bytesRead);
            },
          },
          signal,
        );
        await mkdir(folder, { recursive: true });
        await write(fileOf(resultId, 'poster'), made.poster);
        await write(fileOf(resultId, 'filmstrip'), made.filmstrip);
        const { width, height, durationSeconds, framesPerSecond, hasAudio } = made;
        return ok({ width, height, durationSeconds, framesPerSecond, hasAudio, codec: null });
      } catch (error) {
        return fail({ kind: 'not-a-video', detail: String(error instanceof Error ? error.message : error).slice(0, 500) });
      } finally {
        await handle.close();
      }
    },
    async locate(resultId, kind) {
      const absolutePath = fileOf(resultId, kind);
      const found = await stat(absolutePath).catch(() => null);
      return found === null ? null : { absolutePath, bytes: found.size };
    },
  };
}
