// The thread that parses media files from strangers: whatever a file does to a parser, the studio keeps running and terminates the thread.
import { parentPort } from 'node:worker_threads';
import { fileErrorCode } from '../files/file-io.ts';
import type { ByteReader } from '../mp4/mp4-boxes.ts';
import { findTagging, planTags, readRecord } from '../mp4/mp4-tags.ts';
import { readReferenceMetadata } from '../references/reference-metadata.ts';
import { fileDescriptorReader } from './file-descriptor-reader.ts';
import type { MediaJob, MediaRequest, MediaResponses, MediaWorkerMessage } from './media-thread-messages.ts';
import { checkVideo, hasBoxes } from './video-container.ts';

/** The interval of progress messages. */
const tellsEveryMs = 250;

let toldAtMs = 0;
function tellReading(): void {
  if (performance.now() - toldAtMs < tellsEveryMs) return;
  toldAtMs = performance.now();
  tell({ kind: 'reading' });
}

async function answer(reader: ByteReader, question: MediaRequest): Promise<MediaResponses[MediaRequest['kind']]> {
  switch (question.kind) {
    case 'reference':
      return await readReferenceMetadata(reader, question.name);
    case 'check':
      return await checkVideo(reader);
    case 'read': {
      const check = await checkVideo(reader);
      if (check.kind !== 'video') return null;
      return { facts: check.facts, record: hasBoxes(check.extension) ? await readRecord(reader) : null };
    }
    case 'record':
      return await readRecord(reader);
    case 'plan-tags':
      return await planTags(reader, question.tags);
    case 'tagging':
      return await findTagging(reader);
  }
}

const tell = (message: MediaWorkerMessage): void => parentPort?.postMessage(message);

parentPort?.on('message', ({ id, fd, size, question }: MediaJob) => {
  answer(fileDescriptorReader(fd, size, tellReading), question).then(
    (found) => tell({ id, kind: 'answer', answer: found }),
    (error: unknown) =>
      tell({ id, kind: 'failed', message: error instanceof Error ? error.message : String(error), code: fileErrorCode(error) }),
  );
});

tell({ kind: 'ready' });
