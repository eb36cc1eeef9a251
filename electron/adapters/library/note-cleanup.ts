// Notes of files that were published in this run. Each is kept until the file's row is certainly committed, and removed after that.
import type { Clock } from '../../core/ports.ts';
import { removeFile } from '../files/optional-fs.ts';

/** A note of a published file is needed until its row is committed: in the same moment, or, on a full disk, when there is room again. */
const NOTE_KEPT_MS = 6 * 3_600_000;

export interface NoteCleanup {
  /** Remembers a note; it stays while `isInUse` says that its part is being written again. */
  add(path: string, isInUse: () => boolean): void;
  /** Removes what is old enough. One that cannot be removed is left to the next start. */
  removeDue(): Promise<void>;
}

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
        // A note that stays is removed on the next start.
        if (!isInUse()) await removeFile(path).catch(() => undefined);
      }
    },
  };
}
