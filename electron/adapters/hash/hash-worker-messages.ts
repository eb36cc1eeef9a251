// What the main thread and the thread that hashes a partial file tell each other.

/** What the thread is started with. The file is read with the index at `moovAt` made void. */
export interface HashWorkerData {
  readonly path: string;
  readonly moovAt: number;
}

export type HashWorkerMessage =
  /** So many bytes from the beginning of the file can be read. */
  | { readonly kind: 'written'; readonly bytes: number }
  /** What follows the received bytes. */
  | { readonly kind: 'appended'; readonly bytes: Uint8Array }
  /** The hash is wanted; the thread answers with it, in hexadecimal, and ends. */
  | { readonly kind: 'digest' };
