// The files of the library journal, in `.evolink-studio-journal`. Each database that writes into the folder has its own file and only
// appends to it.
import type { FolderError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';

/** A journal in a library folder. */
export interface JournalFile {
  /**
   * The file name without extension: the identity of the database that writes the file, or the name that another program gave to a copy.
   */
  readonly name: string;
  readonly bytes: number;
}

/** Reads the journals in a library folder, and appends to them. Folders are absolute paths. */
export interface JournalFiles {
  /** The journals in the folder; empty if there is no journal folder. */
  list(folder: string): Promise<Result<readonly JournalFile[], FolderError>>;
  /**
   * Returns the complete lines from byte `from` on, without line ends, and `end`, the byte after the last of
   * them. An incomplete last line is left for a later call. Lines that exceed the maximum length are left out.
   * If there are no lines and `end` has not changed, nothing more can be read now.
   */
  read(
    folder: string,
    name: string,
    from: number,
  ): Promise<Result<{ readonly lines: readonly string[]; readonly end: number }, FolderError>>;
  /**
   * Appends lines and syncs the file. Returns the length of the file before and after. Creates the journal folder, but not the library
   * folder. If a crash left an incomplete line, the new lines begin on a line of their own.
   */
  append(
    folder: string,
    name: string,
    lines: readonly string[],
  ): Promise<Result<{ readonly from: number; readonly bytes: number }, FolderError>>;
}
