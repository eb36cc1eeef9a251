// Message boxes about the window and the whole studio: quitting with pending work, a window that hangs or crashes repeatedly.
import type { PendingWork } from '../../pending-work.ts';
import { format } from './format.ts';

const isOrAre = (count: number): string => (count === 1 ? 'is' : 'are');

/** "3 videos are still rendering at EvoLink and 1 is being saved." */
function pendingWork({ sending, rendering, saving, simulated }: PendingWork): string {
  const where = simulated ? 'in the simulator' : 'at EvoLink';
  const parts = [
    { count: rendering, doing: `still rendering ${where}` },
    { count: sending, doing: 'being sent' },
    { count: saving, doing: 'being saved' },
  ].filter(({ count }) => count > 0);
  const sentences = parts.map(
    ({ count, doing }, at) => `${at === 0 ? format.counted(count, 'video') : format.number(count)} ${isOrAre(count)} ${doing}`,
  );
  return `${format.listed(sentences)}.`;
}

/** The message boxes before quitting, and when the window hangs or crashes repeatedly. */
export const quitting = {
  title: 'Quit Evolink Studio?',
  pendingWork,
  afterQuit: (work: PendingWork): string =>
    [
      ...(work.rendering > 0 && !work.simulated ? ['Videos continue rendering at EvoLink.'] : []),
      'Nothing is lost: the app continues where it left off at the next start.',
      ...(work.rendering + work.saving > 0 && !work.simulated
        ? ['Start it again within 24 hours, because links to finished videos expire.']
        : []),
      ...(work.waiting > 0
        ? [`${format.counted(work.waiting, 'waiting task')} ${work.waiting === 1 ? 'is' : 'are'} sent when the app runs again.`]
        : []),
    ].join(' '),
  quit: 'Quit',
  keepRunning: 'Keep running',
  dontAskAgain: 'Don’t ask again',
  setting: 'Ask before quitting',
  settingDetail: 'While videos are being sent, rendered or saved.',
  unresponsive: {
    title: 'The window is not responding',
    detail: 'Your tasks are not affected: they run outside the window. Wait a moment, or reload the window.',
    wait: 'Wait',
    reload: 'Reload the window',
  },
  repeatedCrashes: {
    title: 'The window stopped working several times',
    detail: 'Your tasks are not affected: they run outside the window and continue.',
    again: 'Reload the window',
    quit: 'Quit',
  },
  graphics:
    'The graphics process stopped several times. From the next start, the app works without the graphics card for one week. Your tasks are not affected.',
};
