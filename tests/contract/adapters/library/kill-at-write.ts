// Downloads one file with tags and kills itself just before (or in the middle of) the n-th change it makes to the disk:
// `kill-at-write.ts <url> <folder> <n> <before|half> <one|two>`, with `.incoming` on the same volume or on another. Prints
// what it stored, if it was not killed.
import { join } from 'node:path';
import { dieAtChange, putIncomingOnAnotherVolume } from './dying-process.ts';

const [, , url = '', folder = '', dueAt = '0', how = 'before', volumes = 'one'] = process.argv;
if (volumes === 'two') putIncomingOnAnotherVolume();
const changes = await dieAtChange(Number(dueAt), how === 'half' ? 'half' : 'before');

const { createVideoLibrary } = await import('../../../../electron/adapters/library/video-library.ts');
const { createNodeHttpClient } = await import('../../../../electron/adapters/http/node-http-client.ts');
const { testClock } = await import('../test-clock.ts');
const { testPartialFile: testPart } = await import('../../../support/partial-file-owner.ts');
const library = createVideoLibrary({ http: createNodeHttpClient(), clock: testClock() });
const tagsFor = ({ sha256 }: { readonly sha256: string }) => ({ title: 'fox', prompt: 'a fox', record: JSON.stringify({ sha256 }) });
const job = {
  ...testPart,
  resultId: 7,
  url,
  folder: join(folder),
  fileName: 'fox',
  account: { allowsLoopback: true },
  tagsFor,
  onProgress: () => undefined,
};
const result = await library.download(job, new AbortController().signal);
process.stdout.write(`${JSON.stringify({ result, changes })}\n`);
process.exit(0);
