// Random actions on the files of videos and on the tasks in the queue.
import { waitFor } from '../../support/real-studio.ts';
import { type RandomInputs, wordOf } from './random-inputs.ts';
import type { WalkStudio } from './walk-library.ts';

const templates = ['{number:3} {prompt:20}', '{title} {rating}', '{prompt}', '{model} {number}', 'Fox {number}', 'fox {number}'] as const;

/** Waits until no rename is running. */
const isRenameEnded = (studio: WalkStudio): Promise<boolean> =>
  waitFor(async () => (await studio.must('studio.snapshot', {})).status.library.fileJob?.state !== 'running', 60_000, 2);

/** Renames some files with a template, and sometimes cancels it. */
async function renameMany({ studio, ids, index, pick, someIds: some }: RandomInputs): Promise<void> {
  const started = await studio.call('library.renameFiles', { resultIds: some(ids), template: pick(templates) ?? '{id}' });
  // Right after a start, the studio may still be taking back what a kill has interrupted.
  if (!started.ok) return;
  if (index(6) === 0) {
    await new Promise((resolve) => setTimeout(resolve, index(20)));
    await studio.must('library.controlFileJob', { action: 'cancel' });
  }
  if (!(await isRenameEnded(studio))) throw new Error('the rename does not end');
}

/** Deletes, restores or renames files. */
export async function fileAction(draw: RandomInputs): Promise<void> {
  const { studio, ids, index, pick, someIds: some } = draw;
  const trashed = [...(await studio.must('library.trashIndex', {})).resultIds].sort((a, b) => a - b);
  const kind = index(10);
  if (kind < 3 && ids.length > 0) await studio.must('library.trash', { resultIds: some(ids) });
  else if (kind < 6 && trashed.length > 0) await studio.must('library.restoreFromTrash', { resultIds: some(trashed) });
  else if (kind < 8 && ids.length > 0) await studio.call('library.renameFile', { resultId: pick(ids) ?? 1, name: wordOf(draw) });
  else if (ids.length > 0) await renameMany(draw);
}

/** Discards one or several waiting tasks, in one call or in two calls that are one action. */
export async function queueAction({ studio, index, someIds: some }: RandomInputs): Promise<void> {
  const { tasks } = await studio.must('studio.snapshot', {});
  const waiting = tasks.filter(({ state }) => state === 'waiting').map(({ id }) => id);
  if (waiting.length === 0) return;
  const ids = [...some(waiting)].slice(0, 12);
  const [first = 0, ...rest] = ids;
  if (index(2) === 0 || rest.length === 0) await studio.must('tasks.discard', { id: first });
  else {
    const half = rest.length > 3 ? 2 : ids.length;
    const { actionId } = await studio.must('tasks.discardWaiting', { ids: ids.slice(0, half), continues: null });
    if (half < ids.length) await studio.must('tasks.discardWaiting', { ids: ids.slice(half), continues: actionId });
  }
}
