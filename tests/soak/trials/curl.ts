// A gigabyte through the transport that ships: as fast as the link allows, in little memory, and without holding the studio up.
import { transferInElectron } from '../transfer/in-electron.ts';
import { transferInNode } from '../transfer/in-node.ts';
import type { Trial } from '../trial.ts';

/** A run is one round in which each contestant fetches the video once at each pace. */
export const curl: Trial = {
  name: 'curl',
  shows: '1 GB from nginx in Electron: 0.95 of curl at 100 MB/s, 0.9 of a bare loop, +64 MB, no block above 50 ms',
  runs: { full: 5, short: 2 },
  run: (options) => (options.scale === 'full' ? transferInElectron(options) : transferInNode(options.runs, options.directory)),
};
