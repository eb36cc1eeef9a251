// Holds calls of a fake until the test releases them, so that the test can act while the calls are running.
import type { FakeVideoLibrary } from './fake-video-library.ts';

export interface HeldCalls {
  /** The number of calls that are waiting. */
  heldCount(): number;
  /** Releases all calls that are held now. Later calls are held again. */
  release(): void;
  /** Releases all held calls. Later calls are not held. */
  end(): void;
}

/** A barrier. Calls wait until the barrier is opened; later calls wait until it is opened again. */
function createBarrier() {
  let waiting: (() => void)[] = [];
  return {
    size: (): number => waiting.length,
    wait: (): Promise<void> => new Promise((resolve) => waiting.push(resolve)),
    open(): void {
      const released = waiting;
      waiting = [];
      for (const resolve of released) resolve();
    },
  };
}

type AsyncMethod = (...args: never[]) => Promise<unknown>;
type AsyncMethodOf<T> = { [N in keyof T]: T[N] extends AsyncMethod ? N : never }[keyof T];

/** Holds each call of a method before the method runs. */
export function holdCalls<T extends object>(port: T, name: AsyncMethodOf<T>): HeldCalls {
  const original = port[name];
  const barrier = createBarrier();
  const heldCall = async (...args: never[]): Promise<unknown> => {
    await barrier.wait();
    return (original as AsyncMethod)(...args);
  };
  port[name] = heldCall as typeof original;
  return {
    heldCount: barrier.size,
    release: barrier.open,
    end() {
      port[name] = original;
      barrier.open();
    },
  };
}

/** Holds each download. A released download stores its video. */
export function holdDownloads(library: FakeVideoLibrary): Pick<HeldCalls, 'release'> {
  const barrier = createBarrier();
  library.onDownload = async (job) => {
    await barrier.wait();
    return library.store(job);
  };
  return { release: barrier.open };
}
