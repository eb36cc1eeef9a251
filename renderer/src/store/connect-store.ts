// Keeps the store current: subscribes to events, loads a snapshot, then applies deltas. After a gap it loads a new snapshot.
import type { MenuCommand } from '../../../shared/menu-commands.ts';
import { call, onEvent } from '../api.ts';
import { applyIndexChange } from './index-mirror.ts';
import { invalidateRecords } from './library-records.ts';
import { loadSnapshot } from './load-snapshot.ts';
import { applyDelta, type Delta, mirrorOf } from './state-mirror.ts';
import { type StudioState, useStudio } from './studio-store.ts';
import { invalidateTasks } from './task-records.ts';

const retryMs = 500;

/** Applies a delta to the store. Returns false when a delta before it is missing, so that a new snapshot is needed. */
function applyToStore(delta: Delta): boolean {
  const { mirror } = useStudio.getState();
  if (mirror === null) return true;
  const result = applyDelta(mirror, delta);
  switch (result.kind) {
    case 'old':
      return true;
    case 'gap':
      return false;
    case 'applied': {
      const { library } = delta;
      const changedIds = [...library.changed, ...library.removed, ...library.added.map(({ resultId }) => resultId)];
      invalidateRecords(changedIds);
      invalidateTasks(delta.removed);
      useStudio.setState(
        (s): Partial<StudioState> => ({
          mirror: result.mirror,
          index: applyIndexChange(s.index, library),
          libraryRevision: s.libraryRevision + Number(changedIds.length > 0),
        }),
      );
      return true;
    }
  }
}

/**
 * Connects the store to main. Called once, by `main.tsx`. `onMenuItem` is called for items of the application menu. Returns the function
 * that disconnects.
 */
export function connectStore(onMenuItem: (item: MenuCommand) => void): () => void {
  let pendingDeltas: Delta[] | null = [];
  let stopped = false;

  /** Applies a delta to the store. If a delta before it is missing, requests a new snapshot and returns false. */
  const apply = (delta: Delta): boolean => {
    const isApplied = applyToStore(delta);
    if (!isApplied) void loadState();
    return isApplied;
  };

  /** Requests the snapshot again later, because main is still starting or already stopping. */
  const retryLater = (): void => {
    if (!stopped) setTimeout(() => void loadState(), retryMs);
  };

  const loadState = async (): Promise<void> => {
    pendingDeltas ??= [];
    const snapshot = await loadSnapshot(
      (page) => call('studio.snapshot', { page }),
      (first) => {
        // The first page is shown immediately, because the composer needs neither all tasks nor the library. After a gap, the old state
        // stays visible until the new state is complete.
        if (useStudio.getState().mirror === null) useStudio.setState({ mirror: mirrorOf(first) });
      },
    );
    if (stopped || snapshot === null) return retryLater();
    useStudio.setState({ mirror: mirrorOf(snapshot) });
    const index = await call('library.index', {});
    if (stopped || !index.ok) return retryLater();
    useStudio.setState((s) => ({ index: index.value, libraryRevision: s.libraryRevision + 1 }));
    // Deltas that arrived meanwhile are newer than the snapshot. An entry that the index already contains is put at the same position
    // again.
    const bufferedDeltas = pendingDeltas ?? [];
    pendingDeltas = null;
    // Stops at a gap, because the snapshot that `apply` then requests contains the rest. Two snapshots at once would overwrite newer state
    // with older.
    bufferedDeltas.every(apply);
  };

  const unsubscribe = onEvent((event) => {
    switch (event.type) {
      case 'menu-chosen':
        onMenuItem(event.item);
        return;
      case 'delta':
        if (pendingDeltas === null) apply(event);
        else pendingDeltas.push(event);
    }
  });
  void loadState();
  const reportNetworkChange = () => void call('system.networkChanged', { online: navigator.onLine });
  for (const event of ['online', 'offline']) window.addEventListener(event, reportNetworkChange);
  return () => {
    stopped = true;
    for (const event of ['online', 'offline']) window.removeEventListener(event, reportNetworkChange);
    unsubscribe();
  };
}
