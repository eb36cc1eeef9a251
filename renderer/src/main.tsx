// Entry of the window: theme and language before the first frame, the store's connection, the app.
import { createRoot } from 'react-dom/client';
import { followComposition } from './input/ime-composition.ts';
import { gateKeys } from './input/key-gate.ts';
import { AppInLanguage } from './localized-app.tsx';
import { firstLanguage, speak } from './messages.ts';
import { carryOut } from './shell/run-command.ts';
import { connectStore } from './store/connect-store.ts';
import { followTheme } from './theme.ts';

// First of all: what is stopped here reaches no listener that is added later.
followComposition(window);
gateKeys(window);
followTheme();
connectStore((item) => carryOut(item, 'menu'));

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
const render = () => createRoot(root).render(<AppInLanguage />);
void speak(firstLanguage(location.href)).finally(render);
