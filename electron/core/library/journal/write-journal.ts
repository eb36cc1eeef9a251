// Writes entries to the journal of this database in the library folder.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { JournalChangeRow } from '../../../db/tables/library/journal-change-table.ts';
import { type JournalContext, type JournalState, linesPerAppend, saveReadOffset, stateOf } from './journal-context.ts';
import { type JournalEntry, lineOf } from './journal-entry.ts';

/** The number of changes whose entries are made, sorted and stored together. Each is of at most one slice of an action. */
const changesPerBatch = 25;

/** The length of the journal before and after an append. */
interface Appended {
  readonly from: number;
  readonly bytes: number;
}

/** Appends entries to the journal and syncs it; null if this failed. */
async function append(
  { files, writerId, log }: JournalContext,
  folder: string,
  entries: readonly JournalEntry[],
): Promise<Appended | null> {
  const appended = await files.append(folder, writerId(), entries.map(lineOf));
  if (appended.ok) return appended.value;
  log.warn('library-journal-failed', { step: 'append', error: appended.error.kind });
  return null;
}

/** Records that the appended lines need not be read. Call it in the transaction that marks their entries as written. */
function skipOwnLines(context: JournalContext, state: JournalState, { from, bytes }: Appended): void {
  const name = context.writerId();
  const currentState = stateOf(context, state.folder) ?? state;
  // The journal may have lines that were not read yet, for example after a copy was restored. The next `sync` reads them.
  if ((currentState.read[name] ?? 0) === from) saveReadOffset(context, currentState, name, bytes);
}

/** Appends the stored entries that the folder lacks. Returns false if this failed. */
async function writeStoredEntries(context: JournalContext, state: JournalState): Promise<boolean> {
  const { tables } = context;
  for (;;) {
    const entries = context.isClosed() || context.mustWait() ? [] : tables.libraryJournal.unwrittenEntries(linesPerAppend);
    if (entries.length === 0) return true;
    const appended = await append(context, state.folder, entries);
    if (appended === null || context.isClosed()) return false;
    tables.transaction(() => {
      tables.libraryJournal.markWritten(entries);
      skipOwnLines(context, state, appended);
    });
    await yieldToEventLoop();
  }
}

/**
 * The entries of these changes in the order of their keys, so that those stored in one transaction are neighbours in the table. Of several
 * changes of a field, the newest counts.
 */
async function entriesOf({ tables, isClosed }: JournalContext, changes: readonly JournalChangeRow[]): Promise<readonly JournalEntry[]> {
  const entries = new Map<string, JournalEntry>();
  for (const { field, items, counter, writer } of changes) {
    if (isClosed()) return [];
    const subjects = tables.libraryJournal.videoSubjects(items.flatMap(([, ids]) => ids));
    for (const [value, ids] of items) {
      for (const subject of ids.map((id) => subjects.get(id))) {
        if (subject !== undefined) entries.set(`${subject}\n${field}`, { subject, field, value, counter, writer });
      }
    }
    await yieldToEventLoop();
  }
  // Without a comparison function, sorting takes a third of the time: 3 ms for 10,000 entries.
  const keys = [...entries.keys()].sort();
  return keys.flatMap((key) => entries.get(key) ?? []);
}

/**
 * Makes the entries of the recorded changes: appends them to the journal, then stores them. If `state` is null or the journal cannot be
 * written, they are stored as not written. After a crash, the entries of a batch are made again; a line may then be twice in the journal.
 */
async function writeBatch(context: JournalContext, state: JournalState | null, changes: readonly JournalChangeRow[]): Promise<boolean> {
  const { tables, isClosed } = context;
  const entries = await entriesOf(context, changes);
  let canAppend = state !== null;
  for (let index = 0; index === 0 || index < entries.length; index += linesPerAppend) {
    const part = entries.slice(index, index + linesPerAppend);
    const appended = !canAppend || state === null || part.length === 0 || isClosed() ? null : await append(context, state.folder, part);
    canAppend = appended !== null;
    if (isClosed()) return false;
    tables.transaction(() => {
      for (const entry of part) tables.libraryJournal.storeEntry(entry, appended !== null);
      if (state !== null && appended !== null) skipOwnLines(context, state, appended);
      if (index + linesPerAppend >= entries.length) tables.journalChanges.remove(changes.map(({ id }) => id));
    });
    await yieldToEventLoop();
  }
  return canAppend;
}

/**
 * Makes the entries of the oldest recorded changes, and appends them to the journal of the folder with this state, unless it is null.
 * Returns whether the journal could be written.
 */
export async function storeChanges(context: JournalContext, state: JournalState | null): Promise<boolean> {
  const changes = context.tables.journalChanges.oldest(changesPerBatch);
  return await writeBatch(context, state, changes);
}

/** Makes the entries of all recorded changes, and appends all entries that the folder lacks, provided that it has been read. */
export async function writeEntries(context: JournalContext): Promise<void> {
  const { tables, folderIdentity, folder: folderOf } = context;
  const folder = folderOf();
  const state = stateOf(context, folder);
  const isNeeded = tables.journalChanges.hasAny() || (state !== null && tables.libraryJournal.unwrittenEntries(1).length > 0);
  if (!isNeeded) return;
  let isWritable = state !== null && (await folderIdentity.isAvailable(folder)) && (await writeStoredEntries(context, state));
  while (!context.isClosed() && !context.mustWait() && tables.journalChanges.hasAny()) {
    isWritable = await storeChanges(context, isWritable ? state : null);
  }
}
