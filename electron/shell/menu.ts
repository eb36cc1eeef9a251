// The platform's application menu. Its edit roles are what makes copy and paste work on macOS. Choosing an item is a fact sent to the window.
import type { MenuItemConstructorOptions } from 'electron';
import { type AppMenuItem, acceleratorOf, type MenuCommand, type MenuRole } from '../../shared/menu.ts';

/** What the items are called. */
export interface MenuWords {
  readonly menu: Readonly<Record<AppMenuItem, string>>;
  readonly roles: Readonly<Record<MenuRole, string>>;
}

export interface MenuActions {
  chosen(item: MenuCommand): void;
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
  const item = (name: MenuCommand): MenuItemConstructorOptions => ({
    label: words[name],
    accelerator: acceleratorOf(name),
    // The window listens to these keys itself, so that they also work where there is no menu; here they are shown.
    registerAccelerator: false,
    click: () => actions.chosen(name),
  });
  const role = (name: MenuRole): MenuItemConstructorOptions => ({ role: name, label: roles[name] });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const settings = item('settings');
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
        item('generate'),
        item('focus-prompt'),
        item('pause'),
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
        item('library'),
        item('queue'),
        item('models'),
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
