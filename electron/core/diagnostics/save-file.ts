// Writes a file where the person chose to have it: whole or not at all. What lay there under the name is replaced by the whole one only.
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

/** The name of the file that was written. */
export async function saveFileAtomically(path: string, content: string | Uint8Array): Promise<Result<string, AppError>> {
  const folder = dirname(path);
  try {
    // A folder of our own beside it: nobody else's file has the name of the half one.
    const aside = await mkdtemp(join(folder, '.evolink-'));
    try {
      const half = join(aside, 'half');
      await writeFile(half, content);
      await rename(half, path);
    } finally {
      await rm(aside, { recursive: true, force: true });
    }
    return ok(basename(path));
  } catch {
    return fail({ kind: 'file-write-failed', folder });
  }
}
