// A start with 100,000 videos and 5,000 live tasks: the window is usable about as soon as an empty one, and live tasks are resumed at once.
import { startInNode } from '../start/start-in-node.ts';
import type { Trial } from '../trial.ts';

/** A run is one start of each kind; the short part starts the core alone. */
export const start100k: Trial = {
  name: 'start100k',
  promise: '100,000 stored and 5,000 live tasks: usable within 1.5 times the empty window, recovery within 1 s',
  runs: { full: 7, short: 2 },
  async run(options) {
    if (options.scale === 'short') return await startInNode(options);
    // Modules that build and drive a window are loaded only where there is one.
    const { startInElectron } = await import('../start/start-in-electron.ts');
    return await startInElectron(options);
  },
};
