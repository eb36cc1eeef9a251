// Free disk space minus the claims of running transfers: two files may each fit alone but not together.
import type { AppErrorOf } from '../../../shared/errors.ts';
import { freeBytesOf } from './folder-access.ts';

/** The space that the transfers of this process have claimed. A claim lives until `release`. */
export interface DiskSpace {
  /**
   * Claims `bytes` in a folder under a name, replaces an earlier claim with that name, and returns null. When the free space is too small,
   * claims nothing and returns the error with the needed and free bytes.
   */
  claim(folder: string, name: string, bytes: number, marginBytes: number): Promise<AppErrorOf<'disk-full'> | null>;
  /** Reduces a claim to the bytes that are still to be written. */
  reduce(name: string, bytes: number): void;
  /** Ends a claim; does nothing when there is none. */
  release(name: string): void;
}

/**
 * Creates the claims of one process. Claims in two folders are never added, even if both are on one volume, so a transfer that may not fit
 * is attempted instead of refused.
 */
export function createDiskSpace(freeBytes: (folder: string) => Promise<number | null> = freeBytesOf): DiskSpace {
  const claims = new Map<string, { readonly folder: string; bytes: number }>();
  return {
    async claim(folder, name, bytes, marginBytes) {
      const availableBytes = await freeBytes(folder);
      let othersBytes = 0;
      for (const [other, claim] of claims) if (other !== name && claim.folder === folder) othersBytes += claim.bytes;
      const neededBytes = bytes + marginBytes + othersBytes;
      if (availableBytes !== null && availableBytes < neededBytes)
        return { kind: 'disk-full', folder, neededBytes, freeBytes: availableBytes };
      claims.set(name, { folder, bytes });
      return null;
    },
    reduce(name, bytes) {
      const claim = claims.get(name);
      if (claim !== undefined) claim.bytes = Math.max(0, bytes);
    },
    release(name) {
      claims.delete(name);
    },
  };
}
