// Whether two names mean one file (or folder). Identities are 64-bit numbers: NTFS and ReFS use all of them, and two that differ in the last
// bits are equal once they are doubles.
import { stat } from 'node:fs/promises';

export interface FileIdentity {
  /** The volume. */
  readonly dev: bigint;
  /** The file's number on it; 0 where the file system has none. */
  readonly ino: bigint;
}

/** False as well where nothing is known. */
export function isSameIdentity(one: FileIdentity, other: FileIdentity): boolean {
  return one.ino !== 0n && one.ino === other.ino && one.dev === other.dev;
}

/** Follows links. File errors are thrown. */
export async function identityOf(path: string): Promise<FileIdentity> {
  const { dev, ino } = await stat(path, { bigint: true });
  return { dev, ino };
}
