// Tells whether two paths lead to the same file or folder. Identities are 64-bit numbers and read as bigint. NTFS and ReFS use all bits,
// and two doubles that differ only in the last bits would be equal.
import { stat } from 'node:fs/promises';

/** How the operating system identifies a file or folder, independent of its path. */
export interface FileIdentity {
  /** The volume. */
  readonly dev: bigint;
  /** The number of the file on its volume; 0 if the file system has no numbers. */
  readonly ino: bigint;
}

/** True if both are certainly the same file. Also false if the file system has no numbers. */
export function isSameIdentity(one: FileIdentity, other: FileIdentity): boolean {
  return one.ino !== 0n && one.ino === other.ino && one.dev === other.dev;
}

/** Reads the identity of the file or folder at a path; follows links. Throws file errors. */
export async function identityOf(path: string): Promise<FileIdentity> {
  const { dev, ino } = await stat(path, { bigint: true });
  return { dev, ino };
}
