// Runs one rebuild over all videos in a folder.
import { requestFromTags } from '../tag-record.ts';
import { inspectFile } from './inspect-file.ts';
import type { LibraryRebuildDeps } from './rebuild-deps.ts';
import { type RebuildProgress, withFileCounted } from './rebuild-progress.ts';
import { type FileToWrite, writeFoundFile } from './write-found-file.ts';

/**
 * Rows per transaction. Each commit waits for the disk, so one row per transaction would be slow; too many rows would block other work.
 */
const rowsPerTransaction = 16;
/** Interval between two notifications of the window. */
const notifyEveryMs = 250;

interface RunDeps extends LibraryRebuildDeps {
  /** Replaces the progress by the result of `change`. */
  update(change: (before: RebuildProgress) => RebuildProgress): void;
}

/** Collects files and writes them in one transaction. */
function createWriteBatch(deps: RunDeps): { add(file: FileToWrite): void; size(): number; flush(): void } {
  const { tasks, onRestored, update } = deps;
  let collectedFiles: FileToWrite[] = [];
  return {
    add(file) {
      collectedFiles.push(file);
    },
    size: () => collectedFiles.length,
    flush() {
      const files = collectedFiles;
      collectedFiles = [];
      if (files.length === 0) return;
      tasks.transaction(() => {
        for (const file of files) {
          const count = writeFoundFile(deps, file);
          update((before) => withFileCounted(before, count));
        }
      });
      onRestored();
    },
  };
}

/** Inspects every video in the folder `root` and records the new ones. At the end the state of the progress is no longer `running`. */
export async function runRebuild(deps: RunDeps, root: string, signal: AbortSignal): Promise<void> {
  const { tables, library, references, clock, statusChanged, update } = deps;
  const folderId = tables.results.folderId(root);
  const batch = createWriteBatch(deps);
  let notifiedAtMs = clock.now();
  for await (const path of library.videosIn(root, signal)) {
    if (!path.ok) {
      update((before) => ({ ...before, state: 'failed', error: path.error }));
      return;
    }
    const found = await inspectFile(deps, root, path.value, signal);
    if (found === 'stopped') break;
    update((before) => ({ ...before, scanned: before.scanned + 1 }));
    if ('file' in found) {
      const ids = await references.idsOf(found.tags.references);
      batch.add({ found, request: requestFromTags(found.tags, ids), folderId });
    } else update((before) => withFileCounted(before, found.kind));
    if (batch.size() >= rowsPerTransaction) batch.flush();
    if (clock.now() - notifiedAtMs >= notifyEveryMs) {
      batch.flush();
      notifiedAtMs = clock.now();
      statusChanged();
    }
    if (signal.aborted) break;
  }
  batch.flush();
  if (!signal.aborted) await deps.onRebuilt(root);
  update((before) => ({ ...before, state: signal.aborted ? 'cancelled' : 'done' }));
}
