// Renaming files, and how a rename goes on.
import type { StudioStatus } from '../../ipc.ts';
import { format } from './format.ts';

type Work = NonNullable<StudioStatus['library']['fileWork']>;

const files = (count: number): string => format.counted(count, 'file');
const refused = (count: number): string => (count === 0 ? '' : `, ${format.number(count)} refused`);

/** While it runs: "12 of 40 files renamed". */
function renaming({ done, skipped, failed, total }: Work): string {
  return `${format.number(done + skipped)} of ${files(total)} renamed${refused(failed)}`;
}

function renamed({ state, done, failed, skipped, total }: Work): string {
  const stays = skipped > 0 ? `, ${format.number(skipped)} had the name already` : '';
  const begin = state === 'done' ? '' : 'Stopped: ';
  return `${begin}${state === 'done' && failed === 0 ? files(done) : `${format.number(done)} of ${files(total)}`} renamed${stays}${refused(failed)}.`;
}

/** Renames of one file and of many. */
export const fileWork = {
  rename: 'Rename…',
  renameMany: (count: number): string => `Rename ${files(count)}…`,
  renameTitle: 'Rename file',
  renameManyTitle: (count: number): string => `Rename ${files(count)}`,
  renameDetail: 'The files in the library folder are renamed.',
  name: 'Name',
  renameNow: 'Rename',
  cancel: 'Cancel',
  progress: 'Progress',
  stop: 'Stop',
  close: 'Close',
  refusals: (count: number): string => `${files(count)} refused`,
  running: renaming,
  ended: renamed,
};
