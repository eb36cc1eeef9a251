// What the parts of the library journal share: their dependencies, and how far the journals of the folder have been read.
import { z } from 'zod';
import type { Tables } from '../../../db/tables/tables.ts';
import type { FailureReporter } from '../../failure-reporter.ts';
import type { Clock, JournalFiles, Log } from '../../ports.ts';
import type { FolderIdentity } from '../folder-identity.ts';
import type { ApplyDeps } from './apply-deps.ts';
import type { JournalRecorder } from './journal-recorder.ts';

const stateSetting = 'library.journal';

/** The number of lines in one append: about 100 KB. */
export const linesPerAppend = 500;
/** The number of lines or entries in one transaction of reading. The event loop runs after each. */
export const itemsPerTransaction = 100;

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
  /** Whether entries must wait, because an action on many videos runs. `scheduleWrite` is called after it. */
  mustWait(): boolean;
  readonly apply: ApplyDeps;
}

/** The dependencies, and whether work must end. */
export interface JournalContext extends LibraryJournalDeps {
  /** True while the studio stops: nothing more is read or applied. */
  isStopping(): boolean;
  /** True when the database is closed or is about to be closed. */
  isClosed(): boolean;
}

/**
 * `folder`: the folder to which the column `isWritten` of the entries refers. `read`: the number of bytes read of each journal in it, by
 * name.
 */
const journalState = z.object({ folder: z.string(), read: z.record(z.string(), z.int().min(0)) });
/** How far the journals of a folder have been read. */
export type JournalState = z.infer<typeof journalState>;

/** The state of a folder; null if the stored state is that of another folder, or if there is none. */
export function stateOf({ tables }: Pick<JournalContext, 'tables'>, folder: string): JournalState | null {
  const parsed = journalState.safeParse(tables.settings.get(stateSetting));
  return parsed.success && parsed.data.folder === folder ? parsed.data : null;
}

/** Stores the state of a folder in place of the state of the folder before it. */
export function saveState({ tables }: Pick<JournalContext, 'tables'>, state: JournalState): void {
  tables.settings.set(stateSetting, state);
}

/** Stores how many bytes of one journal have been read. */
export function saveReadOffset(context: Pick<JournalContext, 'tables'>, state: JournalState, name: string, bytes: number): void {
  saveState(context, { ...state, read: { ...state.read, [name]: bytes } });
}
