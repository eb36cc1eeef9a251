// Keeps what the composer holds, a moment after the last change, so that nothing is lost by quitting; and brings it back at start.
import type { Snapshot } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { useStudio } from '../../store/studio-store.ts';
import { offerExample, restoreDraft, useComposer } from './composer-store.ts';

const quietMs = 400;

/** Keeps what the composer holds now, with the key of the press that would send it. */
export function saveDraft(): void {
  const { request, actionId, sourceTaskId } = useComposer.getState();
  void call('composer.saveDraft', { request, key: actionId, sourceTaskId });
}

/** Fills the composer from what was kept. What a person typed before the studio answered is worth more than the kept draft. */
function restore({ composer, composerActionId, composerSource }: Snapshot['status']): void {
  const { isDirty } = useComposer.getState();
  if (isDirty) return;
  if (composer === null) {
    offerExample();
    return;
  }
  void restoreDraft({
    request: composer,
    sourceTaskId: composerSource?.taskId ?? null,
    isEdit: composerSource?.isEdit ?? false,
  });
  // A press that was made with this key and never answered must not be made again with another one.
  if (composerActionId !== null) useComposer.setState({ actionId: composerActionId });
}

/** Starts keeping; returns the off-switch. */
export function startDraftAutosave(): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let restored = false;

  const keep = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    saveDraft();
  };
  const whenKnown = (): void => {
    const { mirror } = useStudio.getState();
    if (restored || mirror === null) return;
    restored = true;
    restore(mirror.status);
  };

  whenKnown();
  const offStudio = useStudio.subscribe(whenKnown);
  const offComposer = useComposer.subscribe((now, before) => {
    if ((now.request === before.request && now.sourceTaskId === before.sourceTaskId) || !now.isDirty) return;
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
