// The application menu's items, as data: what exists, where, and which key. The shell turns it into the platform's menu.

export type AppMenuItem =
  | 'file'
  | 'edit'
  | 'view'
  | 'window'
  | 'help'
  | 'generate'
  | 'focus-prompt'
  | 'library'
  | 'queue'
  | 'settings'
  | 'open-logs'
  | 'get-key'
  | 'documentation';
