// Keeps the store true: subscribes to facts first, then takes a snapshot, then applies deltas; after a gap it takes a snapshot again.
import type { MenuCommand } from '../../../shared/menu-commands.ts';
import { call, onEvent } from '../api.ts';
import { applyIndexChange } from './index-mirror.ts';
import { invalidateRecords } from './library-records.ts';
import { takeSnapshot } from './load-snapshot.ts';
import { applyDelta, type Delta, mirrorOf } from './state-mirror.ts';
import { type StudioState, useStudio } from './studio-store.ts';

const askAgainMs = 500;

/** Connects the store to main. `chosen` is called for items of the application menu. Returns the off-switch. */
export function connectStore(chosen: (item: MenuCommand) => void): () => void {
  let early: Delta[] | null = [];
  let stopped = false;

  /** False where it asked for a snapshot instead. */
  const apply = (delta: Delta): boolean => {
    const { mirror } = useStudio.getState();
    if (mirror === null) return true;
    const applied = applyDelta(mirror, delta);
    switch (applied.kind) {
      case 'old':
        return true;
      case 'gap':
        void snapshot();
        return false;
      case 'applied': {
        const { library } = delta;
        invalidateRecords([...library.changed, ...library.removed]);
        useStudio.setState((s): Partial<StudioState> => ({ mirror: applied.mirror, index: applyIndexChange(s.index, library) }));
        return true;
      }
    }
  };

  /** Main is still starting, or already stopping: asked again until one of both is over. */
  const askAgain = (): void => {
    if (!stopped) setTimeout(() => void snapshot(), askAgainMs);
  };

  const snapshot = async (): Promise<void> => {
    early ??= [];
    const taken = await takeSnapshot(
      (page) => call('studio.snapshot', { page }),
      (first) => {
        // Shown at once: the composer needs neither all tasks nor the library. What is shown already is whole and stays until all is new.
        if (useStudio.getState().mirror === null) useStudio.setState({ mirror: mirrorOf(first) });
      },
    );
    if (stopped || taken === null) return askAgain();
    useStudio.setState({ mirror: mirrorOf(taken) });
    const index = await call('library.index', {});
    if (stopped || !index.ok) return askAgain();
    useStudio.setState({ index: index.value });
    // What came meanwhile is newer than the snapshot; what the index already holds is put in the same place again.
    const missed = early ?? [];
    early = null;
    // After a gap the rest is in the snapshot that is asked for; two at once would put back what the other had brought forward.
    missed.every(apply);
  };

  const off = onEvent((event) => {
    switch (event.type) {
      case 'menu-chosen':
        chosen(event.item);
        return;
      case 'delta':
        if (early === null) apply(event);
        else early.push(event);
    }
  });
  void snapshot();
  const network = () => void call('system.networkChanged', { online: navigator.onLine });
  for (const event of ['online', 'offline']) window.addEventListener(event, network);
  return () => {
    stopped = true;
    for (const event of ['online', 'offline']) window.removeEventListener(event, network);
    off();
  };
}
