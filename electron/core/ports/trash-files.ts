// Files that move within one library folder: into its trash, out of it, and away for good.
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';

/** One file to move within its library folder. Paths are relative to the folder, with `/`. */
export interface MoveWithin {
  readonly from: string;
  /** The path from `freePath`. */
  readonly to: string;
  /** An earlier run may have begun this move: what it left at `to` is its own. */
  readonly isResumed: boolean;
}

/** `missing`: there is no file at either path. `taken`: another file has the new path; the file stays at the old one. */
export type MovedWithin = 'moved' | 'missing' | 'taken';

/** The part of the `VideoLibrary` port about the trash of a library folder. */
export interface TrashFiles {
  /**
   * A path that nothing has: the given one, or one with a number. `isReserved`: paths that another file is about to get. Errors: as `moveWithin`.
   */
  freePath(folder: string, path: string, isReserved: (path: string) => boolean): Promise<Result<string, AppError>>;
  /**
   * Moves files within one volume, never over another file, in order. The new places are durable when this resolves. After a kill at any point a file
   * is at one of its two paths, or at both as one file, which a resumed move repairs. Errors leave a file where it was: `file-in-use`,
   * `trash-on-other-volume`, and those of the folder.
   */
  moveWithin(folder: string, moves: readonly MoveWithin[]): Promise<readonly Result<MovedWithin, AppError>[]>;
  /** Deletes files of the trash. A missing one counts as deleted. */
  deleteFromTrash(folder: string, paths: readonly string[]): Promise<readonly Result<null, AppError>[]>;
}
