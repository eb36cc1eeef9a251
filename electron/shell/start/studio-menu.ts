// The application menu in the language in use, and that language for whoever speaks in main.
import { dialog, Menu } from 'electron';
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import { type Language, type Text, text } from '../../../shared/text/index.ts';
import type { Desktop } from '../../core/ports.ts';
import type { MenuActions } from '../window/app-menu.ts';
import { menuTemplate } from '../window/app-menu.ts';

export interface StudioMenu {
  /** Shows the menu in a language, which is then the one in use. Other systems than macOS have no menu. */
  show(words: Text, language: Language): void;
  words(): Text;
  language(): Language;
}

interface StudioMenuParts {
  /** In use until another is shown. */
  readonly language: Language;
  /** Whether the pages come from the development server. */
  readonly development: boolean;
  readonly onItemChosen: MenuActions['onItemChosen'];
  desktop(): Pick<Desktop, 'openPage' | 'openLogs'>;
}

export function createStudioMenu({ language, development, onItemChosen, desktop }: StudioMenuParts): StudioMenu {
  let wordsNow = text(language);
  let languageNow = language;
  /** What the menu could not do is said in a box: the window knows nothing of it. */
  function tellRefusal(answer: Result<null, AppError>): void {
    if (answer.ok) return;
    const { title, detail } = wordsNow.errorText(answer.error);
    dialog.showErrorBox(title, detail);
  }
  return {
    words: () => wordsNow,
    language: () => languageNow,
    show(words, shown) {
      wordsNow = words;
      languageNow = shown;
      if (process.platform !== 'darwin') return;
      const template = menuTemplate(development, words.shell, {
        onItemChosen,
        openPage: (page) => void desktop().openPage(page).then(tellRefusal),
        openLogs: () => void desktop().openLogs().then(tellRefusal),
      });
      Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    },
  };
}
