// Entry of the window: theme and language before the first frame, the store's connection, the app.
import { createRoot } from 'react-dom/client';
import { AppInLanguage } from './app-in-language.tsx';
import { connectStore } from './store/connect.ts';
import { show, useStudio } from './store/studio-store.ts';
import { followTheme } from './theme.ts';
import { pressGenerate } from './views/create/generate-wish.ts';
import { togglePause } from './views/queue/queue-doing.ts';
import { firstLanguage, speak } from './words.ts';

followTheme();
connectStore((item) => {
  switch (item) {
    case 'library':
    case 'queue':
    case 'settings':
      show({ kind: item });
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
    case 'find':
      useStudio.setState((s) => ({ promptWanted: s.promptWanted + 1 }));
  }
});

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
const render = () => createRoot(root).render(<AppInLanguage />);
void speak(firstLanguage()).finally(render);
