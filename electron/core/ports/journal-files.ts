// The files of the library journal: one for each database that writes into the folder, in `.evolink-studio-journal`. They are only appended to.
import type { FolderError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';

/** A journal in a library folder. */
export interface JournalFile {
  /** The identity of the database that writes it, or the name that a program gave to a copy. Without extension. */
  readonly name: string;
  readonly bytes: number;
}

/** Reads and appends to the journals in a library folder. Folders are absolute paths. */
export interface JournalFiles {
  /** The journals in the folder; none where there is no journal folder. */
  list(folder: string): Promise<Result<readonly JournalFile[], FolderError>>;
  /**
   * Complete lines from byte `from` on, without their line ends, and the byte after the last of them. A line that is not complete yet is left for the
   * next reading, and one that is longer than a journal's line can be is left out. No lines and the same `end`: there is nothing more to read now.
   */
  read(
    folder: string,
    name: string,
    from: number,
  ): Promise<Result<{ readonly lines: readonly string[]; readonly end: number }, FolderError>>;
  /**
   * Appends lines and syncs the file; returns its length before and after. Creates the journal folder, but not the library folder. After an incomplete line of an earlier
   * crash, the new lines begin on a line of their own.
   */
  append(
    folder: string,
    name: string,
    lines: readonly string[],
  ): Promise<Result<{ readonly from: number; readonly bytes: number }, FolderError>>;
}
