// The service's file host.
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { Account } from './evolink-api.ts';

/** A file that the host has taken. It lives about 72 hours (contract); `expiresAtMs` is null where the host does not say. */
export interface UploadedFile {
  readonly fileId: string;
  readonly url: string;
  readonly expiresAtMs: number | null;
  /** Every plain field of the reply, as it came. */
  readonly response: Readonly<Record<string, string | number | boolean | null>>;
}

/** Bytes to upload, which may be read more than once. */
export interface FileSource {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: number;
  /** All bytes from the beginning, each time it is called. Throws where the file cannot be read any more. */
  read(): AsyncIterable<Uint8Array>;
}

/** The calls of the file host. Nothing rejects for what the host or the network does: that is an error in the result. */
export interface FilesApi {
  /** Uploads as a multipart form. */
  uploadStream(account: Account, file: FileSource, signal: AbortSignal): Promise<Result<UploadedFile, AppError>>;
  /** The same as JSON, for small files. */
  uploadBase64(account: Account, file: FileSource, signal: AbortSignal): Promise<Result<UploadedFile, AppError>>;
  /** A page of the files, from page 1 on; null where the host does not say. */
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
  /** How many files there are and may be. */
  quota(
    account: Account,
    signal: AbortSignal,
  ): Promise<Result<{ usedFiles: number | null; maxFiles: number | null; remainingFiles: number | null }, AppError>>;
  /** `not-found`, or `file-host-refused` with the code 404, where there is none. */
  remove(account: Account, fileId: string, signal: AbortSignal): Promise<Result<null, AppError>>;
  /** True when the host says that the file at this URL no longer exists. No response, or any other response, proves nothing. */
  isDeleted(account: Account, url: string, signal: AbortSignal): Promise<boolean>;
}
