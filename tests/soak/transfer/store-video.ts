// Downloads one video with the studio's own library adapter, which writes the record of the generation into the file.
import type { VideoLibrary } from '../../../electron/core/ports.ts';
import { testPartialFile } from '../../support/partial-file-owner.ts';

export interface StoredVideo {
  /** Milliseconds from the call until the last byte was received. */
  readonly receivedMs: number;
  /** Hash of the received bytes. */
  readonly receivedSha256: string;
  /** Hash of the stored file, which also contains the record. */
  readonly storedSha256: string;
  /** Relative to the folder of the download. */
  readonly path: string;
}

const tagsFor = ({ sha256 }: { readonly sha256: string }) => ({
  title: 'a fox in the snow',
  prompt: 'a fox in the snow',
  record: JSON.stringify({ version: 1, receivedSha256: sha256 }),
});

/** Downloads the video. Resolves when the file has its final name. Throws if the video is not stored, or is stored without its record. */
export async function storeVideo(library: VideoLibrary, url: string, folder: string, id: number, isTagged = true): Promise<StoredVideo> {
  const startedAtMs = performance.now();
  let receivedMs = Number.NaN;
  const onProgress: Parameters<VideoLibrary['download']>[0]['onProgress'] = ({ receivedBytes, totalBytes }) => {
    if (receivedBytes === totalBytes) receivedMs = performance.now() - startedAtMs;
  };
  const job = {
    ...testPartialFile,
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
