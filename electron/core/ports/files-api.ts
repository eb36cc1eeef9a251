// The service's file host.
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { Account } from './evolink-api.ts';

/** A file on the host, which keeps it for about 72 hours (contract). `expiresAtMs` is null if the host does not report it. */
export interface UploadedFile {
  readonly fileId: string;
  /** The URL for use in a generation request. */
  readonly url: string;
  readonly expiresAtMs: number | null;
  /** Every scalar field of the response, unchanged. */
  readonly response: Readonly<Record<string, string | number | boolean | null>>;
}

/** Bytes to upload. They may be read more than once. */
export interface FileSource {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: number;
  /** Reads all bytes from the beginning at each call. Throws if the file can no longer be read. */
  read(): AsyncIterable<Uint8Array>;
}

/** The calls of the file host. Failures of the host and the network are returned as values; no call rejects because of them. */
export interface FilesApi {
  /** Uploads as a multipart form. */
  uploadStream(account: Account, file: FileSource, signal: AbortSignal): Promise<Result<UploadedFile, AppError>>;
  /** Uploads as JSON, for small files. */
  uploadBase64(account: Account, file: FileSource, signal: AbortSignal): Promise<Result<UploadedFile, AppError>>;
  /** A page of the files, starting with page 1. A value is null if the host does not report it. */
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
  /** The number of files on the host, and the maximum number. */
  quota(
    account: Account,
    signal: AbortSignal,
  ): Promise<Result<{ usedFiles: number | null; maxFiles: number | null; remainingFiles: number | null }, AppError>>;
  /** Deletes a file. If the file does not exist, fails with `not-found`, or with `file-host-refused` and the code 404. */
  remove(account: Account, fileId: string, signal: AbortSignal): Promise<Result<null, AppError>>;
  /** Whether the host reports that the file at this URL no longer exists. No response, or any other response, proves nothing. */
  isDeleted(account: Account, url: string, signal: AbortSignal): Promise<boolean>;
}
