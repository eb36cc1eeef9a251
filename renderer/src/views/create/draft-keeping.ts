// Keeps what the composer holds, a moment after the last change, so that nothing is lost by quitting; and brings it back at start.
import type { Snapshot } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { useStudio } from '../../store/studio-store.ts';
import { offerExample, take, useComposer } from './composer-store.ts';

const quietMs = 400;

/** Fills the composer from what was kept. What a person typed before the studio answered is worth more than the kept draft. */
function restore(kept: Snapshot['status']['composer']): void {
  const { touched } = useComposer.getState();
  if (touched) return;
  if (kept === null) offerExample();
  else void take(kept, null);
}

/** Starts keeping; returns the off-switch. */
export function keepDraft(): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let restored = false;

  const keep = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    void call('composer.keep', { request: useComposer.getState().request });
  };
  const whenKnown = (): void => {
    const { mirror } = useStudio.getState();
    if (restored || mirror === null) return;
    restored = true;
    restore(mirror.status.composer);
  };

  whenKnown();
  const offStudio = useStudio.subscribe(whenKnown);
  const offComposer = useComposer.subscribe((now, before) => {
    if (now.request === before.request || !now.touched) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(keep, quietMs);
  });
  // Closing the window within the quiet moment still keeps the last word.
  const leave = (): void => {
    if (timer !== null) keep();
  };
  window.addEventListener('pagehide', leave);
  return () => {
    leave();
    offStudio();
    offComposer();
    window.removeEventListener('pagehide', leave);
  };
}
