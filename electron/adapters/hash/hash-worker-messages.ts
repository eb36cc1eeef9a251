// The messages between the main thread and the thread that hashes a partial file.

/** The `workerData` of the thread. It hashes the file as if the type of the box at `moovAt` were `free`. */
export interface HashWorkerData {
  readonly path: string;
  /** Where the index (`moov`) begins, in bytes. */
  readonly moovAt: number;
}

/** A message from the main thread to the hashing thread. */
export type HashWorkerMessage =
  /** The first `bytes` bytes of the file can be read. */
  | { readonly kind: 'written'; readonly bytes: number }
  /** The tags: bytes that follow the received bytes. */
  | { readonly kind: 'appended'; readonly bytes: Uint8Array }
  /** Asks for the hash: the thread replies with the hash in hexadecimal and ends. */
  | { readonly kind: 'digest' };
