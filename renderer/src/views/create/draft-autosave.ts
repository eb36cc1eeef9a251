// Saves the draft in the composer shortly after each change, so that quitting loses nothing, and restores it at the next start.
import type { Snapshot } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { useStudio } from '../../store/studio-store.ts';
import { useComposer } from './composer-store.ts';
import { fillExamplePrompt, restoreDraft } from './load-request.ts';

const debounceMs = 400;

/** Saves the current draft, with the action id of the next press of Generate. */
export function saveDraft(): void {
  const { request, actionId, sourceTaskId } = useComposer.getState();
  void call('composer.saveDraft', { request, actionId, sourceTaskId });
}

/** Restores the saved draft, unless the user typed something before the draft arrived. */
function restore({ composer, composerActionId, composerSource }: Snapshot['status']): void {
  const { isDirty } = useComposer.getState();
  if (isDirty) return;
  if (composer === null) {
    fillExamplePrompt();
    return;
  }
  void restoreDraft({
    request: composer,
    sourceTaskId: composerSource?.taskId ?? null,
    isEdit: composerSource?.isEdit ?? false,
  });
  // If the call of a press with this id never returned, pressing again must use the same id.
  if (composerActionId !== null) useComposer.setState({ actionId: composerActionId });
}

/** Starts saving; returns the function that stops it. */
export function startDraftAutosave(): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isRestored = false;

  const saveNow = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    saveDraft();
  };
  const restoreOnce = (): void => {
    const { mirror } = useStudio.getState();
    if (isRestored || mirror === null) return;
    isRestored = true;
    restore(mirror.status);
  };

  restoreOnce();
  const unsubscribeStudio = useStudio.subscribe(restoreOnce);
  const unsubscribeComposer = useComposer.subscribe((current, previous) => {
    if ((current.request === previous.request && current.sourceTaskId === previous.sourceTaskId) || !current.isDirty) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(saveNow, debounceMs);
  });
  // Closing the window shortly after a change still saves it.
  const handlePageHide = (): void => {
    if (timer !== null) saveNow();
  };
  window.addEventListener('pagehide', handlePageHide);
  return () => {
    handlePageHide();
    unsubscribeStudio();
    unsubscribeComposer();
    window.removeEventListener('pagehide', handlePageHide);
  };
}
