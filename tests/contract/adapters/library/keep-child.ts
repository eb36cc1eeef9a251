// Keeps the quarantined transfer of result 7 unverified and kills itself just before the n-th change it makes to the disk, never for 0:
// `keep-child.ts <folder> <bytes> <n> <one|two>`, with `.incoming` on the same volume or on another. Prints what it stored.
import { dieAtChange, putIncomingOnAnotherVolume } from './dying-process.ts';

const [, , folder = '', bytes = '0', dueAt = '0', volumes = 'one'] = process.argv;
if (volumes === 'two') putIncomingOnAnotherVolume();
const changes = await dieAtChange(Number(dueAt), 'before');

const { createVideoLibrary } = await import('../../../../electron/adapters/library/video-library.ts');
const { createNodeHttpClient } = await import('../../../../electron/adapters/http/node-http-client.ts');
const { testClock } = await import('../test-clock.ts');
const { testPartialFile: testPart } = await import('../../../support/partial-file-owner.ts');
const library = createVideoLibrary({ http: createNodeHttpClient(), clock: testClock() });
const kept = await library.storeQuarantined({ ...testPart, resultId: 7, bytes: Number(bytes), folder, fileName: 'fox (not verified)' });
process.stdout.write(`${JSON.stringify({ kept, changes: changes.length })}\n`);
process.exit(0);
