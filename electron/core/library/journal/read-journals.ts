// Reads the journals of a library folder, and applies their entries.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { JournalFile } from '../../ports.ts';
import { applyEntry, applyPasses } from './apply-entries.ts';
import { isAcceptable } from './entry-values.ts';
import { itemsPerTransaction, type JournalContext, saveReadOffset, saveState, stateOf } from './journal-context.ts';
import { parseLine } from './journal-entry.ts';
import { storeChanges } from './write-journal.ts';

/**
 * Initializes the state of a folder that has not been read. All entries count as unwritten, except those found in its journals afterwards.
 */
export async function initializeFolder(context: JournalContext, folder: string): Promise<void> {
  const { tables } = context;
  let cursor = { subject: '', field: '' };
  while (!context.isStopping()) {
    const entries = tables.libraryJournal.writtenEntries(cursor, itemsPerTransaction);
    const last = entries.at(-1);
    if (last === undefined) {
      saveState(context, { folder, read: {} });
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
async function receiveLines(context: JournalContext, lines: readonly string[], isOfFolderInUse: boolean): Promise<number> {
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

async function readJournal(context: JournalContext, folder: string, { name, bytes }: JournalFile, isOfFolderInUse: boolean): Promise<void> {
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

/** Reads the lines of all journals in a folder that have not been read, and stores their entries. */
export async function readJournals(context: JournalContext, folder: string, isOfFolderInUse: boolean): Promise<void> {
  const journals = await context.files.list(folder);
  if (!journals.ok) {
    context.log.warn('library-journal-failed', { step: 'list', error: journals.error.kind });
    return;
  }
  for (const file of journals.value) if (!context.isStopping()) await readJournal(context, folder, file, isOfFolderInUse);
}

/**
 * Applies received entries in several transactions. The next sync retries entries that wait for a video. The entries of the recorded
 * changes are stored before each transaction, because an entry that is older than such a change must not replace its value.
 */
export async function applyEntries(context: JournalContext): Promise<void> {
  const { tables, recorder, apply, log } = context;
  let refusedCount = 0;
  for (const pass of applyPasses) {
    let cursor = { subject: '', field: '' };
    while (!context.isStopping()) {
      if (tables.journalChanges.hasAny()) {
        await storeChanges(context, null);
        continue;
      }
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
