// Writes the judgements to the library folder, so that they survive the loss of the database, and applies the journals of other
// databases. The state is in the table `library_journal_entry`. Each database appends to its own file.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { z } from 'zod';
import type { LibraryJournalRow } from '../../../db/tables/library/library-journal-table.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { FailureReporter } from '../../failure-reporter.ts';
import type { Clock, JournalFile, JournalFiles, Log } from '../../ports.ts';
import { withTimeout } from '../../scheduling/timeout.ts';
import type { FolderIdentity } from '../folder-identity.ts';
import type { ApplyDeps } from './apply-deps.ts';
import { applyEntry, applyPasses } from './apply-entries.ts';
import { isAcceptable } from './entry-values.ts';
import { lineOf, parseLine } from './journal-entry.ts';
import type { JournalRecorder } from './journal-recorder.ts';

const stateSetting = 'library.journal';
const linesPerAppend = 500;
/** The number of lines or entries in one transaction. The event loop runs after each. */
const itemsPerTransaction = 100;

/**
 * `folder`: the folder to which the column `isWritten` of the entries refers. `read`: the number of bytes read of each journal in it, by
 * name.
 */
const journalState = z.object({ folder: z.string(), read: z.record(z.string(), z.int().min(0)) });
type JournalState = z.infer<typeof journalState>;

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

/** Dependencies of the journal. */
export interface LibraryJournalDeps {
  readonly tables: Tables;
  readonly files: JournalFiles;
  readonly recorder: JournalRecorder;
  readonly clock: Clock;
  readonly log: Log;
  readonly failures: FailureReporter;
  readonly folderIdentity: Pick<FolderIdentity, 'isAvailable'>;
  /** The library folder in use, absolute. */
  folder(): string;
  /** The identity of this database. */
  writerId(): string;
  readonly apply: ApplyDeps;
}

interface Context extends LibraryJournalDeps {
  /** True while the studio stops: nothing more is read or applied. */
  isStopping(): boolean;
  /** True when the database is closed or is about to be closed. */
  isClosed(): boolean;
}

/** The state of a folder; null if the stored state is that of another folder, or if there is none. */
function stateOf({ tables }: Pick<Context, 'tables'>, folder: string): JournalState | null {
  const parsed = journalState.safeParse(tables.settings.get(stateSetting));
  return parsed.success && parsed.data.folder === folder ? parsed.data : null;
}

function saveReadOffset({ tables }: Pick<Context, 'tables'>, state: JournalState, name: string, bytes: number): void {
  tables.settings.set(stateSetting, { ...state, read: { ...state.read, [name]: bytes } } satisfies JournalState);
}

/**
 * Initializes the state of a folder that has not been read. All entries count as unwritten, except those found in its journals afterwards.
 */
async function initializeFolder(context: Context, folder: string): Promise<void> {
  const { tables } = context;
  let cursor = { subject: '', field: '' };
  while (!context.isStopping()) {
    const entries = tables.libraryJournal.writtenEntries(cursor, itemsPerTransaction);
    const last = entries.at(-1);
    if (last === undefined) {
      tables.settings.set(stateSetting, { folder, read: {} } satisfies JournalState);
      return;
    }
    tables.transaction(() => {
      for (const entry of entries) tables.libraryJournal.markUnwritten(entry);
    });
    cursor = last;
    await yieldToEventLoop();
  }
}

/** Stores the entries of these lines that are newer than the known ones. Returns the number of invalid lines. */
async function receiveLines(context: Context, lines: readonly string[], isOfFolderInUse: boolean): Promise<number> {
  const { tables, recorder } = context;
  let skippedCount = 0;
  for (let index = 0; index < lines.length && !context.isStopping(); index += itemsPerTransaction) {
    tables.transaction(() => {
      for (const line of lines.slice(index, index + itemsPerTransaction)) {
        const entry = parseLine(line);
        if (entry === null || !isAcceptable(entry)) {
          skippedCount += line === '' ? 0 : 1;
          continue;
        }
        recorder.raiseCounter(entry.counter);
        tables.libraryJournal.receive(entry);
        if (isOfFolderInUse) tables.libraryJournal.markWritten([entry]);
      }
    });
    await yieldToEventLoop();
  }
  return skippedCount;
}

async function readJournal(context: Context, folder: string, { name, bytes }: JournalFile, isOfFolderInUse: boolean): Promise<void> {
  const { files, log } = context;
  const readBytes = isOfFolderInUse ? (stateOf(context, folder)?.read[name] ?? 0) : 0;
  // If a journal has become shorter, it was restored from a copy. It is read again from the beginning.
  let offset = readBytes > bytes ? 0 : readBytes;
  let skippedCount = 0;
  while (offset < bytes && !context.isStopping()) {
    const chunk = await files.read(folder, name, offset);
    if (!chunk.ok) {
      log.warn('library-journal-failed', { step: 'read', error: chunk.error.kind });
      return;
    }
    if (chunk.value.end === offset) break;
    skippedCount += await receiveLines(context, chunk.value.lines, isOfFolderInUse);
    if (context.isStopping()) return;
    offset = chunk.value.end;
    const state = isOfFolderInUse ? stateOf(context, folder) : null;
    if (state !== null) saveReadOffset(context, state, name, offset);
  }
  if (skippedCount > 0) log.warn('library-journal-lines-skipped', { count: skippedCount });
}

async function readJournals(context: Context, folder: string, isOfFolderInUse: boolean): Promise<void> {
  const journals = await context.files.list(folder);
  if (!journals.ok) {
    context.log.warn('library-journal-failed', { step: 'list', error: journals.error.kind });
    return;
  }
  for (const file of journals.value) if (!context.isStopping()) await readJournal(context, folder, file, isOfFolderInUse);
}

/** Applies received entries in several transactions. The next sync retries entries that wait for a video. */
async function applyEntries(context: Context): Promise<void> {
  const { tables, recorder, apply, log } = context;
  let refusedCount = 0;
  for (const pass of applyPasses) {
    let cursor = { subject: '', field: '' };
    while (!context.isStopping()) {
      const rows = tables.libraryJournal.unappliedEntries(cursor, itemsPerTransaction);
      const last = rows.at(-1);
      if (last === undefined) break;
      tables.transaction(() =>
        recorder.withoutRecording(() => {
          for (const row of rows) {
            const outcome = applyEntry(apply, row, pass);
            if (outcome === 'applied' || outcome === 'refused') tables.libraryJournal.markApplied(row);
            if (outcome === 'refused') refusedCount += 1;
          }
        }),
      );
      cursor = last;
      await yieldToEventLoop();
    }
  }
  if (refusedCount > 0) log.warn('library-journal-entries-refused', { count: refusedCount });
}

/** Appends entries. Returns whether they were written to the disk. */
async function appendEntries(context: Context, state: JournalState, entries: readonly LibraryJournalRow[]): Promise<boolean> {
  const { tables, files, writerId, log } = context;
  const name = writerId();
  const appended = await files.append(state.folder, name, entries.map(lineOf));
  if (!appended.ok) {
    log.warn('library-journal-failed', { step: 'append', error: appended.error.kind });
    return false;
  }
  if (context.isClosed()) return false;
  tables.transaction(() => {
    tables.libraryJournal.markWritten(entries);
    const { from: offset, bytes } = appended.value;
    const currentState = stateOf(context, state.folder) ?? state;
    // The journal may have lines that were not read yet, for example after a copy was restored. The next `sync` reads them.
    if ((currentState.read[name] ?? 0) === offset) saveReadOffset(context, currentState, name, bytes);
  });
  return true;
}

/** Appends the entries that are not in the journal yet, provided that the folder has been read. */
async function writeUnwrittenEntries(context: Context): Promise<void> {
  const { tables, folderIdentity, folder: folderOf } = context;
  const folder = folderOf();
  const state = stateOf(context, folder);
  if (state === null || tables.libraryJournal.unwrittenEntries(1).length === 0) return;
  if (!(await folderIdentity.isAvailable(folder))) return;
  for (;;) {
    const entries = context.isClosed() ? [] : tables.libraryJournal.unwrittenEntries(linesPerAppend);
    if (entries.length === 0 || !(await appendEntries(context, state, entries))) return;
    await yieldToEventLoop();
  }
}

/** Reads the journals of other databases in the current folder. */
async function readFolderInUse(context: Context): Promise<void> {
  const folder = context.folder();
  if (!(await context.folderIdentity.isAvailable(folder)) || context.isStopping()) return;
  if (stateOf(context, folder) === null) await initializeFolder(context, folder);
  await readJournals(context, folder, true);
}

async function syncFolderInUse(context: Context): Promise<void> {
  if (context.isStopping()) return;
  await readFolderInUse(context);
  await applyEntries(context);
  if (!context.isClosed()) await writeUnwrittenEntries(context);
}

/** Called once by `compose/compose-judging.ts`. */
export function createLibraryJournal(deps: LibraryJournalDeps): LibraryJournal {
  let isStopping = false;
  let isClosed = false;
  let lastWork: Promise<void> = Promise.resolve();
  let isWriteQueued = false;
  const context: Context = { ...deps, isStopping: () => isStopping, isClosed: () => isClosed };

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
        else if (!isClosed) await writeUnwrittenEntries(context);
      });
    },
    sync: () => enqueue(() => syncFolderInUse(context)),
    readFrom: (folder) => enqueue(() => (isStopping ? Promise.resolve() : readJournals(context, folder, false))),
    async stop(withinMs) {
      isStopping = true;
      const outcome = await withTimeout(
        deps.clock,
        withinMs,
        enqueue(() => writeUnwrittenEntries(context)),
      );
      isClosed = true;
      if (outcome === 'timed-out') deps.log.warn('file-operations-unfinished', { operations: 'journal' });
    },
  };
}
