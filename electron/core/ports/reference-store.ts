// Local copies of the files that requests refer to.
import type { AppError } from '../../../shared/errors.ts';
import type { NormalizeReason } from '../../../shared/pictures/normalize.ts';
import type { Result } from '../../../shared/result.ts';
import type { FileSource } from './files-api.ts';
import type { NetworkAccess } from './http.ts';

/** Local copies of references, by content hash. */
export interface ReferenceStore {
  /**
   * Copies a file into the store and detects its type from the content. A picture is decoded completely. Fails if the file is missing,
   * unreadable, of the wrong type, too large (100 MB), incomplete or undecodable.
   */
  addFile(path: string): Promise<Result<ReferenceFile, AppError>>;
  /** Adds bytes like `addFile`. `name`: the name that the user sees. */
  addBytes(name: string, bytes: Uint8Array): Promise<Result<ReferenceFile, AppError>>;
  /**
   * Downloads a URL and adds the bytes like `addBytes`. The size is limited, and only public hosts and the hosts in `reach` are allowed.
   */
  addUrl(url: string, access: NetworkAccess, signal: AbortSignal): Promise<Result<ReferenceFile, AppError>>;
  /** Opens a file for a plain upload, without copying it. The file may be any picture, video or sound of at most 100 MB. */
  openFile(path: string): Promise<Result<FileSource, AppError>>;
  /**
   * Reads the metadata of a copy that an earlier version added. A picture is decoded completely. Errors: those of `addFile`, and
   * `reference-file-missing`.
   */
  inspect(
    sha256: string,
    name: string,
    signal: AbortSignal,
  ): Promise<Result<Pick<ReferenceFile, 'width' | 'height' | 'normalize'>, AppError>>;
  /** Opens the normalized copy of a picture: the first frame, upright, in RGB. Errors: those of `inspect`, and too large. */
  openNormalized(
    file: Omit<ReferenceFile, 'kind' | 'durationSeconds' | 'framesPerSecond'>,
    signal: AbortSignal,
  ): Promise<Result<FileSource, AppError>>;
  /** Opens a copy; null if it no longer exists. */
  open(sha256: string): Promise<FileSource | null>;
  /** The path of a copy; null if it no longer exists. */
  locate(sha256: string): Promise<{ readonly absolutePath: string; readonly bytes: number } | null>;
}

/** A copy in the store, with metadata from its content. Values that cannot be read are null. */
export interface ReferenceFile {
  readonly kind: 'image' | 'video' | 'audio';
  readonly mimeType: string;
  /** The user's name for the file. The store names the file after its content. */
  readonly name: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
  readonly framesPerSecond: number | null;
  readonly hasAlpha: boolean | null;
  /** See `shared/pictures/normalize.ts`. Empty if the file is not a picture. */
  readonly normalize: readonly NormalizeReason[];
  readonly sha256: string;
}
