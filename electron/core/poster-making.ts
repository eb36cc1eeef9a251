// Makes the poster and filmstrip of a stored video, newest first, one at a time. A video without one is still a video: a failure is
// noted and never hurts.
import type { Tables } from '../db/tables.ts';
import type { JobSource } from './job-loop.ts';
import type { Library, Log, Posters, VideoFacts } from './ports.ts';
import type { Tasks } from './tasks.ts';

export function createPosterMaking(parts: { tables: Tables; tasks: Tasks; library: Library; posters: Posters; log: Log }): JobSource {
  const { tables, tasks, library, posters, log } = parts;

  async function make(id: number, signal: AbortSignal): Promise<VideoFacts | null> {
    const row = tasks.result(id);
    const folder = row?.folderId == null ? null : tables.results.folderPath(row.folderId);
    if (row?.path == null || row.sha256 === null || folder === null) return null;
    const file = await library.locate(folder, row.path);
    if (file === null) return null;
    const made = await posters.make({ resultId: id, sha256: row.sha256 }, file.absolutePath, signal);
    if (!made.ok) log.warn('no poster', { result: id, why: made.error.kind });
    return made.ok ? made.value : null;
  }

  return {
    due: (_nowMs, room, busy) =>
      tables.results
        .posterDue(room + busy.size)
        .filter((id) => !busy.has(id))
        .slice(0, room),
    nextDueMs: () => null,
    async run(id, signal) {
      try {
        const before = tasks.result(id)?.sha256;
        const facts = await make(id, signal);
        if (signal.aborted) return;
        const row = tasks.result(id);
        // It was fetched again meanwhile: the pictures are of the file before, and it is still due.
        if (row !== undefined && row.sha256 !== before) return;
        if (facts === null || row === undefined) tasks.posterFailed(id);
        else {
          // The container walk came first; what it left open is filled in by the one who decoded the pictures.
          tasks.posterMade(id, {
            width: row.width ?? facts.width,
            height: row.height ?? facts.height,
            durationSeconds: row.durationSeconds ?? facts.durationSeconds,
            framesPerSecond: row.framesPerSecond ?? facts.framesPerSecond,
          });
        }
      } catch (error) {
        log.incident(error, 'poster');
        tasks.posterFailed(id);
      }
    },
  };
}
