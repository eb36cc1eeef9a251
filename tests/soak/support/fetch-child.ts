// Downloads one file until the file is stored or this process is killed: `fetch-child.ts <url> <folder>`. The process reports every byte
// read from the network on descriptor 3 at once, so that the test knows what a killed process had read.
import { writeSync } from 'node:fs';
import { createNodeHttpClient } from '../../../electron/adapters/http/node-http-client.ts';
import { createVideoLibrary } from '../../../electron/adapters/library/video-library.ts';
import type { HttpClient } from '../../../electron/core/ports.ts';
import { testDownload } from '../../support/partial-file-owner.ts';
import { scaledClock } from '../../support/scaled-clock.ts';

const [, , url = '', folder = ''] = process.argv;
const realClient = createNodeHttpClient();
const http: HttpClient = {
  async send(request) {
    const response = await realClient.send(request);
    return {
      ...response,
      header: (name) => response.header(name),
      body: (async function* () {
        for await (const chunk of response.body) {
          writeSync(3, `${chunk.byteLength}\n`);
          yield chunk;
        }
      })(),
    };
  },
};
const library = createVideoLibrary({ http, clock: scaledClock() });
const result = await library.download(testDownload(folder, url), new AbortController().signal);
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
