// The platform's application menu. Its edit roles are what makes copy and paste work on macOS. Choosing an item is a fact sent to the window.
import type { MenuItemConstructorOptions } from 'electron';
import type { StudioEvent } from '../../shared/ipc.ts';
import type { AppMenuItem, MenuRole } from '../../shared/menu.ts';

/** What the items are called. */
export interface MenuWords {
  readonly menu: Readonly<Record<AppMenuItem, string>>;
  readonly roles: Readonly<Record<MenuRole, string>>;
}

type Chosen = Extract<StudioEvent, { type: 'menu-chosen' }>['item'];

export interface MenuActions {
  chosen(item: Chosen): void;
  openPage(page: 'get-key' | 'documentation'): void;
  openLogs(): void;
}

/** The menu of a platform as a template; pure, so that all three platforms are tested on one. */
export function menuTemplate(
  platform: NodeJS.Platform,
  development: boolean,
  { menu: words, roles }: MenuWords,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const item = (name: Chosen & AppMenuItem, accelerator: string): MenuItemConstructorOptions => ({
    label: words[name],
    accelerator,
    // The window listens to these keys itself, so that they also work where there is no menu; here they are shown.
    registerAccelerator: false,
    click: () => actions.chosen(name),
  });
  const role = (name: MenuRole): MenuItemConstructorOptions => ({ role: name, label: roles[name] });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const settings = item('settings', 'CmdOrCtrl+,');
  return [
    ...(mac
      ? [
          {
            role: 'appMenu' as const,
            submenu: [
              role('about'),
              separator,
              settings,
              separator,
              role('services'),
              separator,
              role('hide'),
              role('hideOthers'),
              role('unhide'),
              separator,
              role('quit'),
            ],
          },
        ]
      : []),
    {
      label: words.file,
      submenu: [
        item('generate', 'CmdOrCtrl+Enter'),
        item('focus-prompt', 'CmdOrCtrl+L'),
        item('pause', 'CmdOrCtrl+Shift+H'),
        ...(mac ? [separator, role('close')] : [separator, settings, separator, role('quit')]),
      ],
    },
    {
      role: 'editMenu',
      label: words.edit,
      submenu: [
        role('undo'),
        role('redo'),
        separator,
        role('cut'),
        role('copy'),
        role('paste'),
        role('delete'),
        separator,
        role('selectAll'),
      ],
    },
    {
      label: words.view,
      submenu: [
        item('library', 'CmdOrCtrl+1'),
        item('queue', 'CmdOrCtrl+2'),
        item('models', 'CmdOrCtrl+Shift+M'),
        separator,
        role('resetZoom'),
        role('zoomIn'),
        role('zoomOut'),
        separator,
        role('togglefullscreen'),
        ...(development ? [role('toggleDevTools')] : []),
      ],
    },
    {
      role: 'windowMenu',
      label: words.window,
      submenu: [role('minimize'), role('zoom'), ...(mac ? [separator, role('front')] : [role('close')])],
    },
    {
      role: 'help',
      label: words.help,
      submenu: [
        { label: words['get-key'], click: () => actions.openPage('get-key') },
        { label: words.documentation, click: () => actions.openPage('documentation') },
        separator,
        { label: words['open-logs'], click: () => actions.openLogs() },
      ],
    },
  ];
}
