// The application menu, and the current language for all dialogs of the main process.
import { dialog, Menu } from 'electron';
import type { AppError } from '../../../shared/errors.ts';
import type { UndoTarget } from '../../../shared/ipc.ts';
import type { Result } from '../../../shared/result.ts';
import { type Language, type Text, text } from '../../../shared/text/index.ts';
import type { Desktop } from '../../core/ports.ts';
import { type ActionNames, type MenuActions, menuTemplate, undoLabelsFor } from '../window/app-menu.ts';

/** The application menu and the current language of the main process. */
export interface StudioMenu {
  /** Changes the current language, and on macOS shows the menu in it. Other systems have no menu. */
  show(messages: Text, language: Language): void;
  /** Shows in the Edit menu which action of the library or the queue Undo and Redo apply to. */
  nameActions(names: ActionNames): void;
  /** Shows these names while Undo applies to the library and the queue, and plain labels while it applies to a text or the form. */
  nameFor(target: UndoTarget): void;
  /** The sentences of the current language. */
  messages(): Text;
  language(): Language;
}

const noActions: ActionNames = { undo: null, redo: null };

interface StudioMenuOptions {
  /** The language until `show` is called. */
  readonly language: Language;
  /** Whether the pages come from the development server. */
  readonly development: boolean;
  readonly onItemChosen: MenuActions['onItemChosen'];
  desktop(): Pick<Desktop, 'openPage' | 'openLogs'>;
}

/** Creates the menu without showing it. */
export function createStudioMenu({ language, development, onItemChosen, desktop }: StudioMenuOptions): StudioMenu {
  let currentMessages = text(language);
  let currentLanguage = language;
  let actionNames = noActions;
  let undoTarget: UndoTarget = 'log';
  /** Shows the error of a menu item in a message box, because the window does not know about the error. */
  function showError(result: Result<null, AppError>): void {
    if (result.ok) return;
    const { title, detail } = currentMessages.errorText(result.error);
    dialog.showErrorBox(title, detail);
  }
  function rebuildMenu(): void {
    if (process.platform !== 'darwin') return;
    const labels = undoLabelsFor(undoTarget, actionNames, currentMessages);
    const handlers = {
      onItemChosen,
      openPage: (page: 'get-key' | 'documentation') => void desktop().openPage(page).then(showError),
      openLogs: () => void desktop().openLogs().then(showError),
    };
    const template = menuTemplate(development, currentMessages.shell, handlers, labels);
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }
  return {
    messages: () => currentMessages,
    language: () => currentLanguage,
    show(messages, newLanguage) {
      currentMessages = messages;
      currentLanguage = newLanguage;
      rebuildMenu();
    },
    nameActions(names) {
      if (names.undo?.id === actionNames.undo?.id && names.redo?.id === actionNames.redo?.id) return;
      actionNames = names;
      rebuildMenu();
    },
    nameFor(target) {
      if (target === undoTarget) return;
      undoTarget = target;
      rebuildMenu();
    },
  };
}
