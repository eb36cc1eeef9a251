// What only the system can do: dialogs, file manager, browser, drags, theme. One small function each.
import { access, readFile, writeFile } from 'node:fs/promises';
import { homedir, release, type } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as passed } from 'node:timers/promises';
import { type BrowserWindow, dialog, nativeImage, nativeTheme, net, shell } from 'electron';
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type Language, type Text, text } from '../../../shared/text/index.ts';
import type { Desktop } from '../../core/ports.ts';
import { externalPages } from '../protocols/external-pages.ts';

const extensions = {
  image: ['jpg', 'jpeg', 'png', 'webp', 'gif', 'bmp', 'tif', 'tiff'],
  video: ['mp4', 'mov', 'webm', 'mkv', 'm4v', 'avi'],
  audio: ['mp3', 'wav', 'm4a', 'ogg', 'flac'],
} as const;

/** How long a folder may take to answer before it counts as away, in milliseconds: a share that is gone may never answer. */
const longestAnswerMs = 2_000;

async function isThere(folder: string): Promise<boolean> {
  const found = access(folder).then(
    () => true,
    () => false,
  );
  return Promise.race([found, passed(longestAnswerMs, false, { ref: false })]);
}

/** Enough for a day of trouble. */
const logLines = 2_000;

/** The shell's side of the `Desktop` port. `iconFile` is the drag image for a video without a poster. */
export function createDesktop(options: {
  windowNow(): BrowserWindow | null;
  logFolder: string;
  /** Paths that drops and pastes gave. */
  wasGiven(path: string): boolean;
  iconFile: string;
  /** What the studio speaks until it knows the person's settings. */
  language: Language;
  /** Called with the sentences of another language when it is chosen. */
  languageChanged(words: Text, language: Language): void;
  /** Switches the spelling checker of the window's session. */
  applySpelling(on: boolean): void;
}): Desktop {
  let language = options.language;
  const withWindow = <A extends object, R>(
    ask: (window: BrowserWindow, o: A) => Promise<R>,
    askAlone: (o: A) => Promise<R>,
    o: A,
  ): Promise<R> => {
    const window = options.windowNow();
    return window === null ? askAlone(o) : ask(window, o);
  };
  const open = async (folder: string): Promise<Result<null, AppError>> => {
    const problem = await shell.openPath(folder);
    if (problem === '') return ok(null);
    return fail({ kind: (await isThere(folder)) ? 'folder-open-failed' : 'library-missing', folder });
  };
  return {
    wasDropped: options.wasGiven,
    reveal: (absolutePath) => shell.showItemInFolder(absolutePath),
    openVideo: async (absolutePath) => (await shell.openPath(absolutePath)) === '',
    openFolder: open,
    openPage: async (page) => {
      try {
        await shell.openExternal(externalPages[page]);
        return ok(null);
      } catch {
        // The system says so where no program is set for https, in words of its own that help nobody.
        return fail({ kind: 'page-open-failed', url: externalPages[page] });
      }
    },
    openLogs: async () => {
      const problem = await shell.openPath(options.logFolder);
      return problem === '' ? ok(null) : fail({ kind: 'folder-open-failed', folder: options.logFolder });
    },
    chooseFolder: async (current) => {
      const answer = await withWindow(dialog.showOpenDialog, dialog.showOpenDialog, {
        title: text(language).shell.chooseLibraryFolder,
        defaultPath: current,
        properties: ['openDirectory', 'createDirectory'] as ('openDirectory' | 'createDirectory')[],
      });
      return answer.canceled ? null : (answer.filePaths[0] ?? null);
    },
    chooseVideo: async () => {
      const answer = await withWindow(dialog.showOpenDialog, dialog.showOpenDialog, {
        title: text(language).folder.locateTitle,
        filters: [{ name: text(language).shell.fileKinds.video, extensions: ['mp4'] }],
        properties: ['openFile'] as 'openFile'[],
      });
      return answer.canceled ? null : (answer.filePaths[0] ?? null);
    },
    chooseFiles: async (kind) => {
      const answer = await withWindow(dialog.showOpenDialog, dialog.showOpenDialog, {
        title: text(language).shell.chooseReferences,
        filters: [{ name: text(language).shell.fileKinds[kind], extensions: [...extensions[kind]] }],
        properties: ['openFile', 'multiSelections'] as ('openFile' | 'multiSelections')[],
      });
      return answer.canceled ? [] : answer.filePaths;
    },
    showSaveDialog: async (what, name) => {
      const { batch, frames } = text(language);
      const kinds = {
        'batch-template': { title: batch.saveTemplateTitle, filters: [{ name: batch.csvKind, extensions: ['csv'] }] },
        frame: { title: frames.saveTitle, filters: [{ name: frames.pngKind, extensions: ['png'] }] },
      };
      const answer = await withWindow(dialog.showSaveDialog, dialog.showSaveDialog, { ...kinds[what], defaultPath: name });
      return answer.canceled || answer.filePath === '' ? null : answer.filePath;
    },
    chooseUpload: async () => {
      const { files } = text(language);
      const answer = await withWindow(dialog.showOpenDialog, dialog.showOpenDialog, {
        title: files.choose,
        filters: [
          { name: files.chooseKinds, extensions: Object.values(extensions).flat() },
          // What a file is, is told by its content: videos have more endings than anybody can list.
          { name: files.chooseAll, extensions: ['*'] },
        ],
        properties: ['openFile'] as 'openFile'[],
      });
      return answer.canceled ? null : (answer.filePaths[0] ?? null);
    },
    startDrag: (absolutePath, iconPath) => {
      const window = options.windowNow();
      if (window === null) return;
      const poster = iconPath === null ? nativeImage.createEmpty() : nativeImage.createFromPath(iconPath);
      const icon = poster.isEmpty() ? nativeImage.createFromPath(options.iconFile) : poster;
      window.webContents.startDrag({ file: absolutePath, icon: icon.resize({ width: 128 }) });
    },
    applyTheme: (theme) => {
      nativeTheme.themeSource = theme;
    },
    applyLanguage: (now) => {
      if (now === language) return;
      language = now;
      options.languageChanged(text(now), now);
    },
    applySpelling: options.applySpelling,
    isOnline: () => net.isOnline(),
    confirmQuit: async (work) => {
      const { title, inHand, goesOn, quit, stay, neverAgain } = text(language).leaving;
      const window = options.windowNow();
      if (window?.isMinimized()) window.restore();
      const answer = await withWindow(dialog.showMessageBox, dialog.showMessageBox, {
        type: 'question' as const,
        title,
        message: title,
        detail: `${inHand(work)} ${goesOn(work)}`,
        buttons: [stay, quit],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
        checkboxLabel: neverAgain,
      });
      return { quit: answer.response === 1, never: answer.response === 1 && answer.checkboxChecked };
    },
    systemInfo: async () => {
      // The older file is looked into only where the newer one is short.
      const read = (name: string) => readFile(join(options.logFolder, name), 'utf8').catch(() => '');
      const lines = `${await read('studio.1.log')}${await read('studio.log')}`.split('\n').filter((line) => line !== '');
      const { electron = '', chrome = '', node = '' } = process.versions;
      const versions = { electron, chrome, node, system: `${type()} ${release()}`, architecture: process.arch };
      return { home: homedir(), versions, log: lines.slice(-logLines) };
    },
    saveText: async (suggestedName, content) => {
      const answer = await withWindow(dialog.showSaveDialog, dialog.showSaveDialog, { defaultPath: suggestedName });
      if (answer.canceled || answer.filePath === undefined || answer.filePath === '') return ok(false);
      try {
        await writeFile(answer.filePath, content);
        return ok(true);
      } catch (error) {
        return fail({ kind: 'library-unwritable', folder: dirname(answer.filePath), detail: String(error).slice(0, 300) });
      }
    },
    reloadWindow: () => options.windowNow()?.webContents.reload(),
  };
}
