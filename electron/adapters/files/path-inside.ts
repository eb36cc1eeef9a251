// Finds the position of a folder inside another folder. Compares folders as the file system does: by identity and real path, not by the
// spelling of a path.
import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, sep } from 'node:path';
import { identityOf, isSameIdentity } from './file-identity.ts';
import { fileErrorCode } from './file-io.ts';

/** Compares real paths only by their spelling. */
function relativeInside(parent: string, folder: string): string | null {
  const path = relative(parent, folder);
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path) ? null : path.split(sep).join('/');
}

/**
 * The path of `folder` relative to `parent`, with `/`; empty if both are the same folder, also under two spellings, behind a link or a
 * second mount. null if `folder` is not inside `parent`, or if one of them cannot be read.
 */
export async function pathInside(parent: string, folder: string): Promise<string | null> {
  try {
    const [realParent, realFolder] = [await realpath(parent), await realpath(folder)];
    const bySpelling = relativeInside(realParent, realFolder);
    if (bySpelling !== null) return bySpelling;
    const parentIdentity = await identityOf(realParent);
    const names: string[] = [];
    for (let at = realFolder; ; at = dirname(at)) {
      if (isSameIdentity(parentIdentity, await identityOf(at))) return names.reverse().join('/');
      if (dirname(at) === at) return null;
      names.push(basename(at));
    }
  } catch (error) {
    if (fileErrorCode(error) === '') throw error;
    return null;
  }
}
