// Holds calls of a fake until the test releases them, so that it can act while they are running.
import type { FakeVideoLibrary } from './fake-files.ts';

export interface HeldCalls {
  /** Number of calls that are held now. */
  held(): number;
  /** Releases every held call. Later calls are held as well. Does nothing while none is held. */
  release(): void;
  /** Releases every held call, and holds no later one. */
  end(): void;
}

/** A gate: calls wait until it is opened, and later calls wait for the next opening. */
function createGate() {
  let waiting: (() => void)[] = [];
  return {
    size: (): number => waiting.length,
    wait: (): Promise<void> => new Promise((resolve) => waiting.push(resolve)),
    open(): void {
      const released = waiting;
      waiting = [];
      for (const pass of released) pass();
    },
  };
}

type AsyncMethod = (...given: never[]) => Promise<unknown>;
type AsyncMethodOf<T> = { [N in keyof T]: T[N] extends AsyncMethod ? N : never }[keyof T];

/** Holds each call of a method before the method runs. */
export function holdCalls<T extends object>(port: T, name: AsyncMethodOf<T>): HeldCalls {
  const original = port[name];
  const gate = createGate();
  const heldCall = async (...given: never[]): Promise<unknown> => {
    await gate.wait();
    return (original as AsyncMethod)(...given);
  };
  port[name] = heldCall as typeof original;
  return {
    held: gate.size,
    release: gate.open,
    end() {
      port[name] = original;
      gate.open();
    },
  };
}

/** Holds each download, which stores its video when it is released. */
export function holdDownloads(library: FakeVideoLibrary): Pick<HeldCalls, 'release'> {
  const gate = createGate();
  library.onDownload = async (job) => {
    await gate.wait();
    return library.store(job);
  };
  return { release: gate.open };
}
