// Runs the commands of menu items and keys. Both use this function, so the same checks apply to both.
import type { MenuCommand } from '../../../shared/menu-commands.ts';
import { isPaidActionAllowed } from '../input/paid-action-guard.ts';
import { isModalOpen, isPopupOpen } from '../input/popup-focus.ts';
import { shownProfileId, showStage, useStudio } from '../store/studio-store.ts';
import { requestGenerate } from '../views/create/submit/generate-command.ts';
import { focusSearchField } from '../views/library/search/search-store.ts';
import { togglePause, useQueueActions } from '../views/queue/queue-actions.ts';
import { runUndo } from '../views/undo/undo.ts';

/** Switches to the queue after a refusal, because only the queue shows it and another stage may be visible. */
function showRefusal(): void {
  if (useQueueActions.getState().refusal !== null) showStage({ kind: 'queue' });
}

/** Runs a command, or does nothing when it is not allowed now. */
export function runCommand(command: MenuCommand | 'batch', by: 'key' | 'menu'): void {
  switch (command) {
    case 'library':
    case 'queue':
    case 'batch':
    case 'settings':
      if (!isModalOpen()) showStage({ kind: command });
      return;
    case 'models':
      if (isPopupOpen()) return;
      showStage({ kind: 'models', modelId: null });
      return;
    case 'generate':
      requestGenerate(by);
      return;
    case 'pause':
      // Resuming costs money: waiting tasks are submitted.
      if (isPaidActionAllowed(by)) void togglePause().then(showRefusal);
      return;
    case 'find':
      // An open popup keeps the focus. The first screen has no search field, so the request to focus it would stay pending.
      if (isPopupOpen() || shownProfileId() === null) return;
      showStage({ kind: 'library' });
      focusSearchField(true);
      return;
    case 'undo':
    case 'redo':
      runUndo(command, by);
      return;
    case 'focus-prompt':
      useStudio.setState((s) => ({ promptFocusRequests: s.promptFocusRequests + 1 }));
  }
}
