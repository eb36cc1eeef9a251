// Holds calls of a fake until the test releases them, so that it can act while they are running.
import type { FakeVideoLibrary } from './fake-files.ts';

export interface HeldCalls {
  /** Releases the call that was held last. Later calls are held as well. Does nothing before the first call. */
  letGo(): void;
  /** Releases the call, and holds no later one. */
  end(): void;
}

type AsyncMethod = (...given: never[]) => Promise<unknown>;
type AsyncMethodOf<T> = { [N in keyof T]: T[N] extends AsyncMethod ? N : never }[keyof T];

/** Holds each call of a method before it does anything. */
export function holdCalls<T extends object>(port: T, name: AsyncMethodOf<T>): HeldCalls {
  const usual = port[name];
  let letGo = (): void => undefined;
  const held = async (...given: never[]): Promise<unknown> => {
    await new Promise<void>((resolve) => {
      letGo = resolve;
    });
    return (usual as AsyncMethod)(...given);
  };
  port[name] = held as typeof usual;
  return {
    letGo: () => letGo(),
    end() {
      port[name] = usual;
      letGo();
    },
  };
}

/** Holds each download, which stores its video when it is released. */
export function holdDownloads(library: FakeVideoLibrary): Pick<HeldCalls, 'letGo'> {
  let letGo = (): void => undefined;
  library.onDownload = async (job) => {
    await new Promise<void>((resolve) => {
      letGo = resolve;
    });
    return library.store(job);
  };
  return { letGo: () => letGo() };
}
