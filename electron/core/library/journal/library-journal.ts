// Writes the judgements to the library folder, so that they survive the loss of the database, and applies the journals of other
// databases. The state is in the tables `library_journal_entry` and `library_journal_change`. Each database appends to its own file.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { withTimeout } from '../../scheduling/timeout.ts';
import { type JournalContext, type LibraryJournalDeps, stateOf } from './journal-context.ts';
import { applyEntries, initializeFolder, readJournals } from './read-journals.ts';
import { writeEntries } from './write-journal.ts';

/** The journal in the library folder. */
export interface LibraryJournal {
  /** Called after entries were recorded. Appends them to the journal once the current transaction has ended. */
  scheduleWrite(): void;
  /**
   * Reads and applies the journals of other databases in the current folder, then writes the entries that the folder lacks. Called after
   * the folder was checked or chosen, and after a rebuild. Never rejects.
   */
  sync(): Promise<void>;
  /** Reads the journals of a rebuilt folder that is not the current one. The next `sync` applies them. */
  readFrom(folder: string): Promise<void>;
  /**
   * Writes the remaining entries for at most `withinMs`. The next start writes the rest. The journal does not use the database afterwards.
   */
  stop(withinMs: number): Promise<void>;
}

/** Reads the journals of other databases in the current folder. */
async function readFolderInUse(context: JournalContext): Promise<void> {
  const folder = context.folder();
  if (!(await context.folderIdentity.isAvailable(folder)) || context.isStopping()) return;
  if (stateOf(context, folder) === null) await initializeFolder(context, folder);
  await readJournals(context, folder, true);
}

async function syncFolderInUse(context: JournalContext): Promise<void> {
  if (context.isStopping()) return;
  await readFolderInUse(context);
  await applyEntries(context);
  if (!context.isClosed()) await writeEntries(context);
}

/** Called once by `compose/compose-judging.ts`. */
export function createLibraryJournal(deps: LibraryJournalDeps): LibraryJournal {
  let isStopping = false;
  let isClosed = false;
  let lastWork: Promise<void> = Promise.resolve();
  let isWriteQueued = false;
  const context: JournalContext = { ...deps, isStopping: () => isStopping, isClosed: () => isClosed };

  /** Runs `work` after all earlier work. */
  function enqueue(work: () => Promise<void>): Promise<void> {
    lastWork = lastWork.then(async () => {
      if (isClosed) return;
      try {
        await work();
      } catch (error) {
        deps.failures.report(error, 'library journal');
      }
    });
    return lastWork;
  }

  return {
    scheduleWrite() {
      if (isWriteQueued || isStopping) return;
      isWriteQueued = true;
      void enqueue(async () => {
        // After this turn of the event loop, the transaction that recorded the entries has ended.
        await yieldToEventLoop();
        isWriteQueued = false;
        // The library folder may be new: it is created with its first video, after the start.
        if (stateOf(context, deps.folder()) === null) await syncFolderInUse(context);
        else if (!isClosed) await writeEntries(context);
      });
    },
    sync: () => enqueue(() => syncFolderInUse(context)),
    readFrom: (folder) => enqueue(() => (isStopping ? Promise.resolve() : readJournals(context, folder, false))),
    async stop(withinMs) {
      isStopping = true;
      const outcome = await withTimeout(
        deps.clock,
        withinMs,
        enqueue(() => writeEntries(context)),
      );
      isClosed = true;
      if (outcome === 'timed-out') deps.log.warn('file-operations-unfinished', { operations: 'journal' });
    },
  };
}
