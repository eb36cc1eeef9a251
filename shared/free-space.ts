// How much room a file system has, from what its `statfs` answers.

/** The part of an answer of `statfs` that matters here: sizes in blocks, and bytes in a block. */
export interface FileSystemSize {
  readonly blocks: number;
  /** Free blocks that this person may use. */
  readonly bavail: number;
  readonly bsize: number;
}

/** Node's `statfs`, or what a test says. */
export type StatFs = (folder: string) => Promise<FileSystemSize>;
/**
 * Free bytes for this person; null where the file system does not say. FUSE fills an answer that nobody gives with zeros, and some mounts of WebDAV and
 * GVFS do the same: without blocks, zero free ones say nothing. A full disk has blocks.
 */
export function freeBytesIn({ blocks, bavail, bsize }: FileSystemSize): number | null {
  return blocks === 0 || bsize === 0 ? null : bavail * bsize;
}
