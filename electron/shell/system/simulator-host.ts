// The built-in simulator: the EvoLink service on loopback inside this process, with its state beside the database. Loaded on first use only.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Random, SimulatorHost } from '../../core/ports.ts';
import type { ClipRenderer } from '../../simulator/media/clip-renderer.ts';
import type { SimulatorTuning } from './simulator-tuning.ts';

/** Creates the host. `clips` is called for the first video; `whenReadyToLoad` lets the window come first, because loading the simulator blocks the main process for a while. */
export function createSimulatorHost(options: {
  userData: string;
  clips: ClipRenderer;
  clock: Clock;
  random: Random;
  whenReadyToLoad: () => Promise<unknown>;
  /** Options of a test. */
  tuning?: SimulatorTuning;
}): SimulatorHost {
  const { progressMs, clipCache, controlFile } = options.tuning ?? {};
  type Running = { readonly api: string; readonly files: string; stop(): Promise<void> };
  let running: Promise<Running> | null = null;
  let launchAbort = new AbortController();
  const launch = async ({ signal }: AbortController): Promise<Running> => {
    // `whenReadyToLoad` never resolves when the window is closed before it is drawn: a stop must not wait for it.
    const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    await Promise.race([options.whenReadyToLoad(), stopped]);
    signal.throwIfAborted();
    const { createSimulator } = await import('../../simulator/simulator.ts');
    const { createClipCache } = await import('../../simulator/media/clip-cache.ts');
    const simulator = createSimulator({
      directory: join(options.userData, 'simulator'),
      clips: clipCache === undefined ? options.clips : createClipCache(options.clips, clipCache),
      clock: options.clock,
      random: options.random,
      ...(progressMs === undefined ? {} : { settings: { progressMs } }),
    });
    const { api, files, control } = await simulator.start();
    if (controlFile !== undefined) writeFileSync(controlFile, control);
    return { api, files, stop: () => simulator.stop() };
  };
  return {
    async start() {
      running ??= launch(launchAbort);
      try {
        const { api, files } = await running;
        return { apiBaseUrl: api, filesBaseUrl: files };
      } catch (error) {
        running = null; // the next use tries again
        throw error;
      }
    },
    async stop() {
      launchAbort.abort();
      launchAbort = new AbortController();
      const runningSimulator = await running?.catch(() => null);
      running = null;
      await runningSimulator?.stop();
    },
  };
}
