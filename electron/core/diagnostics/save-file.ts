// Writes a file at a path that the user chose, completely or not at all. An existing file is replaced only by a complete one.
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

/** Writes atomically and returns the name of the written file. */
export async function saveFileAtomically(path: string, content: string | Uint8Array): Promise<Result<string, AppError>> {
  const folder = dirname(path);
  try {
    // The temporary file gets a folder of its own beside the target, so that its name cannot collide.
    const temporaryFolder = await mkdtemp(join(folder, '.evolink-'));
    try {
      const temporaryPath = join(temporaryFolder, 'half');
      await writeFile(temporaryPath, content);
      await rename(temporaryPath, path);
    } finally {
      await rm(temporaryFolder, { recursive: true, force: true });
    }
    return ok(basename(path));
  } catch {
    return fail({ kind: 'file-write-failed', folder });
  }
}
