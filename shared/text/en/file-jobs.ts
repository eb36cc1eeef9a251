// Renaming, exporting and finding files: the dialogs, the progress, and the outcome.
import type { StudioStatus } from '../../ipc.ts';
import { format } from './format.ts';

type FileJob = NonNullable<StudioStatus['library']['fileJob']>;

const { counted } = format;
const files = (count: number): string => format.counted(count, 'file');
const videos = (count: number): string => format.counted(count, 'video');
const refused = (count: number): string => (count === 0 ? '' : `, ${format.number(count)} refused`);

/** While it runs: "12 of 40 files renamed". */
function running({ kind, done, skipped, failed, total, doneBytes, totalBytes, examined }: FileJob): string {
  const count = format.number(done + skipped);
  if (kind === 'rename') return `${count} of ${files(total)} renamed${refused(failed)}`;
  if (kind === 'locate') return `${count} of ${counted(total, 'missing file')} found, ${files(examined)} looked at`;
  return `${count} of ${videos(total)} exported, ${format.bytes(doneBytes)} of ${format.bytes(totalBytes)}${refused(failed)}`;
}

function renamed({ state, done, failed, skipped, total }: FileJob): string {
  const stays = skipped > 0 ? `, ${format.number(skipped)} had the name already` : '';
  const isAll = state === 'done' && failed === 0;
  return `${isAll ? files(done) : `${format.number(done)} of ${files(total)}`} renamed${stays}${refused(failed)}.`;
}

function exported({ state, done, failed, skipped, total, folder }: FileJob): string {
  const present = skipped > 0 ? `, ${format.number(skipped)} already there` : '';
  const isAll = state === 'done' && failed === 0 && skipped === 0;
  return `${isAll ? videos(done) : `${format.number(done)} of ${videos(total)}`} exported to ${folder ?? ''}${present}${refused(failed)}.`;
}

function found({ state, done, skipped, failed, total, folder }: FileJob): string {
  if (total === 0) return 'No file is missing.';
  const count = done + skipped;
  const what =
    state === 'done' && failed === 0
      ? `${counted(count, 'missing file')} found`
      : `${format.number(count)} of ${counted(total, 'missing file')} found`;
  const rest = failed === 0 ? '' : ` ${failed === 1 ? '1 stays' : `${format.number(failed)} stay`} missing.`;
  return `${what} in ${folder ?? ''}.${rest}`;
}

const endings = { rename: renamed, export: exported, locate: found } as const satisfies Record<FileJob['kind'], (job: FileJob) => string>;

/** Stopped by the user, or by an error that follows. */
function ended(job: FileJob): string {
  const what = endings[job.kind](job);
  return job.state === 'done' ? what : `Stopped: ${what}`;
}

/** Renames of one file and of many, and exports. */
export const fileJobs = {
  label: 'Work on files',
  rename: 'Rename…',
  renameMany: (count: number): string => `Rename ${files(count)}…`,
  renameTitle: 'Rename file',
  renameManyTitle: (count: number): string => `Rename ${files(count)}`,
  renameDetail: 'The files in the library folder are renamed.',
  name: 'Name',
  renameNow: 'Rename',
  copyPath: 'Copy path',
  copyPaths: (count: number): string => `Copy ${format.counted(count, 'path')}`,
  reveal: 'Show in folder',
  revealMany: (count: number): string => `Show ${files(count)} in folder`,
  export: 'Export…',
  exportMany: (count: number): string => `Export ${videos(count)}…`,
  exportTitle: (count: number): string => `Export ${videos(count)}`,
  exportDetail: 'Copies the files to a folder. The library stays as it is.',
  target: 'Folder',
  noTarget: 'No folder chosen',
  choose: 'Choose…',
  /** The free space of the chosen folder. */
  free: (bytes: number): string => `${format.bytes(bytes)} free`,
  size: (count: number, bytes: number): string => `${files(count)}, ${format.bytes(bytes)}`,
  missing: (count: number): string => `${files(count)} missing`,
  tooLarge: 'There is not enough space in this folder. Choose another one, or select fewer videos.',
  csv: 'One CSV table with prompts, settings and costs',
  json: 'A JSON file beside each video, with the request as it was sent',
  /** The name of the table. */
  csvName: 'Evolink Studio export',
  exportNow: 'Export',
  openFolder: 'Show folder',
  continue: 'Continue',
  cancel: 'Cancel',
  progress: 'Progress',
  stop: 'Stop',
  close: 'Close',
  refusals: (count: number): string => `${files(count)} refused`,
  /** Before the reason. */
  refusedFor: (count: number): string => `${files(count)}: `,
  /** Below the names of files. */
  more: (count: number): string => `and ${files(count)} more`,
  stayMissing: (count: number): string => `${files(count)} still missing`,
  showMissing: 'Show missing videos',
  running,
  ended,
};
