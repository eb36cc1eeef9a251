// The free space of a file system, from its `statfs`.

/** The needed part of a `statfs` result: sizes in blocks, and the bytes of a block. */
export interface FileSystemSize {
  readonly blocks: number;
  /** Free blocks that this user may use. */
  readonly bavail: number;
  readonly bsize: number;
}

/** Node's `statfs`, or a fake of it. */
export type StatFs = (folder: string) => Promise<FileSystemSize>;
/**
 * Returns the free bytes for this user; null where the file system does not say. FUSE returns zeros when the file system has no answer, and so do some
 * WebDAV and GVFS mounts: without blocks, zero free blocks mean nothing. A full disk has blocks.
 */
export function freeBytesIn({ blocks, bavail, bsize }: FileSystemSize): number | null {
  return blocks === 0 || bsize === 0 ? null : bavail * bsize;
}
