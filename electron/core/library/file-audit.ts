// Goes through all stored files: quietly in small slices after a start, when the window comes to the front and once a day; or, asked by the
// person, reading every byte. A slice is a few dozen calls to the file system that run beside everything else.
import type { StudioStatus } from '../../../shared/ipc.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock, Log } from '../ports.ts';
import type { SettingsStore } from '../settings-store.ts';
import type { FolderIdentity } from './folder-identity.ts';
import type { FileStatus } from './inspect-stored-file.ts';
import type { StoredFiles } from './stored-files.ts';

const sliceFiles = 32;
const betweenSlicesMs = 100;
const afterStartMs = 20_000;
const dayMs = 86_400_000;
/** A window that comes to the front often starts no round each time. */
const restMs = 5_000;
/** A big library takes longer to walk, and is walked more seldom. */
const restPerRound = 20;
const tellEveryMs = 250;

export type FileAudit = ReturnType<typeof createFileAudit>;
type Report = NonNullable<StudioStatus['library']['lastAudit']>;

export function createFileAudit(parts: {
  tables: Tables;
  files: StoredFiles;
  folders: Pick<FolderIdentity, 'isAvailable'>;
  settings: SettingsStore;
  clock: Clock;
  log: Log;
  changed(): void;
}) {
  const { tables, files, folders, settings, clock, log, changed } = parts;
  const ending = new AbortController();
  let round: Promise<void> | null = null;
  let notBeforeMs = 0;
  let disarm: () => void = () => {};
  let all: { readonly stop: AbortController; done: number; readonly total: number } | null = null;
  let reading: Promise<void> = Promise.resolve();

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (ending.signal.aborted) return resolve();
      const cancel = clock.setTimer(ms, resolve);
      ending.signal.addEventListener(
        'abort',
        () => {
          cancel();
          resolve();
        },
        { once: true },
      );
    });

  /** Folders that are not the ones that are meant now: a drive that is unplugged has not lost its files. */
  async function absentFolders(): Promise<ReadonlySet<number>> {
    const absent = new Set<number>();
    for (const { id, path } of tables.results.folders()) if (!(await folders.isAvailable(path))) absent.add(id);
    return absent;
  }

  async function walk(): Promise<void> {
    const absent = await absentFolders();
    for (let afterId = 0; !ending.signal.aborted; ) {
      const ids = tables.results.filesAfter(afterId, sliceFiles);
      afterId = ids.at(-1) ?? 0;
      if (ids.length === 0) return;
      const here = ids.filter((id) => !absent.has(tables.results.get(id)?.folderId ?? -1));
      const looks = await Promise.all(here.map(async (id) => ({ id, ...(await files.inspect(id)) })));
      for (const { id, suspect } of looks) if (suspect) await files.verify(id, ending.signal);
      if (ids.length === sliceFiles) await pause(betweenSlicesMs);
    }
  }

  function start(): void {
    if (round !== null || ending.signal.aborted) return;
    disarm();
    const startedAtMs = clock.now();
    round = walk()
      .catch((error: unknown) => log.incident(error, 'looking through the files'))
      .then(() => {
        round = null;
        notBeforeMs = clock.now() + restMs + restPerRound * (clock.now() - startedAtMs);
        if (!ending.signal.aborted) disarm = clock.setTimer(dayMs, start);
      });
  }

  async function readAll(run: NonNullable<typeof all>): Promise<void> {
    const counts: Record<FileStatus, number> = { intact: 0, unverified: 0, changed: 0, missing: 0 };
    let toldAtMs = clock.now();
    for (let afterId = 0; !run.stop.signal.aborted; ) {
      const ids = tables.results.filesAfter(afterId, sliceFiles);
      afterId = ids.at(-1) ?? 0;
      if (ids.length === 0) break;
      for (const id of ids) {
        const verdict = await files.verify(id, run.stop.signal);
        if (run.stop.signal.aborted) break;
        if (verdict !== null) counts[verdict] += 1;
        run.done += 1;
        if (clock.now() - toldAtMs >= tellEveryMs) {
          toldAtMs = clock.now();
          changed();
        }
      }
    }
    const report: Report = { ...counts, atMs: clock.now(), isComplete: !run.stop.signal.aborted };
    if (!ending.signal.aborted) settings.saveAuditReport(report);
  }

  return {
    begin(): void {
      if (!ending.signal.aborted) disarm = clock.setTimer(afterStartMs, start);
    },
    /** Somebody looks at the window now. */
    windowFocused(): void {
      if (clock.now() >= notBeforeMs) start();
    },
    /** Reads every stored file. */
    verifyAll(): void {
      if (all !== null || ending.signal.aborted) return;
      const { videoCount } = tables.results.total();
      const run = { stop: new AbortController(), done: 0, total: videoCount };
      all = run;
      changed();
      reading = readAll(run)
        .catch((error: unknown) => log.incident(error, 'checking all files'))
        .then(() => {
          all = null;
          if (!ending.signal.aborted) changed();
        });
    },
    stopVerifying(): void {
      all?.stop.abort();
    },
    status: (): Pick<StudioStatus['library'], 'verifying' | 'lastAudit'> => ({
      verifying: all === null ? null : { done: all.done, total: Math.max(all.total, all.done) },
      lastAudit: settings.auditReport(),
    }),
    async stop(): Promise<void> {
      ending.abort();
      all?.stop.abort();
      disarm();
      await Promise.all([round, reading]);
    },
  };
}
