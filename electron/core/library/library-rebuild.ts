// Rebuilds the library from its folder: each video that carries the studio's record gets its task and result back, and one whose file was
// renamed is found again. A file with the record of a known video and other bytes never takes its place: it becomes a video of its own. Run
// twice, it adds nothing; stopped in the middle, it can be run again. Nothing in the folder is changed.
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { LibraryRebuildDeps } from './rebuild/rebuild-deps.ts';
import { initialProgress, type RebuildProgress } from './rebuild/rebuild-progress.ts';
import { runRebuild } from './rebuild/run-rebuild.ts';

/** One rebuild at a time, in the background. */
export interface LibraryRebuild {
  /** How far it is, or how the last one ended; null before the first one, and after `dismiss`. */
  progress(): RebuildProgress | null;
  isRunning(): boolean;
  /** Starts to scan a folder and returns at once. Reports its findings through `progress`. `library-busy` during a move or another rebuild. */
  start(folder: string): Result<null, AppError>;
  /** Ends it after the file at hand; what was written stays. */
  cancel(): void;
  /** The user has read how it ended. */
  dismiss(): void;
  /** Cancels and waits for the end. Called before the database closes. */
  stop(): Promise<void>;
}

interface RebuildState {
  progress: RebuildProgress | null;
  running: { readonly ending: AbortController; readonly done: Promise<void> } | null;
}

/** Runs to the end, and tells everybody how it ended; never rejects. */
async function runToEnd(deps: LibraryRebuildDeps, state: RebuildState, folder: string, signal: AbortSignal): Promise<void> {
  const { log, changed, ended } = deps;
  const update = (change: (before: RebuildProgress) => RebuildProgress): void => {
    if (state.progress !== null) state.progress = change(state.progress);
  };
  try {
    await runRebuild({ ...deps, update }, folder, signal);
  } catch (error) {
    const incident = log.incident(error, 'rebuild');
    update((before) => ({ ...before, state: 'failed', error: { kind: 'internal', incident } }));
  } finally {
    state.running = null;
    const { folder: _, ...counts } = state.progress ?? { folder };
    log.info('library-rebuilt', { ...counts, error: state.progress?.error?.kind ?? null });
    changed();
    ended();
  }
}

function start(deps: LibraryRebuildDeps, state: RebuildState, folder: string): Result<null, AppError> {
  if (state.running !== null) return fail({ kind: 'library-busy', by: 'rebuild' });
  const by = deps.moveBusyBy();
  if (by !== null) return fail({ kind: 'library-busy', by });
  const ending = new AbortController();
  state.progress = initialProgress(folder);
  state.running = { ending, done: runToEnd(deps, state, folder, ending.signal) };
  deps.changed();
  return ok(null);
}

/** Built once by the composition. */
export function createLibraryRebuild(deps: LibraryRebuildDeps): LibraryRebuild {
  const state: RebuildState = { progress: null, running: null };
  return {
    progress: () => state.progress,
    isRunning: () => state.running !== null,
    start: (folder) => start(deps, state, folder),
    cancel: () => state.running?.ending.abort(),
    dismiss() {
      if (state.running !== null) return;
      state.progress = null;
      deps.changed();
    },
    async stop() {
      state.running?.ending.abort();
      await state.running?.done;
    },
  };
}
