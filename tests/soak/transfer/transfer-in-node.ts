// The part of the trial that needs neither Electron nor nginx: it checks the stored file and the memory, but no rates.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createNodeHttpClient } from '../../../electron/adapters/http/node-http-client.ts';
import { createVideoLibrary } from '../../../electron/adapters/library/video-library.ts';
import { systemClock } from '../../../electron/shell/system/system-clock.ts';
import { mp4 } from '../../unit/adapters/mp4/mp4-fixture.ts';
import { atMost, exactly, type Findings } from '../trial.ts';
import { hashOfFile } from './file-hash.ts';
import { longVideo } from './long-video.ts';
import { measure } from './measure.ts';
import { storeVideo } from './store-video.ts';

/** Twice the limit of the memory growth, so that holding the whole video in memory would exceed the limit. */
const megabytes = 128;

export async function transferInNode(runs: number, directory: string): Promise<Findings> {
  const script = join(import.meta.dirname, 'video-child.ts');
  const args = ['--no-warnings', '--experimental-strip-types', script, String(megabytes)];
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const http = createNodeHttpClient();
  try {
    const [url] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
    const folder = join(directory, 'videos');
    mkdirSync(folder);
    const library = createVideoLibrary({ http, clock: systemClock });
    // Starts the media parsing thread in advance, because its memory is not part of a transfer.
    writeFileSync(join(folder, 'small.mp4'), mp4(2_000));
    await library.readVideo(folder, 'small.mp4');
    rmSync(join(folder, 'small.mp4'));
    const sentSha256 = longVideo(megabytes).sha256();
    let correctVideos = 0;
    let maxGrownMegabytes = 0;
    for (let run = 1; run <= runs; run += 1) {
      const { value, grownMegabytes } = await measure(() => storeVideo(library, url, folder, run));
      maxGrownMegabytes = Math.max(maxGrownMegabytes, grownMegabytes);
      if (value.receivedSha256 === sentSha256 && value.storedSha256 === (await hashOfFile(join(folder, value.path)))) correctVideos += 1;
    }
    return {
      conditions: [exactly('videos stored as they were sent', correctVideos, runs), atMost('memory grown', maxGrownMegabytes, 64, 'MiB')],
      figures: { megabytes, grownMegabytes: Math.round(maxGrownMegabytes) },
    };
  } finally {
    http.close();
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
  }
}
