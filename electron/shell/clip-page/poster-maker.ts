// Posters and filmstrips: drawn by the hidden clip page from a stored video, kept beside the database by result id and content. The id alone is not
// enough: another database in the same place counts its results from one as well. A video without a poster is still a video, so every failure here is
// a value.
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok } from '../../../shared/result.ts';
import type { PosterMaker, PosterVideo } from '../../core/ports.ts';
import type { PosterRenderer } from './clip-window.ts';

/** The number of hex digits of the content's hash in a name: enough to distinguish the videos with one id. */
const hashDigits = 16;

type PictureKind = 'poster' | 'filmstrip';
const fileSuffixes: Readonly<Record<PictureKind, string>> = { poster: '.jpg', filmstrip: '-strip.jpg' };

/** Keeps pictures in `folder` as `<resultId>-<hash>.jpg` (poster) and `<resultId>-<hash>-strip.jpg`. Earlier versions wrote no hash. */
export function createPosterMaker(folder: string, renderer: () => PosterRenderer): PosterMaker {
  const fileOf = ({ resultId, sha256 }: PosterVideo, kind: PictureKind) =>
    join(folder, `${resultId}-${sha256.slice(0, hashDigits)}${fileSuffixes[kind]}`);
  const oldFileOf = ({ resultId }: PosterVideo, kind: PictureKind) => join(folder, `${resultId}${fileSuffixes[kind]}`);
  const write = async (file: string, bytes: Uint8Array) => {
    await writeFile(`${file}.new`, bytes);
    await rename(`${file}.new`, file);
  };
  /** Removes an old file. One that another program has open may stay: once the new name exists, the old one is never used. */
  const removeOld = async (video: PosterVideo) => {
    await Promise.allSettled([oldFileOf(video, 'poster'), oldFileOf(video, 'filmstrip')].map((file) => rm(file, { force: true })));
  };
  return {
    async make(video, absolutePath, signal) {
      const handle = await open(absolutePath, 'r').catch(() => null);
      if (handle === null) return fail({ kind: 'file-missing' });
      try {
        const { size } = await handle.stat();
        const pictures = await renderer().make(
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
        await write(fileOf(video, 'poster'), pictures.poster);
        await write(fileOf(video, 'filmstrip'), pictures.filmstrip);
        await removeOld(video);
        const { width, height, durationSeconds, framesPerSecond, hasAudio } = pictures;
        return ok({ width, height, durationSeconds, framesPerSecond, hasAudio, codec: null });
      } catch (error) {
        return fail({ kind: 'not-a-video', detail: String(error instanceof Error ? error.message : error).slice(0, 500) });
      } finally {
        await handle.close();
      }
    },
    async remove(video) {
      await Promise.allSettled([fileOf(video, 'poster'), fileOf(video, 'filmstrip')].map((file) => rm(file, { force: true })));
    },
    async locate(video, kind, oldNames) {
      const paths = oldNames === 'trusted' ? [fileOf(video, kind), oldFileOf(video, kind)] : [fileOf(video, kind)];
      for (const absolutePath of paths) {
        const status = await stat(absolutePath).catch(() => null);
        if (status !== null) return { absolutePath, bytes: status.size };
      }
      return null;
    },
  };
}
