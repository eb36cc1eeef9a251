// Removes the notes of published files once the database rows of those files are certainly committed.
import type { Clock } from '../../core/ports.ts';
import { removeFile } from '../files/optional-fs.ts';

/**
 * A note is needed until the row of its file is committed. That usually happens at once, but on a full disk only after space is free again.
 */
const noteLifetimeMs = 6 * 3_600_000;

/** The notes (files beside partial files) that are due for removal. Kept in memory; the next start removes any that are left. */
export interface NoteCleanup {
  /**
   * Schedules a note for removal. The note stays if `isInUse` returns true at that time, because its partial file is being written again.
   */
  add(path: string, isInUse: () => boolean): void;
  /** Removes the notes that are old enough. A note that cannot be removed is left for the next start. */
  removeDue(): Promise<void>;
}

/** Creates an empty list. A note is removed by the first `removeDue` that runs at least six hours after its `add`. */
export function createNoteCleanup(clock: Clock): NoteCleanup {
  let scheduled: { readonly path: string; readonly addedAtMs: number; readonly isInUse: () => boolean }[] = [];
  return {
    add(path, isInUse) {
      scheduled.push({ path, addedAtMs: clock.now(), isInUse });
    },
    async removeDue() {
      const due = scheduled.filter(({ addedAtMs }) => clock.now() - addedAtMs >= noteLifetimeMs);
      scheduled = scheduled.filter((note) => !due.includes(note));
      for (const { path, isInUse } of due) {
        // An error is ignored: the next start removes the note.
        if (!isInUse()) await removeFile(path).catch(() => undefined);
      }
    },
  };
}
