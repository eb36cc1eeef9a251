// The frame of the window: navigation, status bar, notices.
import { format } from './format.ts';

/** Labels and messages of the window's frame, shown in every view. */
export const app = {
  name: 'Evolink Studio',
  views: { library: 'Library', queue: 'Queue', settings: 'Settings' },
  navigation: 'Navigation',
  mainArea: 'Main area',
  status: 'Status',
  simulated: 'simulated',
  noProfile: 'No key yet',
  starting: 'Starting…',
  keyEndsWith: (lastFour: string): string => `ends in ${lastFour}`,
  noKey: 'no key',
  locked: 'key locked',
  idle: 'idle',
  saving: (files: number, bytesPerSecond: number): string =>
    `${format.counted(files, 'file')}${bytesPerSecond > 0 ? `, ${format.bytes(bytesPerSecond)}/s` : ''}`,
  offline: 'Offline',
  offlineHint: 'The system reports no network connection. The library works; tasks continue when the network is back.',
  nextLinkExpiry: (left: string): string => `Next link expires in about ${left}`,
  live: (count: number): string => `${format.counted(count, 'task')} in the queue`,
  dismiss: 'Dismiss',
  databaseMovedAside: (path: string): string =>
    `The app’s database was damaged and has been moved to ${path}. A new, empty one is in use; your video files were not changed.`,
  databaseDamaged:
    'A check found damage in the app’s database. Quit and start the app again: it sets the database aside and offers your newest backup. Your video files are not affected.',
  /** `count` reaches 1,000 at most: then there may be more. */
  databaseRowsInvalid: (count: number): string =>
    `${count >= 1_000 ? '1,000 or more entries' : format.counted(count, 'entry', 'entries')} of the app’s database cannot be read. ${count === 1 ? 'Nothing is sent from it' : 'Nothing is sent from them'}, and everything else works. If something is missing, restore a backup in Settings.`,
  /** Shown beside it: the new database does not know the library folder that was chosen before. */
  rebuildHint: (folder: string): string =>
    `You can fill it again from your videos. The app searches for them in ${folder}; if they are elsewhere, choose that folder.`,
  rebuildFromFolder: 'Rebuild the library from the folder',
  environmentKey: (lastFour: string): string => `The environment variable EVOLINK_API_KEY holds a key that ends in ${lastFour}.`,
  connect: 'Use it',
  crashed: 'This part of the window has stopped working.',
  crashedDetail: 'Your tasks are not affected: they run outside the window.',
  crashedIncident: (incident: string): string => `The log has the details (${incident}).`,
  reload: 'Reload the window',
  loading: 'Loading…',
  close: 'Close',
};
