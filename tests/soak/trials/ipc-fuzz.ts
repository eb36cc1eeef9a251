// Arbitrary payloads for every call: a compromised or broken window gets typed results and nothing else.
import { fuzzInProcess } from '../fuzz/fuzz-in-process.ts';
import { seededRandom, type Trial } from '../trial.ts';

export const ipcFuzz: Trial = {
  name: 'ipc-fuzz',
  promise: 'payloads over every call: no crash, no throw, no file touched outside of the library and the studio’s folder',
  runs: { full: 20_000, short: 1_500 },
  /** A run is one payload through the dispatcher; the full trial sends half as many again from the window of the built studio. */
  async run(options) {
    const next = seededRandom(options.seed);
    const inProcess = await fuzzInProcess(options, options.runs, next);
    if (options.scale === 'short') return inProcess;
    const { fuzzInWindow } = await import('../fuzz/fuzz-in-window.ts');
    const inWindow = await fuzzInWindow(options, Math.ceil(options.runs / 2), next);
    return { conditions: [...inProcess.conditions, ...inWindow.conditions], figures: { ...inProcess.figures, ...inWindow.figures } };
  },
};
