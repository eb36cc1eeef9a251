// One video brought in by the studio's library.
import type { Library } from '../../../electron/core/ports.ts';

export interface Stored {
  /** From the beginning until the last byte had come. */
  readonly receivedMs: number;
  /** Of what came. */
  readonly receivedSha256: string;
  /** Below the folder asked for. */
  readonly path: string;
}

export async function store(library: Library, url: string, folder: string, id: number): Promise<Stored> {
  const beganAtMs = performance.now();
  let receivedMs = Number.NaN;
  const onProgress: Parameters<Library['download']>[0]['onProgress'] = ({ receivedBytes, totalBytes }) => {
    if (receivedBytes === totalBytes) receivedMs = performance.now() - beganAtMs;
  };
  const job = { resultId: id, url, folder, fileName: `video ${id}`, account: { allowsLoopback: true }, onProgress };
  const stored = await library.download(job, new AbortController().signal);
  if (!stored.ok) throw new Error(`not stored: ${JSON.stringify(stored.error)}`);
  return { receivedMs, receivedSha256: stored.value.receivedSha256, path: stored.value.path };
}
