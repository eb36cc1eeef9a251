// The frame of the window: navigation, status bar, notices.
import { format } from './format.ts';

/** Labels and messages of the window's frame, shown in every view. */
export const app = {
  name: 'Evolink Studio',
  places: { library: 'Library', queue: 'Queue', settings: 'Settings' },
  navigation: 'Places',
  stage: 'Stage',
  status: 'Status',
  simulated: 'simulated',
  noProfile: 'No key yet',
  starting: 'Starting…',
  keyEnds: (lastFour: string): string => `ends in ${lastFour}`,
  noKey: 'no key',
  locked: 'key locked',
  idle: 'idle',
  saving: (files: number, bytesPerSecond: number): string =>
    `${format.counted(files, 'file')}${bytesPerSecond > 0 ? `, ${format.bytes(bytesPerSecond)}/s` : ''}`,
  offline: 'Offline',
  offlineHint: 'The system says there is no network. The library works; tasks go on when it is back.',
  nextLink: (left: string): string => `Next link expires in about ${left}`,
  live: (count: number): string => `${format.counted(count, 'task')} in the queue`,
  dismiss: 'Dismiss',
  databaseMovedAside: (path: string): string =>
    `The studio’s database was damaged and has been moved aside to ${path}. A fresh one is in use; your video files were not touched.`,
  databaseDamaged:
    'A check found damage in the studio’s database. Quit and start the studio again: it sets the database aside and offers your newest backup. Your video files are not touched.',
  /** Shown beside it: the new database does not know the library folder that was chosen before. */
  rebuildWhere: (folder: string): string =>
    `It can be filled again from your videos. The studio looks for them in ${folder}; if they lie elsewhere, choose that folder.`,
  rebuildFromFolder: 'Rebuild the library from the folder',
  environmentKey: (lastFour: string): string => `The environment offers a key that ends in ${lastFour} (EVOLINK_API_KEY).`,
  connect: 'Use it',
  crashed: 'This part of the window stopped working.',
  crashedDetail: 'Your tasks are not affected: they run outside the window.',
  reload: 'Reload the window',
  loading: 'Loading…',
  close: 'Close',
};
