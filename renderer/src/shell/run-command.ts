// What the items of the menu and the keys do. Both come by here, so that neither can do what the other may not.
import type { MenuCommand } from '../../../shared/menu-commands.ts';
import { isPaidActionAllowed } from '../input/paid-action-guard.ts';
import { isPopupOpen } from '../input/popup-focus.ts';
import { showStage, useStudio } from '../store/studio-store.ts';
import { requestGenerate } from '../views/create/submit/generate-command.ts';
import { togglePause, useQueueActions } from '../views/queue/queue-actions.ts';

/** A refusal of the queue is said in the queue, which may not be what is shown. */
function showRefusal(): void {
  if (useQueueActions.getState().refusal !== null) showStage({ kind: 'queue' });
}

/** Carries a command out, or does nothing where it may not be now. */
export function runCommand(command: MenuCommand | 'batch', by: 'key' | 'menu'): void {
  switch (command) {
    case 'library':
    case 'queue':
    case 'batch':
    case 'settings':
      showStage({ kind: command });
      return;
    case 'models':
      if (isPopupOpen()) return;
      showStage({ kind: 'models', modelId: null });
      return;
    case 'generate':
      requestGenerate(by);
      return;
    case 'pause':
      // To go on spends: what waits is sent.
      if (isPaidActionAllowed(by)) void togglePause().then(showRefusal);
      return;
    case 'focus-prompt':
      useStudio.setState((s) => ({ promptFocusRequests: s.promptFocusRequests + 1 }));
  }
}
