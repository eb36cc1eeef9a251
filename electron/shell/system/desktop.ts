// Functions of the operating system: dialogs, file manager, browser, drags, theme.
import { type BrowserWindow, clipboard, nativeImage, nativeTheme, net } from 'electron';
import type { UndoTarget } from '../../../shared/ipc.ts';
import { type Language, type Text, text } from '../../../shared/text/index.ts';
import type { Desktop } from '../../core/ports.ts';
import { createDialogs } from './dialogs.ts';
import { createExternalOpener } from './external-opener.ts';
import { createOpenWith } from './open-with.ts';
import { systemInfo } from './system-info.ts';

/** Creates the `Desktop` port. `iconFile` is the drag image for a video without a poster. */
export function createDesktop(options: {
  currentWindow(): BrowserWindow | null;
  logFolder: string;
  /** True for a path that came from a drop or a paste. */
  wasDropped(path: string): boolean;
  iconFile: string;
  /** The language until the user's settings are known. */
  language: Language;
  /** Called with the sentences of the new language when the user changes it. */
  onLanguageChange(messages: Text, language: Language): void;
  /** Called when the focus moves between places that undo different things. */
  onUndoTargetChange(target: UndoTarget): void;
  /** Switches the spelling checker of the window's session. */
  applySpelling(on: boolean): void;
}): Desktop {
  let language = options.language;
  const { chooseApp, ...dialogs } = createDialogs({ currentWindow: options.currentWindow, messages: () => text(language) });
  return {
    ...dialogs,
    ...createExternalOpener(options.logFolder),
    ...createOpenWith(process.platform, { chooseApp, locale: () => (language === 'zh' ? 'zh_CN' : language), environment: process.env }),
    wasDropped: options.wasDropped,
    startDrag: (absolutePaths, iconPath) => {
      const window = options.currentWindow();
      const [first] = absolutePaths;
      if (window === null || first === undefined) return;
      const poster = iconPath === null ? nativeImage.createEmpty() : nativeImage.createFromPath(iconPath);
      const icon = poster.isEmpty() ? nativeImage.createFromPath(options.iconFile) : poster;
      window.webContents.startDrag({ file: first, files: [...absolutePaths], icon: icon.resize({ width: 128 }) });
    },
    copyText: (text) => clipboard.writeText(text),
    applyTheme: (theme) => {
      nativeTheme.themeSource = theme;
    },
    applyLanguage: (newLanguage) => {
      if (newLanguage === language) return;
      language = newLanguage;
      options.onLanguageChange(text(newLanguage), newLanguage);
    },
    applyUndoTarget: options.onUndoTargetChange,
    applySpelling: options.applySpelling,
    isOnline: () => net.isOnline(),
    systemInfo: () => systemInfo(options.logFolder),
    reloadWindow: () => options.currentWindow()?.webContents.reload(),
  };
}
