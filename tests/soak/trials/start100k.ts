// A start with everything a busy person can have: the window comes as soon as an empty one, and what was under way is taken up at once.
import { startInNode } from '../start/start-in-node.ts';
import type { Trial } from '../trial.ts';

/** A run is one start of each kind; the short part starts the core alone. */
export const start100k: Trial = {
  name: 'start100k',
  shows: '100,000 stored and 5,000 live tasks: usable within 1.5 times the empty window, recovery within 1 s',
  runs: { full: 7, short: 2 },
  async run(options) {
    if (options.scale === 'short') return await startInNode(options);
    // What builds and drives a window is loaded where one is.
    const { startInElectron } = await import('../start/start-in-electron.ts');
    return await startInElectron(options);
  },
};
