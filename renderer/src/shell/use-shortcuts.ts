// Listens for the keys that work on every stage. `shared/menu-commands.ts` defines them; the keys of a single view are handled in that
// view.
import { useEffect } from 'react';
import { commandOfPress, isCtrlLetter } from '../input/key-meaning.ts';
import { platform } from '../platform.ts';
import { runUndo } from '../views/undo/undo.ts';
import { runCommand } from './run-command.ts';

function handleKeyDown(event: KeyboardEvent): void {
  // Windows and Linux also use Ctrl+Y to redo.
  const command = platform !== 'mac' && isCtrlLetter(event, 'y') ? 'redo' : commandOfPress(event);
  switch (command) {
    case 'generate':
      // A view with its own Generate has already handled the key.
      if (!event.defaultPrevented) runCommand(command, 'key');
      break;
    case 'undo':
    case 'redo':
      // A text field undoes its own edits.
      if (event.defaultPrevented || !runUndo(command, 'key')) return;
      break;
    case 'pause':
    case 'models':
    case 'focus-prompt':
    case 'find':
    case 'library':
    case 'queue':
    case 'batch':
    case 'settings':
      runCommand(command, 'key');
      break;
    // Handled by the prompt: `views/prompts/prompt-tools.tsx`.
    case 'history':
    case 'templates':
    case null:
      return;
  }
  event.preventDefault();
}

/**
 * Runs the command of a pressed shortcut while the calling component is mounted. `App` uses it once. Key presses that belong to an input
 * method never get here (see `input/key-gate.ts`).
 */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', handleKeyDown);
    return () => window.removeEventListener('keydown', handleKeyDown);
  }, []);
}
