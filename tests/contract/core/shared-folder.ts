// Studios with real databases, real HTTP and one real library folder, which may be shared, removed, or replaced by an empty one.
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
import { type FileBehaviour, startFileServer } from '../adapters/http/file-server.ts';
import { testClock } from '../adapters/test-clock.ts';

const http = createNodeHttpClient();
export const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Removed after the test. */
export let directory = '';
/** The library folder of all studios. */
export let folder = '';
export const desktop = createFakeDesktop();
let checkCount = 0;
/** How often a studio has checked the identity of a folder. */
export const identityChecks = (): number => checkCount;

/** Call once at the top of a test file. */
export function sharedFolderPerTest(): void {
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'shared-'));
    folder = join(directory, 'shared');
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  });
}

/** The path of a database; its folder is created. */
export function databaseOf(name: string): string {
  mkdirSync(join(directory, name), { recursive: true });
  return join(directory, name, 'studio.sqlite');
}

/** Wraps a part of the real library. */
export interface LibraryWrapper {
  place?(library: VideoLibrary): VideoLibrary['copyOrLink'];
}

/** A studio with its own database on the shared folder, with time `speed` times as fast. */
export function start(name: string, speed = 1, around: LibraryWrapper = {}): RealStudio {
  databaseOf(name);
  const real = openRealStudio({
    directory: join(directory, name),
    libraryFolder: folder,
    service: { api: 'http://127.0.0.1:9', files: 'http://127.0.0.1:9' },
    clock: testClock(speed),
    http,
    timings: simulatorTimings,
    portOverrides: { desktop },
    wrapLibrary: (library) => ({
      ...library,
      copyOrLink: around.place?.(library) ?? library.copyOrLink,
      readMarker(path) {
        checkCount += 1;
        return library.readMarker(path);
      },
    }),
    checksOutput: true,
  });
  onTestFinished(() => real.studio.stop({ withinMs: 0 }));
  return real;
}

export async function serve(behave: (path: string, number: number) => FileBehaviour) {
  const server = await startFileServer(behave);
  onTestFinished(() => server.close());
  return server;
}

/** The content of every file below a folder, whatever its name. */
export function hashes(at = folder): string[] {
  return readdirSync(at, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? hashes(join(at, entry.name)) : [sha(readFileSync(join(at, entry.name)))],
  );
}

export const statusOf = async (real: RealStudio): Promise<StudioStatus['library']> =>
  (await real.must('studio.snapshot', {})).status.library;

/** Waits until the folder and its partial files were checked. */
export const isFolderChecked = (real: RealStudio): Promise<boolean> =>
  waitFor(() => real.log.lines.some((line) => line.startsWith('partial-files-checked')));

export const hasStored = (real: RealStudio, count: number): Promise<boolean> =>
  waitFor(async () => (await real.must('library.index', {})).resultIds.length === count);

/** Name and state of every library entry. */
export async function itemsOf(real: RealStudio): Promise<{ fileName: string; state: string }[]> {
  const { resultIds } = await real.must('library.index', {});
  return (await real.must('library.records', { resultIds })).items.map(({ fileName, state }) => ({ fileName, state }));
}
