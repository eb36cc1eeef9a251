// Counts pending work in the live rows.
import type { PendingWork } from '../../../shared/pending-work.ts';
import type { Tables } from '../../db/tables/tables.ts';

/** The work that a quit would interrupt or delay. `simulated`: true if none of it costs anything. */
export function countPendingWork(tables: Tables): PendingWork {
  const live = tables.tasks.live();
  const downloading = new Set(tables.results.downloadingIds().map((id) => tables.ifReadable(() => tables.results.get(id))?.taskId));
  const rendering = live.filter(({ state }) => state === 'pending' || state === 'processing');
  const sending = live.filter(({ state }) => state === 'submitting');
  const saving = live.filter(({ id }) => downloading.has(id));
  return {
    sending: sending.length,
    rendering: rendering.length,
    saving: tables.results.downloadingIds().length,
    waiting: live.filter(({ state, held }) => state === 'waiting' && held === 0).length,
    simulated: [...rendering, ...sending, ...saving].every(({ simulated }) => simulated === 1),
  };
}
