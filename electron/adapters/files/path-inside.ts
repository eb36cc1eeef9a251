// Where a folder is within another one. Compares folders as the file system does: by identity and real path, not by the spelling of a path.
import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, sep } from 'node:path';
import { identityOf, isSameIdentity } from './file-identity.ts';
import { fileErrorCode } from './file-io.ts';

/** By spelling alone, of real paths. */
function relativeInside(parent: string, folder: string): string | null {
  const path = relative(parent, folder);
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path) ? null : path.split(sep).join('/');
}

/**
 * The path of `folder` relative to `parent`, with `/`; empty where both are one folder, also under two spellings, behind a link or a second mount. null
 * where it is outside of it, or where one of them cannot be read.
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
