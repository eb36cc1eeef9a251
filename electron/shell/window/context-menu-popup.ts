// Shows the context menu of a text. An element of the page with its own menu cancels the event, and nothing arrives here.
import { type BrowserWindow, Menu } from 'electron';
import { type ContextMenuLabels, contextMenuTemplate } from './context-menu.ts';

/** Shows the menu in this window from now on; `labels` is called each time, because the language can change. */
export function showContextMenus(window: BrowserWindow, labels: () => ContextMenuLabels): void {
  const { webContents } = window;
  webContents.on('context-menu', (_event, clicked) => {
    const template = contextMenuTemplate(clicked, labels(), {
      replace: (word) => webContents.replaceMisspelling(word),
      addToDictionary: (word) => webContents.session.addWordToSpellCheckerDictionary(word),
    });
    if (template.length === 0) return;
    // The menu key has no pointer position, so the menu opens at the caret.
    const position = clicked.menuSourceType === 'keyboard' ? { x: Math.round(clicked.x), y: Math.round(clicked.y) } : {};
    Menu.buildFromTemplate(template).popup({ window, ...position });
  });
}
