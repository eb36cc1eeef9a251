// The service's file host.
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { Account } from './evolink-api.ts';

/** A file on the host. It lives about 72 hours (contract); `expiresAtMs` is null when the host does not say. */
export interface UploadedFile {
  readonly fileId: string;
  /** The address that a generation request names. */
  readonly url: string;
  readonly expiresAtMs: number | null;
  /** Every scalar field of the reply, unchanged. */
  readonly response: Readonly<Record<string, string | number | boolean | null>>;
}

/** Bytes to upload; may be read more than once. */
export interface FileSource {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: number;
  /** Reads all bytes from the beginning, each time it is called. Throws when the file cannot be read any more. */
  read(): AsyncIterable<Uint8Array>;
}

/** The calls of the file host. Failures of the host and the network are values; nothing rejects because of them. */
export interface FilesApi {
  /** Uploads as a multipart form. */
  uploadStream(account: Account, file: FileSource, signal: AbortSignal): Promise<Result<UploadedFile, AppError>>;
  /** Uploads as JSON, for small files. */
  uploadBase64(account: Account, file: FileSource, signal: AbortSignal): Promise<Result<UploadedFile, AppError>>;
  /** A page of the files, starting with page 1; null when the host does not say. */
  list(
    account: Account,
    page: number,
    pageSize: number,
    signal: AbortSignal,
  ): Promise<
    Result<
      { total: number; files: readonly { fileId: string; name: string; bytes: number | null; uploadedAtMs: number | null }[] },
      AppError
    >
  >;
  /** The number of files and its limit. */
  quota(
    account: Account,
    signal: AbortSignal,
  ): Promise<Result<{ usedFiles: number | null; maxFiles: number | null; remainingFiles: number | null }, AppError>>;
  /** Deletes a file. `not-found`, or `file-host-refused` with the code 404, when there is none. */
  remove(account: Account, fileId: string, signal: AbortSignal): Promise<Result<null, AppError>>;
  /** True when the host says that the file at this URL no longer exists. No response, or any other response, proves nothing. */
  isDeleted(account: Account, url: string, signal: AbortSignal): Promise<boolean>;
}
