// Studios with real databases and real HTTP on one real library folder. The folder may be shared, removed, or replaced by an empty one.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, onTestFinished } from 'vitest';
import { createNodeHttpClient } from '../../../electron/adapters/http/node-http-client.ts';
import type { VideoLibrary } from '../../../electron/core/ports.ts';
import { simulatorTimings } from '../../../electron/core/scheduling/timings.ts';
import type { StudioStatus } from '../../../shared/ipc.ts';
import { createFakeDesktop } from '../../support/fake-desktop.ts';
import { openRealStudio, type RealStudio, waitFor } from '../../support/real-studio.ts';
import { scaledClock } from '../../support/scaled-clock.ts';
import { type FileBehaviour, startFileServer } from '../adapters/http/file-server.ts';

const http = createNodeHttpClient();
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The directory of the running test, removed after it. */
export let directory = '';
/** The library folder of all studios. */
export let folder = '';
export const desktop = createFakeDesktop();
let identityCheckCount = 0;
/** How often a studio has checked the identity of a folder. */
export const countIdentityChecks = (): number => identityCheckCount;

/** Call once at the top of a test file. */
export function sharedFolderPerTest(): void {
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'shared-'));
    folder = join(directory, 'shared');
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  });
}

/** Returns the path of a database, whose folder is created. */
export function databaseOf(name: string): string {
  mkdirSync(join(directory, name), { recursive: true });
  return join(directory, name, 'studio.sqlite');
}

/** Replaces methods of the real library. */
export interface LibraryWrapper {
  copyOrLink?(library: VideoLibrary): VideoLibrary['copyOrLink'];
}

/** Starts a studio with its own database on the shared folder. Its clock runs `speed` times as fast. */
export function start(name: string, speed = 1, wrapper: LibraryWrapper = {}): RealStudio {
  databaseOf(name);
  const bench = openRealStudio({
    directory: join(directory, name),
    libraryFolder: folder,
    service: { api: 'http://127.0.0.1:9', files: 'http://127.0.0.1:9' },
    clock: scaledClock(speed),
    http,
    timings: simulatorTimings,
    portOverrides: { desktop },
    wrapLibrary: (library) => ({
      ...library,
      copyOrLink: wrapper.copyOrLink?.(library) ?? library.copyOrLink,
      readMarker(path) {
        identityCheckCount += 1;
        return library.readMarker(path);
      },
    }),
    checksOutput: true,
  });
  onTestFinished(() => bench.studio.stop({ withinMs: 0 }));
  return bench;
}

export async function serve(behave: (path: string, number: number) => FileBehaviour) {
  const server = await startFileServer(behave);
  onTestFinished(() => server.close());
  return server;
}

/** Returns the content hash of every file below a folder. */
export function hashes(at = folder): string[] {
  return readdirSync(at, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? hashes(join(at, entry.name)) : [sha256(readFileSync(join(at, entry.name)))],
  );
}

export const statusOf = async (bench: RealStudio): Promise<StudioStatus['library']> =>
  (await bench.must('studio.snapshot', {})).status.library;

/** Waits until the studio has checked the folder and its partial files. */
export const isFolderChecked = (bench: RealStudio): Promise<boolean> =>
  waitFor(() => bench.log.lines.some((line) => line.startsWith('partial-files-checked')));

export const hasStored = (bench: RealStudio, count: number): Promise<boolean> =>
  waitFor(async () => (await bench.must('library.index', {})).resultIds.length === count);

/** Returns the file name and state of every library entry. */
export async function itemsOf(bench: RealStudio): Promise<{ fileName: string; state: string }[]> {
  const { resultIds } = await bench.must('library.index', {});
  return (await bench.must('library.records', { resultIds })).items.map(({ fileName, state }) => ({ fileName, state }));
}
