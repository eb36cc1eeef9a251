// Sends arbitrary payloads to every call: a compromised or broken window gets only typed results.
import { fuzzInProcess } from '../fuzz/fuzz-in-process.ts';
import { seededRandom, type Trial } from '../trial.ts';

export const ipcFuzz: Trial = {
  name: 'ipc-fuzz',
  promise: 'payloads over every call: no crash, no throw, no file touched outside of the library and the studio’s folder',
  runs: { full: 20_000, short: 1_500 },
  /** One run is one payload through the dispatcher. The full trial also sends half as many payloads from the window of the built studio. */
  async run(options) {
    const next = seededRandom(options.seed);
    const inProcess = await fuzzInProcess(options, options.runs, next);
    if (options.scale === 'short') return inProcess;
    const { fuzzInWindow } = await import('../fuzz/fuzz-in-window.ts');
    const inWindow = await fuzzInWindow(options, Math.ceil(options.runs / 2), next);
    return { conditions: [...inProcess.conditions, ...inWindow.conditions], figures: { ...inProcess.figures, ...inWindow.figures } };
  },
};
