// The input and output of a download: its ports, its job and the received file.
import type { Clock, DownloadProgress, HttpClient, NetworkAccess } from '../../../core/ports.ts';
import type { TaggedHash } from '../../hash/stream-hash.ts';
import type { Lookup } from '../../http/address-policy.ts';
import type { DiskSpace } from '../disk-space.ts';
import type { PartialFileKey } from './partial-file.ts';

/** The ports and limits of a transfer. */
export interface DownloadPorts {
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly lookup: Lookup;
  /** A transfer that receives no bytes for this long is aborted. */
  readonly stallMs: number;
  /** A larger file is not downloaded. */
  readonly maxBytes: number;
  readonly diskSpace: DiskSpace;
}

/** One download of a result, as passed to `VideoLibrary.download`. */
export interface DownloadJob extends PartialFileKey {
  /** The hosts in the user's own network that the link may point to. */
  readonly access: NetworkAccess;
  /** True if tags will be written into the file. Then the second hash is computed as well. */
  readonly willBeTagged: boolean;
  onProgress(progress: DownloadProgress): void;
  /** Called for each response, with its status and the offset of its first byte. */
  onResponse?(response: { readonly httpStatus: number; readonly fromBytes: number }): void;
  /** See `VideoLibrary.download`. */
  readonly acceptsAnyContent?: boolean;
}

/** A complete partial file: its size, and its SHA-256 in hexadecimal. */
export interface ReceivedFile {
  readonly bytes: number;
  readonly sha256: string;
  /** The hash of the same bytes with the index read as `free`; null if there is no index or `willBeTagged` is false. */
  readonly taggedHash: TaggedHash | null;
}
