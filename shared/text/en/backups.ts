// Backups of the database: their list in Settings, restoring one, and the messages afterwards.
import { format } from './format.ts';

const reasons: { readonly [reason in 'daily' | 'by-hand' | 'before-format' | 'replaced']: string } = {
  daily: 'made by itself, once a day',
  'by-hand': 'made by you',
  'before-format': 'made before an update changed the format',
  replaced: 'in use until you went back to a backup',
};

const restoreFailures: { readonly [reason in 'busy' | 'no-room' | 'not-opened' | 'other']: (detail: string) => string } = {
  busy: () => 'another program held the studio’s files, a virus scanner perhaps. Try again in a minute.',
  'no-room': () => 'the disk is full. Make room and try again.',
  'not-opened': () => 'it could not be opened. Choose another one.',
  other: (detail) => `the system said “${detail}”. Try again, or choose another one.`,
};

/** The list of backups in Settings, the question before a restore, and its outcome. */
export const backups = {
  title: 'Backups',
  explanation:
    'Copies of everything the studio knows: tasks, history, prompts and settings. Videos are not in them; they lie in your library folder.',
  make: 'Back up now',
  making: 'Backing up…',
  made: 'Backed up.',
  none: 'No backup yet. The first is made on the first day on which something changes.',
  loading: 'Reading…',
  reasons,
  /** "212 tasks, 180 videos · 14 MB". */
  content: (tasks: number, videos: number, bytes: number): string =>
    `${format.counted(tasks, 'task')}, ${format.counted(videos, 'video')} · ${format.bytes(bytes)}`,
  damaged: 'cannot be read',
  newer: 'made by a newer Evolink Studio',
  restore: 'Restore…',
  restoreThis: (atMs: number, nowMs: number): string => `Restore the backup of ${format.moment(atMs, nowMs)}…`,
  all: 'Show all backups',
  more: (count: number): string => `Show ${format.number(count)} more`,
  ask: {
    title: (atMs: number, nowMs: number): string => `Go back to the backup of ${format.moment(atMs, nowMs)}?`,
    present: 'What the studio knows now is set aside in this list, with its date. Nothing is deleted, and you can come back to it.',
    tasks:
      'Tasks made after the backup will not be known here, though EvoLink may have them and they may be paid for. Their videos can be brought back with “Rebuild from the folder” in Settings.',
    held: 'Tasks that waited in the backup are held until you look at them: they may have been sent since.',
    key: 'A key that was kept for this session only has to be pasted again.',
    window: 'Work under way comes to a safe point first; then this window starts again.',
    confirm: 'Restore',
    restoring: 'Restoring…',
    steps: {
      copying: 'Copying the backup…',
      checking: 'Checking every page of it…',
      opening: 'Opening it…',
    },
  },
  restored: (atMs: number | null, held: number, nowMs: number): string => {
    const heldWords = (since: string): string =>
      `${format.counted(held, 'task')} may have been sent ${since} and ${held === 1 ? 'is' : 'are'} held until you look.`;
    if (atMs === null) {
      return [
        'The database lies somewhere else than at its last start. A copy of it may be in use there.',
        ...(held > 0 ? [heldWords('from it')] : []),
      ].join(' ');
    }
    return [
      `Restored from the backup of ${format.moment(atMs, nowMs)}. Tasks made after it are not known here, though EvoLink may have them.`,
      ...(held > 0 ? [heldWords('since')] : []),
      'Videos made after it can be brought back with “Rebuild from the folder” in Settings.',
    ].join(' ');
  },
  restoreFailed: (reason: 'busy' | 'no-room' | 'not-opened' | 'other', detail: string): string =>
    `The backup was not restored: ${restoreFailures[reason](detail)} Nothing was lost: this is the database that was in use before.`,
  openSettings: 'Open Settings',
  openQueue: 'Open the queue',
  releaseAsk: {
    title: 'Send this task?',
    detail:
      'It waited when the backup or copy was made and may have been sent, and paid for, since. Compare with your tasks at evolink.ai first: sent twice, it is paid twice.',
    confirm: 'Send it',
  },
};
