// Downloads one file until it is stored or this process is killed: `kill-child.ts <url> <folder>`.

import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import { createVideoLibrary } from '../../../../electron/adapters/library/video-library.ts';
import { testDownload } from '../../../support/partial-file-owner.ts';
import { testClock } from '../test-clock.ts';

const [, , url = '', folder = ''] = process.argv;
const library = createVideoLibrary({ http: createNodeHttpClient(), clock: testClock() });
const result = await library.download(testDownload(folder, url), new AbortController().signal);
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
