// The application menu's items, as data: what exists, where, and which key. The shell turns it into the platform's menu.

export type AppMenuItem =
  | 'file'
  | 'edit'
  | 'view'
  | 'window'
  | 'help'
  | 'generate'
  | 'pause'
  | 'focus-prompt'
  | 'library'
  | 'queue'
  | 'models'
  | 'settings'
  | 'open-logs'
  | 'get-key'
  | 'documentation';

/** What the system's own items are called. Electron names them in English only, so each is named here. */
export type MenuRole =
  | 'about'
  | 'services'
  | 'hide'
  | 'hideOthers'
  | 'unhide'
  | 'quit'
  | 'close'
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'delete'
  | 'selectAll'
  | 'resetZoom'
  | 'zoomIn'
  | 'zoomOut'
  | 'togglefullscreen'
  | 'toggleDevTools'
  | 'minimize'
  | 'zoom'
  | 'front';
