// Local copies of the files that requests refer to.
import type { AppError } from '../../../shared/errors.ts';
import type { NormalizeReason } from '../../../shared/pictures/normalize.ts';
import type { Result } from '../../../shared/result.ts';
import type { FileSource } from './files-api.ts';
import type { NetworkReach } from './http.ts';

/** Local copies of references, by content hash. */
export interface ReferenceStore {
  /**
   * Copies a file in and detects its type from the content; a picture is decoded completely. Errors: gone, unreadable, wrong type, too large (100
   * MB), incomplete, undecodable.
   */
  addFile(path: string): Promise<Result<ReferenceFile, AppError>>;
  /** The same for bytes; `name` is what the user sees. */
  addBytes(name: string, bytes: Uint8Array): Promise<Result<ReferenceFile, AppError>>;
  /** Downloads a URL (bounded; only public hosts and those in `reach`), then proceeds as `addBytes`. */
  addUrl(url: string, reach: NetworkReach, signal: AbortSignal): Promise<Result<ReferenceFile, AppError>>;
  /** Opens a file in place for a plain upload, without a copy. Any picture, video or sound of at most 100 MB. */
  openFile(path: string): Promise<Result<FileSource, AppError>>;
  /**
   * Reads the metadata of a copy that an earlier version added, with the whole picture decoded. Errors: as `addFile`, and `reference-file-missing`.
   */
  inspect(
    sha256: string,
    name: string,
    signal: AbortSignal,
  ): Promise<Result<Pick<ReferenceFile, 'width' | 'height' | 'normalize'>, AppError>>;
  /** Opens the normalized copy of a picture: upright, in RGB, its first frame. Errors: as `inspect`, and too large. */
  openNormalized(
    file: Omit<ReferenceFile, 'kind' | 'durationSeconds' | 'framesPerSecond'>,
    signal: AbortSignal,
  ): Promise<Result<FileSource, AppError>>;
  /** Opens a copy; null when it is gone. */
  open(sha256: string): Promise<FileSource | null>;
  /** The path of the copy; null when it is gone. */
  locate(sha256: string): Promise<{ readonly absolutePath: string; readonly bytes: number } | null>;
}

/** A copy in the store, with metadata from its content; null for values that cannot be read. */
export interface ReferenceFile {
  readonly kind: 'image' | 'video' | 'audio';
  readonly mimeType: string;
  /** The user's name for the file; the store names it by its content. */
  readonly name: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
  readonly framesPerSecond: number | null;
  readonly hasAlpha: boolean | null;
  /** See `shared/pictures/normalize.ts`; empty for other files than pictures. */
  readonly normalize: readonly NormalizeReason[];
  readonly sha256: string;
}
