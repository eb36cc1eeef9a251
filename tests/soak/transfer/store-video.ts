// One video brought in by the studio's library, as it ships: with the record of how it was made written into it.
import type { VideoLibrary } from '../../../electron/core/ports.ts';
import { testPart } from '../../support/part-owner.ts';

export interface Stored {
  /** From the beginning until the last byte had come. */
  readonly receivedMs: number;
  /** Of what came. */
  readonly receivedSha256: string;
  /** Of the file, which also holds the record. */
  readonly storedSha256: string;
  /** Below the folder asked for. */
  readonly path: string;
}

const tagsFor = ({ sha256 }: { readonly sha256: string }) => ({
  title: 'a fox in the snow',
  prompt: 'a fox in the snow',
  record: JSON.stringify({ version: 1, receivedSha256: sha256 }),
});

/** Until it has its name. Throws when it was not stored, or not with its record. */
export async function store(library: VideoLibrary, url: string, folder: string, id: number, isTagged = true): Promise<Stored> {
  const beganAtMs = performance.now();
  let receivedMs = Number.NaN;
  const onProgress: Parameters<VideoLibrary['download']>[0]['onProgress'] = ({ receivedBytes, totalBytes }) => {
    if (receivedBytes === totalBytes) receivedMs = performance.now() - beganAtMs;
  };
  const job = {
    ...testPart,
    resultId: id,
    url,
    folder,
    fileName: `video ${id}`,
    account: { allowsLoopback: true },
    onProgress,
    ...(isTagged ? { tagsFor } : {}),
  };
  const stored = await library.download(job, new AbortController().signal);
  if (!stored.ok) throw new Error(`not stored: ${JSON.stringify(stored.error)}`);
  if (isTagged && stored.value.untagged !== null) throw new Error(`stored without its record: ${stored.value.untagged}`);
  return { receivedMs, receivedSha256: stored.value.receivedSha256, storedSha256: stored.value.sha256, path: stored.value.path };
}
