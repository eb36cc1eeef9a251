// The key is only in the keychain: no file, log or argument list contains the key, and the window's heap does not contain it after it was
// saved.
import { leakInProcess } from '../key/leak-in-process.ts';
import { seededRandom, type Trial } from '../trial.ts';

export const keyLeak: Trial = {
  name: 'key-leak',
  promise: 'the key in no file, log, argument list or heap of the window, also when the service echoes it',
  runs: { full: 1, short: 1 },
  async run(options) {
    const next = seededRandom(options.seed);
    const inProcess = await leakInProcess(options, next);
    if (options.scale === 'short') return inProcess;
    const { leakInWindow } = await import('../key/leak-in-window.ts');
    const inWindow = await leakInWindow(options, next);
    return { conditions: [...inProcess.conditions, ...inWindow.conditions], figures: { ...inProcess.figures, ...inWindow.figures } };
  },
};
