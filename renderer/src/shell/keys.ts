// Keys that work on every stage. What belongs to one view listens there.
import { useEffect } from 'react';
import { show, useStudio } from '../store/studio-store.ts';
import { pressGenerate } from '../views/create/generate-wish.ts';

export function useKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      switch (event.key) {
        case 'Enter':
          pressGenerate();
          break;
        case '1':
          show({ kind: 'library' });
          break;
        case '2':
          show({ kind: 'queue' });
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
