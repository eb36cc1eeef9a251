// The application menu, and the current language for all dialogs of the main process.
import { dialog, Menu } from 'electron';
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import { type Language, type Text, text } from '../../../shared/text/index.ts';
import type { Desktop } from '../../core/ports.ts';
import type { MenuActions } from '../window/app-menu.ts';
import { menuTemplate } from '../window/app-menu.ts';

/** The application menu and the current language of the main process. */
export interface StudioMenu {
  /** Changes the current language, and on macOS shows the menu in it. Other systems have no menu. */
  show(messages: Text, language: Language): void;
  /** The sentences of the current language. */
  messages(): Text;
  language(): Language;
}

interface StudioMenuParts {
  /** The language until `show` is called. */
  readonly language: Language;
  /** Whether the pages come from the development server. */
  readonly development: boolean;
  readonly onItemChosen: MenuActions['onItemChosen'];
  desktop(): Pick<Desktop, 'openPage' | 'openLogs'>;
}

/** Creates the menu without showing it. */
export function createStudioMenu({ language, development, onItemChosen, desktop }: StudioMenuParts): StudioMenu {
  let currentMessages = text(language);
  let currentLanguage = language;
  /** Shows the error of a menu item in a message box: the window does not know about it. */
  function showError(result: Result<null, AppError>): void {
    if (result.ok) return;
    const { title, detail } = currentMessages.errorText(result.error);
    dialog.showErrorBox(title, detail);
  }
  return {
    messages: () => currentMessages,
    language: () => currentLanguage,
    show(messages, newLanguage) {
      currentMessages = messages;
      currentLanguage = newLanguage;
      if (process.platform !== 'darwin') return;
      const template = menuTemplate(development, messages.shell, {
        onItemChosen,
        openPage: (page) => void desktop().openPage(page).then(showError),
        openLogs: () => void desktop().openLogs().then(showError),
      });
      Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    },
  };
}
