// Starts with 100,000 videos and 5,000 live tasks: the window is usable about as soon as an empty window, and live tasks are resumed at
// once.
import { startInNode } from '../start/start-in-node.ts';
import type { Trial } from '../trial.ts';

/** One run is one start of each kind. The short part starts only the core. */
export const start100k: Trial = {
  name: 'start100k',
  promise: '100,000 stored and 5,000 live tasks: usable within 1.5 times the empty window, recovery within 1 s',
  runs: { full: 7, short: 2 },
  async run(options) {
    if (options.scale === 'short') return await startInNode(options);
    // Loads modules that build and drive a window only if a window is needed.
    const { startInElectron } = await import('../start/start-in-electron.ts');
    return await startInElectron(options);
  },
};
