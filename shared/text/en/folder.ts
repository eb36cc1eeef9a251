// The library folder and its files: moving it, and checking and rebuilding files.
import type { StudioStatus } from '../../ipc.ts';
import { format } from './format.ts';

type Move = NonNullable<StudioStatus['library']['move']>;
type Report = NonNullable<StudioStatus['library']['lastAudit']>;

const videos = (count: number): string => format.counted(count, 'video');

/** "3 files are right, 1 is gone." */
function reportWords({ intact, unverified, changed, missing, isComplete }: Report): string {
  const parts = [
    `${videos(intact)} right`,
    ...(missing > 0 ? [`${format.number(missing)} gone`] : []),
    ...(changed > 0 ? [`${format.number(changed)} changed`] : []),
    ...(unverified > 0 ? [`${format.number(unverified)} kept unverified`] : []),
  ];
  return `${parts.join(', ')}${isComplete ? '.' : ', then it was stopped.'}`;
}

/** Moving, checking and rebuilding the library folder, in Settings and in notices. */
export const folder = {
  move: 'Move…',
  moveHint: 'All saved videos go to another folder, and new ones with them.',
  another: 'Use another…',
  anotherHint: 'New videos go to another folder. Videos already saved stay where they are.',
  moving: (move: Move): string =>
    `${format.number(move.files - move.filesLeft)} of ${videos(move.files)} moved, ${format.bytes(move.bytesLeft)} to go`,
  movingTo: (path: string): string => `Moving to ${path}`,
  movePaused: 'The move waits. It goes on by itself as soon as it can.',
  moved: (move: Move): string => (move.failed === 0 ? `${videos(move.files)} moved.` : `Moved, all but ${videos(move.failed)}.`),
  moveCancelled: (move: Move): string =>
    `Stopped. ${videos(Math.max(0, move.files - move.filesLeft))} moved, ${format.number(move.filesLeft)} stayed where they were. New videos go to the new folder.`,
  moveFailures: (count: number): string => `${videos(count)} stayed where they are`,
  progress: 'Progress of the move',
  cancel: 'Stop',
  again: 'Try again',
  goOn: 'Go on',
  putAway: 'Close',
  strays: (count: number, bytes: number): string =>
    `${format.counted(count, 'unfinished download')} that no task here belongs to (${format.bytes(bytes)})`,
  straysDetail: (path: string): string =>
    `There are files in ${path} that belong to no task here. Another studio that uses this folder, or a backup, may still need them; after 30 days they are moved to the folder “strays” there. The studio never deletes them.`,
  straysShow: 'Show folder',
  check: 'Check files',
  checkDetail: 'Reads every saved video and compares it with what was stored.',
  checkNow: 'Check now',
  stop: 'Stop',
  checking: (done: number, total: number): string => `${format.number(done)} of ${videos(total)} read`,
  checkProgress: 'Progress of the check',
  checked: (report: Report, when: string): string => `${reportWords(report)} Last checked ${when}.`,
  locateTitle: 'Where is this video now?',
  locate: 'Locate…',
  checkFile: 'Check this file',
  changed: 'File has changed',
  changedDetail: 'The file under this name is not what the studio stored.',
  changedCopy: 'Changed copy',
  changedCopyDetail:
    'This file says it is a video of your library, but its contents differ: it was edited, cut or damaged. It is kept as a file of its own; the video itself was not replaced.',
  unverified: 'Not verified',
  unverifiedDetail: 'It never arrived as a complete video. You kept it as it is.',
  verifying: 'Checking the file…',
  verified: (when: string): string => `Verified ${when}`,
  justNow: 'just now',
  verdicts: {
    intact: 'Verified just now.',
    unverified: 'Unchanged, but it never was a complete video.',
    changed: 'The file is not what was stored.',
    missing: 'File is gone.',
    unreadable: 'The file could not be read now.',
  },
};
