// Listens to the keys that work on every stage. Which they are is in `shared/menu-commands.ts`; what belongs to one view listens there.
import { useEffect } from 'react';
import { commandOfPress } from '../input/key-meaning.ts';
import { runCommand } from './run-command.ts';

function press(event: KeyboardEvent): void {
  const command = commandOfPress(event);
  switch (command) {
    case 'generate':
      // A view that has a Generate of its own has taken the key by now.
      if (!event.defaultPrevented) runCommand(command, 'key');
      break;
    case 'pause':
    case 'models':
    case 'focus-prompt':
    case 'library':
    case 'queue':
    case 'batch':
    case 'settings':
      runCommand(command, 'key');
      break;
    // The prompt's own: `views/prompts/prompt-tools.tsx`.
    case 'history':
    case 'templates':
    case null:
      return;
  }
  event.preventDefault();
}

export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
