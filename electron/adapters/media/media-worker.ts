// The thread that parses untrusted media files. A file that makes a parser hang or crash does not stop the studio, which can terminate the
// thread.
import { parentPort } from 'node:worker_threads';
import { fileErrorCode } from '../files/file-io.ts';
import type { ByteReader } from '../mp4/mp4-boxes.ts';
import { findTagging, planTags, readRecord } from '../mp4/mp4-tags.ts';
import { readReferenceMetadata } from '../references/reference-metadata.ts';
import { fileDescriptorReader } from './file-descriptor-reader.ts';
import type { MediaJob, MediaRequest, MediaResponses, MediaWorkerMessage } from './media-thread-messages.ts';
import { checkVideo, hasBoxes } from './video-container.ts';

/** The interval of progress messages. */
const progressEveryMs = 250;

let progressAtMs = 0;
function reportReading(): void {
  if (performance.now() - progressAtMs < progressEveryMs) return;
  progressAtMs = performance.now();
  send({ kind: 'reading' });
}

async function handleRequest(reader: ByteReader, request: MediaRequest): Promise<MediaResponses[MediaRequest['kind']]> {
  switch (request.kind) {
    case 'reference':
      return await readReferenceMetadata(reader, request.name);
    case 'check':
      return await checkVideo(reader);
    case 'read': {
      const check = await checkVideo(reader);
      if (check.kind !== 'video') return null;
      return { metadata: check.metadata, record: hasBoxes(check.extension) ? await readRecord(reader) : null };
    }
    case 'record':
      return await readRecord(reader);
    case 'plan-tags':
      return await planTags(reader, request.tags);
    case 'tagging':
      return await findTagging(reader);
  }
}

const send = (message: MediaWorkerMessage): void => parentPort?.postMessage(message);

parentPort?.on('message', ({ id, fd, size, request }: MediaJob) => {
  handleRequest(fileDescriptorReader(fd, size, reportReading), request).then(
    (response) => send({ id, kind: 'response', response }),
    (error: unknown) =>
      send({ id, kind: 'failed', message: error instanceof Error ? error.message : String(error), code: fileErrorCode(error) }),
  );
});

send({ kind: 'ready' });
