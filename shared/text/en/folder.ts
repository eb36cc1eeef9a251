// The library folder and its files: moving it, and checking and rebuilding files.
import type { StudioStatus } from '../../ipc.ts';
import { format } from './format.ts';

type Move = NonNullable<StudioStatus['library']['move']>;
type Report = NonNullable<StudioStatus['library']['lastAudit']>;

const videos = (count: number): string => format.counted(count, 'video');

/** "3 videos intact, 1 missing." */
function reportWords({ intact, unverified, changed, missing, isComplete }: Report): string {
  const parts = [
    `${videos(intact)} intact`,
    ...(missing > 0 ? [`${format.number(missing)} missing`] : []),
    ...(changed > 0 ? [`${format.number(changed)} changed`] : []),
    ...(unverified > 0 ? [`${format.number(unverified)} kept unverified`] : []),
  ];
  return `${parts.join(', ')}.${isComplete ? '' : ' The check was stopped before the end.'}`;
}

/** Moving, checking and rebuilding the library folder, in Settings and in notices. */
export const folder = {
  move: 'Move…',
  moveHint: 'Moves all saved videos to another folder. New videos are saved there too.',
  useAnother: 'Use another…',
  useAnotherHint: 'Saves new videos to another folder. Videos already saved stay where they are.',
  moving: (move: Move): string =>
    `${format.number(move.fileCount - move.remainingFileCount)} of ${videos(move.fileCount)} moved, ${format.bytes(move.remainingBytes)} to go`,
  movingTo: (path: string): string => `Moving to ${path}`,
  movePaused: 'The move is paused. It continues automatically as soon as it can.',
  moved: (move: Move): string => (move.failed === 0 ? `${videos(move.fileCount)} moved.` : `Moved, except for ${videos(move.failed)}.`),
  moveCancelled: (move: Move): string =>
    `Stopped. ${videos(Math.max(0, move.fileCount - move.remainingFileCount))} moved, ${format.number(move.remainingFileCount)} not moved. New videos are saved to the new folder.`,
  moveFailures: (count: number): string => `${videos(count)} not moved`,
  progress: 'Move progress',
  cancel: 'Stop',
  retryMove: 'Try again',
  continueMove: 'Continue',
  dismissMove: 'Close',
  strays: (count: number, bytes: number): string =>
    `${format.counted(count, 'unfinished download')} without a task here (${format.bytes(bytes)})`,
  straysDetail: (path: string): string =>
    `${path} contains files that belong to no task here. Another Evolink Studio that uses this folder, or a backup, may still need them. After 30 days they are moved to the folder “strays” there. The app never deletes them.`,
  straysShow: 'Show folder',
  check: 'Check files',
  checkDetail: 'Reads every saved video and compares it with what was saved originally.',
  checkNow: 'Check now',
  stop: 'Stop',
  checking: (done: number, total: number): string => `${format.number(done)} of ${videos(total)} checked`,
  checkProgress: 'Check progress',
  checked: (report: Report, when: string): string => `${reportWords(report)} Last checked ${when}.`,
  locateTitle: 'Where is this video now?',
  locate: 'Locate…',
  checkFile: 'Check this file',
  changed: 'File changed',
  changedDetail: 'The file with this name is not the one that was saved.',
  changedCopy: 'Changed copy',
  changedCopyDetail:
    'This file says it is a video from your library, but its content differs: it was edited, cut or damaged. It is kept as a separate file; the original video was not replaced.',
  unverified: 'Not verified',
  unverifiedDetail: 'It never arrived as a complete video. You kept it as is.',
  verifying: 'Checking the file…',
  verified: (when: string): string => `Verified ${when}`,
  justNow: 'just now',
  verdicts: {
    intact: 'Verified just now.',
    unverified: 'Unchanged, but it was never a complete video.',
    changed: 'The file is not the one that was saved.',
    missing: 'The file is missing.',
    unreadable: 'The file cannot be read right now.',
  },
};
