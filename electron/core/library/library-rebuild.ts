// Rebuilds the library from its folder: restores the task and result of each video with a tag record, and finds renamed files. A file
// with the tag record of a known video but different content never replaces that video; it becomes a separate video. A second run adds
// nothing, and an interrupted run can be repeated. Nothing in the folder is changed.

import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { createFailureReporter } from '../failure-reporter.ts';
import type { LibraryRebuildDeps } from './rebuild/rebuild-deps.ts';
import { initialProgress, type RebuildProgress } from './rebuild/rebuild-progress.ts';
import { runRebuild } from './rebuild/run-rebuild.ts';

/** Runs one rebuild at a time, in the background. */
export interface LibraryRebuild {
  /** The progress of the current rebuild, or the report of the last one. null before the first rebuild, and after `dismiss`. */
  progress(): RebuildProgress | null;
  isRunning(): boolean;
  /**
   * Starts to scan a folder and returns at once. `progress` shows the findings. Fails with `library-busy` during a move or another
   * rebuild.
   */
  start(folder: string): Result<null, AppError>;
  /** Ends the rebuild after the current file. Written rows stay. */
  cancel(): void;
  /** Removes the report that the user has read. */
  dismiss(): void;
  /** Cancels the rebuild and waits for its end. Called before the database closes. */
  stop(): Promise<void>;
}

interface RebuildState {
  progress: RebuildProgress | null;
  running: { readonly stopController: AbortController; readonly done: Promise<void> } | null;
}

/** Runs the rebuild to its end and publishes the result; never rejects. */
async function runToEnd(deps: LibraryRebuildDeps, state: RebuildState, folder: string, signal: AbortSignal): Promise<void> {
  const { log, statusChanged, onEnded } = deps;
  const update = (change: (before: RebuildProgress) => RebuildProgress): void => {
    if (state.progress !== null) state.progress = change(state.progress);
  };
  try {
    await runRebuild({ ...deps, update }, folder, signal);
  } catch (error) {
    const failure = createFailureReporter(deps).report(error, 'rebuild');
    update((before) => ({ ...before, state: 'failed', error: failure }));
  } finally {
    state.running = null;
    const { folder: _, ...counts } = state.progress ?? { folder };
    log.info('library-rebuilt', { ...counts, error: state.progress?.error?.kind ?? null });
    statusChanged();
    onEnded();
  }
}

function start(deps: LibraryRebuildDeps, state: RebuildState, folder: string): Result<null, AppError> {
  if (state.running !== null) return fail({ kind: 'library-busy', by: 'rebuild' });
  const by = deps.moveBusyBy();
  if (by !== null) return fail({ kind: 'library-busy', by });
  const stopController = new AbortController();
  state.progress = initialProgress(folder);
  state.running = { stopController, done: runToEnd(deps, state, folder, stopController.signal) };
  deps.statusChanged();
  return ok(null);
}

/** Called once by `core/compose/`. */
export function createLibraryRebuild(deps: LibraryRebuildDeps): LibraryRebuild {
  const state: RebuildState = { progress: null, running: null };
  return {
    progress: () => state.progress,
    isRunning: () => state.running !== null,
    start: (folder) => start(deps, state, folder),
    cancel: () => state.running?.stopController.abort(),
    dismiss() {
      if (state.running !== null) return;
      state.progress = null;
      deps.statusChanged();
    },
    async stop() {
      state.running?.stopController.abort();
      await state.running?.done;
    },
  };
}
