// Free space, counted with what is under way: two files that each fit alone may not fit together.
import type { AppErrorOf } from '../../../shared/errors.ts';
import { freeBytesOf } from './folder-access.ts';

export interface DiskSpace {
  /** Claims `bytes` in a folder under a name, or says how much is missing. A claim of that name is replaced. */
  shortage(folder: string, name: string, bytes: number, marginBytes: number): Promise<AppErrorOf<'disk-full'> | null>;
  /** So many of the claimed bytes are still to be written. */
  remaining(name: string, bytes: number): void;
  release(name: string): void;
}

/** Claims of one process; folders on one volume share it only where they are the same folder, which errs on the side of trying. */
export function createDiskSpace(freeBytes: (folder: string) => Promise<number | null> = freeBytesOf): DiskSpace {
  const claims = new Map<string, { readonly folder: string; bytes: number }>();
  return {
    async shortage(folder, name, bytes, marginBytes) {
      const free = await freeBytes(folder);
      let others = 0;
      for (const [other, claim] of claims) if (other !== name && claim.folder === folder) others += claim.bytes;
      const neededBytes = bytes + marginBytes + others;
      if (free !== null && free < neededBytes) return { kind: 'disk-full', folder, neededBytes, freeBytes: free };
      claims.set(name, { folder, bytes });
      return null;
    },
    remaining(name, bytes) {
      const claim = claims.get(name);
      if (claim !== undefined) claim.bytes = Math.max(0, bytes);
    },
    release(name) {
      claims.delete(name);
    },
  };
}
