// A process that downloads one file and prints the result: `download-child.ts <url> <folder>`. Tests kill the process.
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import { createVideoLibrary } from '../../../../electron/adapters/library/video-library.ts';
import { testDownload } from '../../../support/partial-file-owner.ts';
import { scaledClock } from '../../../support/scaled-clock.ts';

const [, , url = '', folder = ''] = process.argv;
const library = createVideoLibrary({ http: createNodeHttpClient(), clock: scaledClock() });
const result = await library.download(testDownload(folder, url), new AbortController().signal);
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
