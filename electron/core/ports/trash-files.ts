// Moves files within a library folder to and from its trash, and deletes files of the trash.
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';

/** A file to move within its library folder. Paths are relative to the folder, with `/`. */
export interface MoveWithin {
  readonly from: string;
  /** The new path, returned by `freePath`. */
  readonly to: string;
  /** True if an earlier run may have begun this move. A file at `to` may then come from that run. */
  readonly isResumed: boolean;
  /**
   * The content of a file that was missing: a file at `from` with another content is not this file, and stays. Undefined if any file at
   * `from` moves.
   */
  readonly content?: { readonly bytes: number; readonly sha256: string } | undefined;
}

/** `missing`: there is no file at either path. `taken`: another file has the new path, so the file stays at its old path. */
export type MoveWithinOutcome = 'moved' | 'missing' | 'taken';

/** The part of the `VideoLibrary` port about the trash of a library folder. */
export interface TrashFiles {
  /**
   * Returns a free path: the given one, or one with a number. `isReserved`: whether another file is about to get the path. Errors: as
   * `moveWithin`.
   */
  freePath(folder: string, path: string, isReserved: (path: string) => boolean): Promise<Result<string, AppError>>;
  /**
   * Moves files in order within one volume. No file is overwritten. The new places are durable when this
   * resolves. After a kill at any moment, each file is at one of its two paths, or the same file is at both,
   * which a resumed move repairs. After an error the file stays where it was. Errors: `file-in-use`,
   * `trash-on-other-volume`, and those of the folder.
   */
  moveWithin(folder: string, moves: readonly MoveWithin[]): Promise<readonly Result<MoveWithinOutcome, AppError>[]>;
  /**
   * Takes back moves that a kill may have interrupted at any moment: each file is at `from` again. A file that is at neither path stays
   * missing, and another file that has the name `from` stays. Errors: as `moveWithin`.
   */
  moveBack(folder: string, moves: readonly Pick<MoveWithin, 'from' | 'to'>[]): Promise<readonly Result<null, AppError>[]>;
  /** Deletes files of the trash. A missing file counts as deleted. */
  deleteFromTrash(folder: string, paths: readonly string[]): Promise<readonly Result<null, AppError>[]>;
}
