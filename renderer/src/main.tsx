// Entry of the window: sets theme and language before the first frame, connects the store, renders the app.
import { createRoot } from 'react-dom/client';
import { watchComposition } from './input/ime-composition.ts';
import { installKeyGate } from './input/key-gate.ts';
import { LocalizedApp } from './localized-app.tsx';
import { initialLanguage, setLanguage } from './messages.ts';
import { watchWindowErrors } from './report-window-error.ts';
import { runCommand } from './shell/run-command.ts';
import { connectStore } from './store/connect-store.ts';
import { applyThemeChanges } from './theme.ts';
import { connectSearch } from './views/library/search/connect-search.ts';
import { reportUndoTarget } from './views/undo/report-undo-target.ts';

watchWindowErrors();
// Must come before everything that listens to keys: a key press that is stopped here does not reach listeners that are added later.
watchComposition(window);
installKeyGate(window);
applyThemeChanges();
connectStore((item) => runCommand(item, 'menu'));
connectSearch();
reportUndoTarget();

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
const render = () => createRoot(root).render(<LocalizedApp />);
void setLanguage(initialLanguage(location.href)).finally(render);
