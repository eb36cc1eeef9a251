// Decides which events of the core affect the search index.
import type { StudioEvent } from '../../../shared/ipc.ts';

/**
 * Whether an event changes a task or a stored video. A change of the status alone, such as progress or a setting, does not affect the
 * index.
 */
export function changesEntries(event: StudioEvent): boolean {
  if (event.type !== 'delta') return false;
  const { changed, removed, library } = event;
  return [changed, removed, library.changed, library.added, library.removed].some((list) => list.length > 0);
}
