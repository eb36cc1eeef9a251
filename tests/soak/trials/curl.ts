// A gigabyte through the transport that ships: as fast as the link allows, in little memory, and without holding the studio up.
import { transferInNode } from '../transfer/transfer-in-node.ts';
import type { Trial } from '../trial.ts';

/** A run is one round in which each contestant fetches the video once at each pace. */
export const curl: Trial = {
  name: 'curl',
  shows: '1 GB from nginx in Electron: 0.95 of curl at 100 MB/s, 0.9 of a bare loop, +64 MB, no block above 50 ms',
  runs: { full: 5, short: 2 },
  async run(options) {
    if (options.scale === 'short') return await transferInNode(options.runs, options.directory);
    // What builds and drives Electron is loaded where it is wanted.
    const { transferInElectron } = await import('../transfer/transfer-in-electron.ts');
    return await transferInElectron(options);
  },
};
