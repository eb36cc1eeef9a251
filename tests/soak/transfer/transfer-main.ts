// A small app with the studio's transport and library, and with bare loops for comparison. Reads lines of JSON from stdin and answers each
// with a line on stdout.
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { app, net, type Session, session } from 'electron';
import { createVideoLibrary } from '../../../electron/adapters/library/video-library.ts';
import { createNetHttpClient } from '../../../electron/shell/network/net-http-client.ts';
import { systemClock } from '../../../electron/shell/system/system-clock.ts';
import { type Measurement, measure } from './measure.ts';
import { type StoredVideo, storeVideo } from './store-video.ts';

/**
 * `studio` is the transport and the library that ship; `studio-untagged` is the same without tag records in the files. The bare loops only
 * read, hash and write: `bare` over Electron's `net`, `bare-node` over node:http.
 */
export type Transport = 'studio' | 'studio-untagged' | 'bare' | 'bare-node';

export type TransferResult = Measurement & StoredVideo;

interface TransferRequest {
  readonly via: Transport;
  readonly url: string;
  readonly folder: string;
  readonly id: number;
}

/** Only reads, hashes and writes the body, and syncs the file. */
async function storeBare(body: Readable, folder: string, id: number): Promise<StoredVideo> {
  const startedAtMs = performance.now();
  const path = `bare-${id}.mp4`;
  const hash = createHash('sha256');
  const handle = await open(join(folder, path), 'w');
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    await handle.write(chunk);
  }
  await handle.sync();
  await handle.close();
  const sha256 = hash.digest('hex');
  return { receivedMs: performance.now() - startedAtMs, receivedSha256: sha256, storedSha256: sha256, path };
}

function bareNet(url: string, via: Session): Promise<Readable> {
  return new Promise((resolve, reject) => {
    const request = net.request({ url, session: via });
    // Electron's message is a Readable, although Electron's types do not say so.
    request.on('response', (message) => resolve(message as unknown as Readable));
    request.on('error', reject);
    request.end();
  });
}

const bareNode = (url: string): Promise<Readable> => new Promise((resolve, reject) => get(url, resolve).on('error', reject));

void app.whenReady().then(() => {
  const library = createVideoLibrary({ http: createNetHttpClient(() => null), clock: systemClock });
  const bareSession = session.fromPartition('bare', { cache: false });
  const perform = ({ via, url, folder, id }: TransferRequest): Promise<StoredVideo> => {
    switch (via) {
      case 'studio':
        return storeVideo(library, url, folder, id);
      case 'studio-untagged':
        return storeVideo(library, url, folder, id, false);
      case 'bare':
        return bareNet(url, bareSession).then((body) => storeBare(body, folder, id));
      case 'bare-node':
        return bareNode(url).then((body) => storeBare(body, folder, id));
    }
  };
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    measure(() => perform(JSON.parse(line) as TransferRequest))
      .then(
        ({ value, ...figures }): TransferResult => ({ ...figures, ...value }),
        (error: unknown) => ({ error: String(error) }),
      )
      .then((answer) => process.stdout.write(`answer ${JSON.stringify(answer)}\n`));
  });
  lines.on('close', () => app.quit());
});
