// Downloads one gigabyte through the shipped HTTP client, compares its speed with curl's, and checks that it takes little memory and does
// not block the studio.
import { transferInNode } from '../transfer/transfer-in-node.ts';
import type { Trial } from '../trial.ts';

/** One run is a round in which each downloader downloads the video once at each rate. */
export const curl: Trial = {
  name: 'curl',
  promise: '1 GB from nginx in Electron: 0.95 of curl at 100 MB/s, 0.9 of a bare loop, +64 MB, no block above 50 ms',
  runs: { full: 5, short: 2 },
  async run(options) {
    if (options.scale === 'short') return await transferInNode(options.runs, options.directory);
    // Loads modules that build and drive Electron only when they are needed.
    const { transferInElectron } = await import('../transfer/transfer-in-electron.ts');
    return await transferInElectron(options);
  },
};
