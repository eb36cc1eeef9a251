// Tells whether two paths lead to the same file or folder. Identities are 64-bit numbers, read as bigint: NTFS and ReFS use all bits, and as
// doubles two that differ in the last bits would be equal.
import { stat } from 'node:fs/promises';

/** How the operating system identifies a file or folder, whatever its path. */
export interface FileIdentity {
  /** The volume. */
  readonly dev: bigint;
  /** The file's number on it; 0 where the file system has none. */
  readonly ino: bigint;
}

/** True when both are surely the same file; false also where the file system has no numbers. */
export function isSameIdentity(one: FileIdentity, other: FileIdentity): boolean {
  return one.ino !== 0n && one.ino === other.ino && one.dev === other.dev;
}

/** Reads the identity of what a path leads to, through links. Throws file errors. */
export async function identityOf(path: string): Promise<FileIdentity> {
  const { dev, ino } = await stat(path, { bigint: true });
  return { dev, ino };
}
