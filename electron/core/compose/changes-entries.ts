// Which events of the core are news for the search index.
import type { StudioEvent } from '../../../shared/ipc.ts';

/** True for an event that changes a task or a stored video. A change of the status alone, such as progress or a setting, changes no entry of the index. */
export function changesEntries(event: StudioEvent): boolean {
  if (event.type !== 'delta') return false;
  const { changed, removed, library } = event;
  return [changed, removed, library.changed, library.added, library.removed].some((list) => list.length > 0);
}
