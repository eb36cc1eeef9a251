// Posters and filmstrips: drawn by the hidden clip page from a stored video, kept beside the database by result id and content. The id alone is not
// enough: another database in the same place counts its results from one as well. A video without a poster is still a video, so every failure here is
// a value.
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok } from '../../../shared/result.ts';
import type { PosterMaker, PosterVideo } from '../../core/ports.ts';
import type { PosterRenderer } from './clip-window.ts';

/** Hex digits of the content's hash in a name: enough to tell the videos of one id apart. */
const hashDigits = 16;

type Kind = 'poster' | 'filmstrip';
const endings: Readonly<Record<Kind, string>> = { poster: '.jpg', filmstrip: '-strip.jpg' };

/** Keeps pictures in `folder` as `<resultId>-<hash>.jpg` (poster) and `<resultId>-<hash>-strip.jpg`. Earlier versions wrote no hash. */
export function createPosters(folder: string, maker: () => PosterRenderer): PosterMaker {
  const fileOf = ({ resultId, sha256 }: PosterVideo, kind: Kind) =>
    join(folder, `${resultId}-${sha256.slice(0, hashDigits)}${endings[kind]}`);
  const oldFileOf = ({ resultId }: PosterVideo, kind: Kind) => join(folder, `${resultId}${endings[kind]}`);
  const write = async (file: string, bytes: Uint8Array) => {
    await writeFile(`${file}.new`, bytes);
    await rename(`${file}.new`, file);
  };
  /** An old file that another program has open stays: where the new name exists, the old one is never used. */
  const removeOld = async (of: PosterVideo) => {
    await Promise.allSettled([oldFileOf(of, 'poster'), oldFileOf(of, 'filmstrip')].map((file) => rm(file, { force: true })));
  };
  return {
    async make(of, absolutePath, signal) {
      const handle = await open(absolutePath, 'r').catch(() => null);
      if (handle === null) return fail({ kind: 'file-missing' });
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
        await write(fileOf(of, 'poster'), made.poster);
        await write(fileOf(of, 'filmstrip'), made.filmstrip);
        await removeOld(of);
        const { width, height, durationSeconds, framesPerSecond, hasAudio } = made;
        return ok({ width, height, durationSeconds, framesPerSecond, hasAudio, codec: null });
      } catch (error) {
        return fail({ kind: 'not-a-video', detail: String(error instanceof Error ? error.message : error).slice(0, 500) });
      } finally {
        await handle.close();
      }
    },
    async remove(of) {
      await Promise.allSettled([fileOf(of, 'poster'), fileOf(of, 'filmstrip')].map((file) => rm(file, { force: true })));
    },
    async locate(of, kind, oldNames) {
      const paths = oldNames === 'trusted' ? [fileOf(of, kind), oldFileOf(of, kind)] : [fileOf(of, kind)];
      for (const absolutePath of paths) {
        const found = await stat(absolutePath).catch(() => null);
        if (found !== null) return { absolutePath, bytes: found.size };
      }
      return null;
    },
  };
}
