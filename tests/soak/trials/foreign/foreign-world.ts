// Two databases over one library folder, a file host, and a drive that can be unplugged.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import type { VideoLibrary } from '../../../../electron/core/ports.ts';
import { productTimings } from '../../../../electron/core/scheduling/timings.ts';
import type { CallOutput } from '../../../../shared/ipc.ts';
import { type FileServer, startFileServer } from '../../../contract/adapters/http/file-server.ts';
import { createFakeDesktop } from '../../../support/fake-desktop.ts';
import { openRealStudio, type RealStudio, waitFor } from '../../../support/real-studio.ts';
import { scaledClock } from '../../../support/scaled-clock.ts';
import { seedResult, withTables } from '../../../support/seeded-results.ts';
import { hashesBelow } from './foreign-audit.ts';
import { type Behaviour, makeVideo, type Video } from './videos.ts';

/** The speed of the clock, so that back-offs of seconds and probes of minutes take milliseconds. */
const speed = 40;
export const databaseNames = ['a', 'b'] as const;
export type DatabaseName = (typeof databaseNames)[number];

/** What is in place of the library folder: nothing, an empty folder, or the folder of another drive. */
export type Absence = 'gone' | 'empty' | 'other';

export interface ForeignWorld {
  readonly folder: string;
  readonly videos: readonly Video[];
  /** The SHA-256 (hex) of files on drives that never come back. */
  readonly discardedHashes: ReadonlySet<string>;
  databasePath(name: DatabaseName): string;
  /** Adds a task to a database. The task has a video to download. */
  seed(name: DatabaseName, behaviour: Behaviour): void;
  /** Adds the same task to both databases, as if two computers used one account. */
  seedInBoth(behaviour: Behaviour): void;
  /**
   * Reads the marker. Returns whether a database may be unable to recognise the folder by its marker. That happens if the marker was
   * deleted, even if a new marker replaced it, or if a new database adopted another drive first. Call this method before each round and
   * after the round's studios have started.
   */
  checkMarker(): boolean;
  /**
   * Copies the file of the database `from`, or one of its backups, over the file of `to`, as when a user copies the profile to a second
   * computer. Both databases then have the same identity, continue with the same result ids, and write into one folder.
   */
  copyDatabase(from: DatabaseName, to: DatabaseName, backup: string | null): void;
  /** Whether a database with this name exists already. */
  hasDatabase(name: DatabaseName): boolean;
  /** The paths of the backups of a database. */
  backupsOf(name: DatabaseName): string[];
  startStudio(name: DatabaseName): RealStudio;
  /** Stops a studio during its work. Waits for pending file operations, because they would not continue if a real process ended. */
  stopStudio(bench: RealStudio): Promise<void>;
  /** Waits until nothing more happens automatically: every video that the host delivers is stored, or waits for the folder. */
  waitUntilSettled(bench: RealStudio): Promise<boolean>;
  /** Unplugs the drive with the folder. */
  unplug(how: Absence): void;
  /** Plugs the drive in again. Returns the files that were written in its place in the meantime. */
  plugIn(): string[];
  stop(): Promise<void>;
}

/** The id in the marker file; null if there is no such file. */
function markerIdIn(path: string): string | null {
  if (!existsSync(path)) return null;
  const { libraryId } = JSON.parse(readFileSync(path, 'utf8')) as { readonly libraryId: string };
  return libraryId;
}

/** Whether the path is a file that SQLite may be able to open. */
function isDatabase(path: string): boolean {
  return existsSync(path) && readFileSync(path).subarray(0, 15).toString('latin1') === 'SQLite format 3';
}

/** Wraps the library and counts its pending calls. */
function countPendingCalls(library: VideoLibrary): { readonly library: VideoLibrary; idle(): Promise<void> } {
  const calls = new Set<Promise<unknown>>();
  const proxied = new Proxy(library, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(member, proxied, args);
        if (!(result instanceof Promise)) return result;
        calls.add(result);
        const end = () => calls.delete(result);
        result.then(end, end);
        return result;
      };
    },
  });
  return {
    library: proxied,
    async idle() {
      while (calls.size > 0) await Promise.allSettled(calls);
    },
  };
}

export async function createForeignWorld(directory: string): Promise<ForeignWorld> {
  const folder = join(directory, 'shared');
  const unplugged = join(directory, 'unplugged');
  const videos: Video[] = [];
  const discardedHashes = new Set<string>();
  const http = createNodeHttpClient();
  const server: FileServer = await startFileServer((path) => {
    const video = videos[Number(/\d+/.exec(path)?.[0])];
    if (video === undefined) return { bytes: Buffer.from('gone'), status: 404 };
    return { bytes: video.bytes, etag: `"${video.number}"`, ...(video.behaviour === 'cut' ? { cutAfterBytes: video.cutAfter } : {}) };
  });
  const databasePath = (name: DatabaseName): string => join(directory, name, 'studio.sqlite');
  for (const name of databaseNames) mkdirSync(join(directory, name), { recursive: true });
  const desktop = createFakeDesktop();
  desktop.chosenFolder = folder;
  let absence: Absence | null = null;
  /** Whether a database has adopted the other drive. If so, it may write there. */
  let isOtherDriveAdopted = false;
  /** For each studio: resolves when no call of its library is pending. */
  const idleOf = new Map<RealStudio, () => Promise<void>>();
  const otherDriveId = 'ofanotherdrive';
  const markerPath = join(folder, '.evolink-studio-library.json');
  /** Every id that the folder has had. */
  const markerIds = new Set<string>();

  function seedIn(owners: readonly DatabaseName[], behaviour: Behaviour): void {
    const video = makeVideo(videos.length, behaviour);
    videos.push(video);
    // The next complete transfer that fails verification is the last attempt, so it is quarantined.
    const change = behaviour === 'endless' ? { unverifiedTransfers: 4 } : {};
    const serviceTaskId = `task-unified-1770000000-f${String(video.number).padStart(5, '0')}`;
    const url = `${server.origin}/${video.number}.mp4`;
    for (const name of owners) withTables(databasePath(name), (tables) => seedResult(tables, serviceTaskId, url, change));
  }

  return {
    folder,
    videos,
    discardedHashes,
    databasePath,
    seed: (name, behaviour) => seedIn([name], behaviour),
    seedInBoth: (behaviour) => seedIn(databaseNames, behaviour),
    checkMarker() {
      const id = markerIdIn(markerPath);
      if (id !== null) markerIds.add(id);
      return id === null || markerIds.size > 1;
    },
    hasDatabase: (name) => existsSync(databasePath(name)),
    backupsOf(name) {
      const backups = join(directory, name, 'backups');
      return existsSync(backups)
        ? readdirSync(backups)
            .filter((entry) => entry.endsWith('.sqlite'))
            .sort()
            .map((entry) => join(backups, entry))
        : [];
    },
    copyDatabase(from, to, backup) {
      for (const suffix of ['-wal', '-shm']) rmSync(databasePath(to) + suffix, { force: true });
      copyFileSync(backup ?? databasePath(from), databasePath(to));
      const wal = `${databasePath(from)}-wal`;
      if (backup === null && existsSync(wal)) copyFileSync(wal, `${databasePath(to)}-wal`);
    },
    startStudio(name) {
      // A database without history adopts the existing folder.
      if (absence === 'other' && !isDatabase(databasePath(name))) {
        markerIds.add(otherDriveId);
        isOtherDriveAdopted = true;
      }
      let idle = async (): Promise<void> => undefined;
      const bench = openRealStudio({
        directory: join(directory, name),
        libraryFolder: folder,
        service: { api: server.origin, files: server.origin },
        clock: scaledClock(speed),
        http,
        timings: productTimings,
        portOverrides: { desktop },
        wrapLibrary(library) {
          const counted = countPendingCalls(library);
          idle = counted.idle;
          return counted.library;
        },
      });
      idleOf.set(bench, idle);
      return bench;
    },
    async stopStudio(bench) {
      await bench.studio.stop({ withinMs: 0 });
      await idleOf.get(bench)?.();
    },
    waitUntilSettled(bench) {
      return waitFor(async () => {
        const result = await bench.studio.dispatch('studio.snapshot', {});
        if (!result.ok) return false;
        const { status, tasks } = result.value as CallOutput<'studio.snapshot'>;
        if (!bench.log.lines.some((line) => line.startsWith('partial-files-checked'))) return false;
        if (status.library.error !== null) return true;
        const results = tasks.flatMap((task) => (task.state === 'completed' ? task.results : []));
        return results.every(
          ({ state, canKeepUnverified, error }) => state === 'stored' || state === 'missing' || canKeepUnverified || error !== null,
        );
      });
    },
    unplug(how) {
      absence = how;
      renameSync(folder, unplugged);
      if (how !== 'gone') mkdirSync(folder);
      if (how === 'other') writeFileSync(markerPath, JSON.stringify({ libraryId: otherDriveId }));
    },
    plugIn() {
      const written = existsSync(folder) ? readdirSync(folder) : [];
      // The studio must not have created the missing folder.
      if (absence === 'gone' && existsSync(folder)) written.push(folder);
      if (absence === 'other') written.splice(written.indexOf(basename(markerPath)), 1);
      if (existsSync(folder)) for (const hash of hashesBelow(folder)) discardedHashes.add(hash);
      rmSync(folder, { recursive: true, force: true });
      renameSync(unplugged, folder);
      absence = null;
      if (isOtherDriveAdopted) written.length = 0;
      isOtherDriveAdopted = false;
      return written;
    },
    async stop() {
      await server.close();
      http.close();
    },
  };
}
