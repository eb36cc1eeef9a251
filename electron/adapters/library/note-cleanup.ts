// Removes the notes of files that this run has published, when the rows of those files are certainly committed.
import type { Clock } from '../../core/ports.ts';
import { removeFile } from '../files/optional-fs.ts';

/** A note is needed until the row of its file is committed: usually at once, on a full disk when there is space again. */
const NOTE_KEPT_MS = 6 * 3_600_000;

/** Notes beside partial files that wait to be removed. Kept in memory: the next start removes what is left. */
export interface NoteCleanup {
  /** Schedules a note for removal. It stays when `isInUse` says that its part is being written again. */
  add(path: string, isInUse: () => boolean): void;
  /** Removes the notes that are old enough. One that cannot be removed is left to the next start. */
  removeDue(): Promise<void>;
}

/** Creates an empty list. Each note is removed six hours after `add`, by the next `removeDue`. */
export function createNoteCleanup(clock: Clock): NoteCleanup {
  let notesDue: { readonly path: string; readonly atMs: number; readonly isInUse: () => boolean }[] = [];
  return {
    add(path, isInUse) {
      notesDue.push({ path, atMs: clock.now(), isInUse });
    },
    async removeDue() {
      const due = notesDue.filter(({ atMs }) => clock.now() - atMs >= NOTE_KEPT_MS);
      notesDue = notesDue.filter((note) => !due.includes(note));
      for (const { path, isInUse } of due) {
        // The next start removes a note that stays.
        if (!isInUse()) await removeFile(path).catch(() => undefined);
      }
    },
  };
}
