// Backups of the database: their list in Settings, restoring one, and the messages afterwards.
import { format } from './format.ts';

const reasons: { readonly [reason in 'daily' | 'by-hand' | 'before-format' | 'replaced']: string } = {
  daily: 'created automatically, once a day',
  'by-hand': 'created by you',
  'before-format': 'created before an update changed the format',
  replaced: 'in use until you restored a backup',
};

const restoreFailures: { readonly [reason in 'busy' | 'no-room' | 'not-opened' | 'other']: string } = {
  busy: 'Another program, perhaps a virus scanner, was using the app’s files. Try again in a minute.',
  'no-room': 'The disk is full. Free up some space and try again.',
  'not-opened': 'It could not be opened. Choose another one.',
  other: 'Try again, or choose another one.',
};

/** The list of backups in Settings, the question before a restore, and its outcome. */
export const backups = {
  title: 'Backups',
  explanation: 'Copies of all app data: tasks, history, prompts and settings. Videos are not included; they are in your library folder.',
  create: 'Back up now',
  creating: 'Backing up…',
  created: 'Backed up.',
  none: 'No backups yet. The first one is created automatically once something changes.',
  loading: 'Reading…',
  reasons,
  /** "212 tasks, 180 videos · 14 MB". */
  content: (tasks: number, videos: number, bytes: number): string =>
    `${format.counted(tasks, 'task')}, ${format.counted(videos, 'video')} · ${format.bytes(bytes)}`,
  damaged: 'cannot be read',
  newer: 'created by a newer Evolink Studio',
  restore: 'Restore…',
  restoreThis: (atMs: number, nowMs: number): string => `Restore the backup from ${format.moment(atMs, nowMs)}…`,
  all: 'Show all backups',
  more: (count: number): string => `Show ${format.number(count)} more`,
  confirmRestore: {
    title: (atMs: number, nowMs: number): string => `Restore the backup from ${format.moment(atMs, nowMs)}?`,
    currentData: 'The current data is kept in this list with its date. Nothing is deleted, and you can return to it.',
    tasks:
      'Tasks created after the backup will no longer be shown here, though EvoLink may have them and they may have been charged. You can add their videos again with “Rebuild from the folder” in Settings.',
    held: 'Tasks that were waiting in the backup are held until you review them: they may have been sent since.',
    key: 'A key that was kept for this session only must be pasted again.',
    window: 'Work in progress is brought to a safe point first; then this window restarts.',
    confirm: 'Restore',
    restoring: 'Restoring…',
    steps: {
      copying: 'Copying the backup…',
      checking: 'Checking the backup…',
      opening: 'Opening the backup…',
    },
  },
  restored: (atMs: number | null, held: number, nowMs: number): string => {
    const heldWords = (since: string): string =>
      `${format.counted(held, 'task')} may have been sent ${since} and ${held === 1 ? 'is held until you review it' : 'are held until you review them'}.`;
    if (atMs === null) {
      return [
        'The database is in a different location than at the last start. A copy of it may be in use in the old location.',
        ...(held > 0 ? [heldWords('from there')] : []),
      ].join(' ');
    }
    return [
      `The backup from ${format.moment(atMs, nowMs)} was restored. Tasks created after it are not shown here, though EvoLink may have them.`,
      ...(held > 0 ? [heldWords('since')] : []),
      'You can add videos made after it again with “Rebuild from the folder” in Settings.',
    ].join(' ');
  },
  restoreFailed: (reason: 'busy' | 'no-room' | 'not-opened' | 'other', detail: string): string =>
    `The backup was not restored. ${restoreFailures[reason]} Nothing was lost: the previous database is still in use.${reason === 'other' ? ` (System message: ${detail})` : ''}`,
  openSettings: 'Open Settings',
  openQueue: 'Show the queue',
  confirmRelease: {
    title: 'Send this task?',
    detail:
      'It was waiting when the backup or copy was made; it may have been sent, and charged, since. Check your tasks at evolink.ai first: if it is sent twice, you pay twice.',
    confirm: 'Send',
  },
};
