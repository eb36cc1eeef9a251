// Composes judging and the undo log.
import type { StudioStatus } from '../../../shared/ipc.ts';
import type { Tables } from '../../db/tables/tables.ts';
import { createFailureReporter } from '../failure-reporter.ts';
import type { HandlersOf } from '../handlers/handler-types.ts';
import { actionHandlers } from '../handlers/judging/action-handlers.ts';
import { collectionHandlers } from '../handlers/judging/collection-handlers.ts';
import { judgementHandlers } from '../handlers/judging/judgement-handlers.ts';
import type { FolderIdentity } from '../library/folder-identity.ts';
import { createJournalRecorder } from '../library/journal/journal-recorder.ts';
import { createLibraryJournal, type LibraryJournal } from '../library/journal/library-journal.ts';
import { createJudge, type Judge } from '../library/judge/judge.ts';
import type { PartialFileOwner } from '../ports.ts';
import { withTimeout } from '../scheduling/timeout.ts';
import type { StudioPorts } from '../studio-config.ts';
import { type ActionLog, createActionLog } from '../undo/action-log.ts';
import { type ActionQueue, createActionQueue } from '../undo/action-queue.ts';
import type { Replayer } from '../undo/replay.ts';

/** Dependencies of judging. */
interface JudgingDeps {
  readonly ports: Pick<StudioPorts, 'clock' | 'desktop' | 'log' | 'journals'>;
  readonly tables: Tables;
  readonly renameReplayer: Replayer;
  readonly trashReplayer: Replayer;
  readonly discardReplayer: Replayer;
  /** The identity checks of the library folder, until the signal aborts. The journal still needs them while the studio stops. */
  folderIdentity(signal: AbortSignal): Pick<FolderIdentity, 'isAvailable'>;
  /** The current library folder, absolute. */
  folder(): string;
  /** The identity of this database. */
  identity(): PartialFileOwner;
  libraryChanged(resultId: number): void;
  statusChanged(): void;
}

/** Judging and the undo log, for the rest of the core. */
export interface ComposedJudging {
  /** The undo log, for other areas. */
  readonly actions: ActionLog;
  /** The queue of all undoable actions, for other areas. */
  readonly actionQueue: ActionQueue;
  readonly handlers: HandlersOf<'judgement' | 'tags' | 'collections' | 'actions'>;
  /** The parts of the status for the window. */
  status(): Pick<StudioStatus, 'actions' | 'judgement'>;
  /** Called once, at start-up. */
  begin(): void;
  /** See `takes.putOnTop`. */
  readonly putOnTop: Judge['putOnTop'];
  /** The journal of the library folder. */
  readonly journal: Pick<LibraryJournal, 'sync' | 'readFrom'>;
  /** Ends the running action after its slice, then writes the journal. Each step takes at most `filesWithinMs`. */
  stop(filesWithinMs: number): Promise<void>;
}

/**
 * Decides when the library journal is written: at once, or after the end of an action on many videos. Together its entries are fewer
 * transactions, which change fewer pages, and the action does not share its turns of the event loop with them.
 */
function journalSchedule(isActionLong: () => boolean, write: () => void) {
  let wasActionLong = false;
  return {
    entriesRecorded(): void {
      if (!isActionLong()) write();
    },
    statusChanged(): void {
      if (wasActionLong && !isActionLong()) write();
      wasActionLong = isActionLong();
    },
  };
}

/** Builds judging and the undo log; nothing runs before `begin`. */
export function composeJudging(deps: JudgingDeps): ComposedJudging {
  const { ports, tables, renameReplayer, trashReplayer, discardReplayer, libraryChanged, statusChanged, identity } = deps;
  const { clock, log } = ports;
  const writerId = () => identity().id;
  const isActionLong = (): boolean => actionQueue.progress() !== null;
  const schedule = journalSchedule(isActionLong, () => journal.scheduleWrite());
  const recorder = createJournalRecorder({ tables, writer: writerId, entriesRecorded: schedule.entriesRecorded });
  const actionQueue = createActionQueue({
    clock,
    statusChanged() {
      schedule.statusChanged();
      statusChanged();
    },
  });
  const actions = createActionLog({
    tables,
    clock,
    actionQueue,
    replayers: () => ({ judgement: judge.replayer, 'file-names': renameReplayer, trash: trashReplayer, queue: discardReplayer }),
  });
  const failures = createFailureReporter({ clock, log });
  const changeWritten = recorder.record;
  const judge: Judge = createJudge({ tables, clock, actionQueue, log: actions, failures, libraryChanged, changeWritten });
  const journalStopController = new AbortController();
  const journal = createLibraryJournal({
    tables,
    files: ports.journals,
    recorder,
    clock,
    log,
    failures,
    folderIdentity: deps.folderIdentity(journalStopController.signal),
    folder: deps.folder,
    writerId,
    mustWait: isActionLong,
    apply: { tables, nowMs: clock.now, write: judge.write },
  });
  return {
    actions,
    actionQueue,
    handlers: {
      ...judgementHandlers(judge),
      ...collectionHandlers(judge),
      ...actionHandlers({ actions, actionQueue, desktop: ports.desktop }),
    },
    status: () => ({
      actions: { undo: actions.next('undo'), redo: actions.next('redo'), running: actionQueue.progress() },
      judgement: judge.status(),
    }),
    begin() {
      actions.prune();
      judge.resumeSearchRefresh();
    },
    journal,
    putOnTop: judge.putOnTop,
    async stop(filesWithinMs) {
      // Actions also work on files, which may be on a network share that never answers.
      const outcome = await withTimeout(clock, filesWithinMs, actionQueue.stop());
      if (outcome === 'timed-out') log.warn('file-operations-unfinished', { operations: 'actions' });
      await journal.stop(filesWithinMs);
      journalStopController.abort();
    },
  };
}
