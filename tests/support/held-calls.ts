// Calls of a fake that wait until the test lets them go, so that it can act while they are under way.
import type { FakeVideoLibrary } from './fake-files.ts';

export interface HeldCalls {
  /** Lets the call that was held last go on. Those that follow are held as well. Does nothing before the first call. */
  letGo(): void;
  /** Lets it go on, and holds none that follows. */
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

/** Holds each download, which stores its video when it is let go. */
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
