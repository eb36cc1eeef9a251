// A process that keeps the quarantined transfer of result 7 unverified: `keep-unverified-child.ts <folder> <bytes> <n> <one|two>`. It kills
// itself before its n-th change to the disk; 0 means never. `.incoming` is on the same volume (`one`) or on another (`two`). Prints the
// result and the number of changes.
import { killAtDiskChange, putIncomingOnAnotherVolume } from './disk-faults.ts';

const [, , folder = '', bytes = '0', killAt = '0', volumes = 'one'] = process.argv;
if (volumes === 'two') putIncomingOnAnotherVolume();
const changes = await killAtDiskChange(Number(killAt), 'before');

const { createVideoLibrary } = await import('../../../../electron/adapters/library/video-library.ts');
const { createNodeHttpClient } = await import('../../../../electron/adapters/http/node-http-client.ts');
const { scaledClock } = await import('../../../support/scaled-clock.ts');
const { testPartialFile } = await import('../../../support/partial-file-owner.ts');
const library = createVideoLibrary({ http: createNodeHttpClient(), clock: scaledClock() });
const result = await library.storeQuarantined({
  ...testPartialFile,
  resultId: 7,
  bytes: Number(bytes),
  folder,
  fileName: 'fox (not verified)',
});
process.stdout.write(`${JSON.stringify({ result, changes: changes.length })}\n`);
process.exit(0);
