// A process that downloads one file with tags: `tagged-download-child.ts <url> <folder> <n> <before|half> <one|two>`. It kills itself
// before or during its n-th change to the disk; 0 means never. `.incoming` is on the same volume (`one`) or on another (`two`). Prints the
// result and the changes.
import { killAtDiskChange, putIncomingOnAnotherVolume } from './disk-faults.ts';

const [, , url = '', folder = '', killAt = '0', how = 'before', volumes = 'one'] = process.argv;
if (volumes === 'two') putIncomingOnAnotherVolume();
const changes = await killAtDiskChange(Number(killAt), how === 'half' ? 'half' : 'before');

const { createVideoLibrary } = await import('../../../../electron/adapters/library/video-library.ts');
const { createNodeHttpClient } = await import('../../../../electron/adapters/http/node-http-client.ts');
const { scaledClock } = await import('../../../support/scaled-clock.ts');
const { testDownload } = await import('../../../support/partial-file-owner.ts');
const library = createVideoLibrary({ http: createNodeHttpClient(), clock: scaledClock() });
const tagsFor = ({ sha256 }: { readonly sha256: string }) => ({ title: 'fox', prompt: 'a fox', record: JSON.stringify({ sha256 }) });
const job = { ...testDownload(folder, url), tagsFor };
const result = await library.download(job, new AbortController().signal);
process.stdout.write(`${JSON.stringify({ result, changes })}\n`);
process.exit(0);
