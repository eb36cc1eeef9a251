// Entry of the window: theme and language before the first frame, the store's connection, the app.
import { createRoot } from 'react-dom/client';
import { AppInLanguage } from './app-in-language.tsx';
import { followComposition } from './composing.ts';
import { gateKeys } from './key-gate.ts';
import { carryOut } from './shell/commands.ts';
import { connectStore } from './store/connect.ts';
import { followTheme } from './theme.ts';
import { firstLanguage, speak } from './words.ts';

// First of all: what is stopped here reaches no listener that is added later.
followComposition(window);
gateKeys(window);
followTheme();
connectStore((item) => carryOut(item, 'menu'));

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
const render = () => createRoot(root).render(<AppInLanguage />);
void speak(firstLanguage(location.href)).finally(render);
