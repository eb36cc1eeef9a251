// Listens to the keys that work on every stage. Which they are is in `shared/menu.ts`; what belongs to one view listens there.
import { useEffect } from 'react';
import { commandOf } from '../../../shared/menu.ts';
import { isInPopup } from '../in-popup.ts';
import { carryOut } from './commands.ts';

function press(event: KeyboardEvent): void {
  const command = commandOf(event);
  switch (command) {
    case 'generate':
      // It spends: one press sends once however long it is held, and never from behind a dialog or a list that is open.
      if (!event.repeat && !event.defaultPrevented && !isInPopup(event.target)) carryOut(command);
      break;
    case 'pause':
    case 'models':
      if (isInPopup(event.target)) return;
      if (command === 'models' || !event.repeat) carryOut(command);
      break;
    case 'focus-prompt':
    case 'library':
    case 'queue':
    case 'batch':
    case 'settings':
      carryOut(command);
      break;
    // The prompt's own: `views/prompts/prompt-tools.tsx`.
    case 'history':
    case 'templates':
    case null:
      return;
  }
  event.preventDefault();
}

export function useKeys(): void {
  useEffect(() => {
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
