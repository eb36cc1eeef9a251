// Keys that work on every stage. What belongs to one view listens there.
import { useEffect } from 'react';
import { show, useStudio } from '../store/studio-store.ts';
import { pressGenerate } from '../views/create/generate-wish.ts';
import { togglePause } from '../views/queue/queue-doing.ts';

const isInPopup = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;

export function useKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      if (event.shiftKey) {
        const key = event.key.toLowerCase();
        if ((key !== 'm' && key !== 'h') || isInPopup(event.target)) return;
        if (key === 'm') show({ kind: 'models', modelId: null });
        else if (!event.repeat) void togglePause();
        event.preventDefault();
        return;
      }
      switch (event.key) {
        case 'Enter':
          // It spends: one press sends once however long it is held, and never from behind a dialog or a list that is open.
          if (!event.repeat && !event.defaultPrevented && !isInPopup(event.target)) pressGenerate();
          break;
        case '1':
          show({ kind: 'library' });
          break;
        case '2':
          show({ kind: 'queue' });
          break;
        case 'b':
          show({ kind: 'batch' });
          break;
        case ',':
          show({ kind: 'settings' });
          break;
        case 'l':
          useStudio.setState((s) => ({ promptWanted: s.promptWanted + 1 }));
          break;
        default:
          return;
      }
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
