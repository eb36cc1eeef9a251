// The application menu of macOS, where copy and paste work only through its edit roles. Choosing an item sends an event to the window.
import type { MenuItemConstructorOptions } from 'electron';
import type { ActionSummary } from '../../../shared/actions/action.ts';
import type { UndoTarget } from '../../../shared/ipc.ts';
import { type AppMenuItem, acceleratorOf, type MenuCommand, type MenuRole } from '../../../shared/menu-commands.ts';
import type { Text } from '../../../shared/text/index.ts';

/** The Edit menu's labels for the actions of the library; null where the library has nothing to undo or redo. A text field still may. */
export interface UndoLabels {
  readonly undo: string | null;
  readonly redo: string | null;
}

/** The actions that Undo and Redo of the library and the queue apply to next; null for none. */
export interface ActionNames {
  readonly undo: ActionSummary | null;
  readonly redo: ActionSummary | null;
}

/** Names the actions only where Undo applies to them: a text field and the composer take back their own changes. */
export const undoLabelsFor = (target: UndoTarget, { undo, redo }: ActionNames, { actions }: Pick<Text, 'actions'>): UndoLabels =>
  target === 'log'
    ? { undo: undo === null ? null : actions.undo(undo), redo: redo === null ? null : actions.redo(redo) }
    : { undo: null, redo: null };

/** The labels of the items. */
export interface MenuText {
  readonly menu: Readonly<Record<AppMenuItem, string>>;
  readonly roles: Readonly<Record<MenuRole, string>>;
}

/** Handlers of menu items. */
export interface MenuActions {
  /** Called for an item that the window handles. */
  onItemChosen(item: MenuCommand): void;
  openPage(page: 'get-key' | 'documentation'): void;
  openLogs(): void;
}

/** The parts of the submenus in one language. */
interface MenuParts {
  readonly labels: MenuText['menu'];
  readonly actions: MenuActions;
  readonly undoLabels: UndoLabels;
  /** An item of the studio, with its shortcut. `label` replaces the usual label. */
  item(name: MenuCommand, label?: string | null): MenuItemConstructorOptions;
  /** An item that the system implements. */
  role(name: MenuRole): MenuItemConstructorOptions;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

/**
 * Returns the application menu as a template, for macOS only. Elsewhere a menu bar takes the keyboard when Alt is released, which people press to
 * switch the keyboard layout; there the studio has no menu, its keys are in `window-keys.ts` and `renderer/src/shell/use-shortcuts.ts`.
 */
export function menuTemplate(
  development: boolean,
  { menu: labels, roles }: MenuText,
  actions: MenuActions,
  undoLabels: UndoLabels = { undo: null, redo: null },
): MenuItemConstructorOptions[] {
  const parts: MenuParts = {
    labels,
    actions,
    undoLabels,
    item: (name, label = null) => ({
      label: label ?? labels[name],
      // macOS sends a key to the page first, and to the menu only if the page did not handle it.
      accelerator: acceleratorOf(name),
      click: () => actions.onItemChosen(name),
    }),
    role: (name) => ({ role: name, label: roles[name] }),
  };
  return [appMenu(parts), fileMenu(parts), editMenu(parts), viewMenu(parts, development), windowMenu(parts), helpMenu(parts)];
}

function appMenu({ item, role }: MenuParts): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      role('about'),
      separator,
      item('settings'),
      separator,
      role('services'),
      separator,
      role('hide'),
      role('hideOthers'),
      role('unhide'),
      separator,
      role('quit'),
    ],
  };
}

function fileMenu({ labels, item, role }: MenuParts): MenuItemConstructorOptions {
  return {
    label: labels.file,
    submenu: [item('generate'), item('focus-prompt'), item('pause'), separator, role('close')],
  };
}
function editMenu({ labels, undoLabels: names, item, role }: MenuParts): MenuItemConstructorOptions {
  return {
    role: 'editMenu',
    label: labels.edit,
    submenu: [
      item('undo', names.undo),
      item('redo', names.redo),
      separator,
      role('cut'),
      role('copy'),
      role('paste'),
      role('delete'),
      separator,
      role('selectAll'),
      separator,
      item('find'),
    ],
  };
}

function viewMenu({ labels, item, role }: MenuParts, development: boolean): MenuItemConstructorOptions {
  return {
    label: labels.view,
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
  };
}

function windowMenu({ labels, role }: MenuParts): MenuItemConstructorOptions {
  return {
    role: 'windowMenu',
    label: labels.window,
    submenu: [role('minimize'), role('zoom'), separator, role('front')],
  };
}

function helpMenu({ labels, actions }: MenuParts): MenuItemConstructorOptions {
  return {
    role: 'help',
    label: labels.help,
    submenu: [
      { label: labels['get-key'], click: () => actions.openPage('get-key') },
      { label: labels.documentation, click: () => actions.openPage('documentation') },
      separator,
      { label: labels['open-logs'], click: () => actions.openLogs() },
    ],
  };
}
