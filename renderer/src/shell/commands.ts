// What the items of the menu and the keys do.
import type { MenuCommand } from '../../../shared/menu.ts';
import { show, useStudio } from '../store/studio-store.ts';
import { pressGenerate } from '../views/create/generate-wish.ts';
import { togglePause } from '../views/queue/queue-doing.ts';

export function carryOut(command: MenuCommand | 'batch'): void {
  switch (command) {
    case 'library':
    case 'queue':
    case 'batch':
    case 'settings':
      show({ kind: command });
      return;
    case 'models':
      show({ kind: 'models', modelId: null });
      return;
    case 'generate':
      pressGenerate();
      return;
    case 'pause':
      void togglePause();
      return;
    case 'focus-prompt':
      useStudio.setState((s) => ({ promptWanted: s.promptWanted + 1 }));
  }
}
