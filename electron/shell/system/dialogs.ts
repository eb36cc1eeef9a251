// The dialogs of the operating system, attached to the window if there is one: open, save, and the confirmation before quitting.
import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import { fail, ok } from '../../../shared/result.ts';
import type { Text } from '../../../shared/text/index.ts';
import type { Desktop } from '../../core/ports.ts';

const extensions = {
  image: ['jpg', 'jpeg', 'png', 'webp', 'gif', 'bmp', 'tif', 'tiff'],
  video: ['mp4', 'mov', 'webm', 'mkv', 'm4v', 'avi'],
  audio: ['mp3', 'wav', 'm4a', 'ogg', 'flac'],
} as const;

/** The part of the `Desktop` port that shows dialogs. */
export type Dialogs = Pick<
  Desktop,
  'chooseFolder' | 'chooseVideo' | 'chooseFiles' | 'showSaveDialog' | 'chooseUpload' | 'confirmQuit' | 'saveText'
> & {
  /** Asks for an application of macOS; null when the dialog was closed. */
  chooseApp(): Promise<string | null>;
};

interface DialogContext {
  currentWindow(): BrowserWindow | null;
  /** The sentences of the current language. */
  messages(): Text;
}

/** Creates all dialogs of the studio. Each call shows one dialog and resolves when the user closes it. */
export function createDialogs(context: DialogContext): Dialogs {
  return { ...createChoosers(context), ...createSavers(context), confirmQuit: (work) => confirmQuit(context, work) };
}

async function withWindow<A extends object, R>(
  { currentWindow }: DialogContext,
  showOverWindow: (window: BrowserWindow, options: A) => Promise<R>,
  showAlone: (options: A) => Promise<R>,
  options: A,
): Promise<R> {
  const window = currentWindow();
  return await (window === null ? showAlone(options) : showOverWindow(window, options));
}

/** Returns the chosen paths; an empty list when the dialog was cancelled. */
async function choose(context: DialogContext, options: OpenDialogOptions): Promise<readonly string[]> {
  const result = await withWindow(context, dialog.showOpenDialog, dialog.showOpenDialog, options);
  return result.canceled ? [] : result.filePaths;
}

async function chooseOne(context: DialogContext, options: OpenDialogOptions): Promise<string | null> {
  return (await choose(context, options))[0] ?? null;
}

function createChoosers(
  context: DialogContext,
): Pick<Dialogs, 'chooseFolder' | 'chooseVideo' | 'chooseFiles' | 'chooseUpload' | 'chooseApp'> {
  const { messages } = context;
  return {
    chooseFolder: (current) =>
      chooseOne(context, {
        title: messages().shell.chooseLibraryFolder,
        defaultPath: current,
        properties: ['openDirectory', 'createDirectory'],
      }),
    chooseApp: () =>
      chooseOne(context, {
        title: messages().shell.chooseApp,
        defaultPath: '/Applications',
        filters: [{ name: messages().shell.applications, extensions: ['app'] }],
        properties: ['openFile'],
      }),
    chooseVideo: () =>
      chooseOne(context, {
        title: messages().folder.locateTitle,
        filters: [{ name: messages().shell.fileKinds.video, extensions: ['mp4'] }],
        properties: ['openFile'],
      }),
    chooseFiles: (kind) =>
      choose(context, {
        title: messages().shell.chooseReferences,
        filters: [{ name: messages().shell.fileKinds[kind], extensions: [...extensions[kind]] }],
        properties: ['openFile', 'multiSelections'],
      }),
    chooseUpload: () => {
      const { files } = messages();
      return chooseOne(context, {
        title: files.choose,
        filters: [
          { name: files.chooseKinds, extensions: Object.values(extensions).flat() },
          // File types are detected from the content, and videos have more extensions than this list.
          { name: files.chooseAll, extensions: ['*'] },
        ],
        properties: ['openFile'],
      });
    },
  };
}

function createSavers(context: DialogContext): Pick<Dialogs, 'showSaveDialog' | 'saveText'> {
  const { messages } = context;
  return {
    showSaveDialog: async (purpose, name) => {
      const { batch, frames } = messages();
      const kinds = {
        'batch-template': { title: batch.saveTemplateTitle, filters: [{ name: batch.csvKind, extensions: ['csv'] }] },
        frame: { title: frames.saveTitle, filters: [{ name: frames.pngKind, extensions: ['png'] }] },
      };
      const result = await withWindow(context, dialog.showSaveDialog, dialog.showSaveDialog, { ...kinds[purpose], defaultPath: name });
      return result.canceled || result.filePath === '' ? null : result.filePath;
    },
    saveText: async (suggestedName, content) => {
      const result = await withWindow(context, dialog.showSaveDialog, dialog.showSaveDialog, { defaultPath: suggestedName });
      if (result.canceled || result.filePath === undefined || result.filePath === '') return ok(false);
      try {
        await writeFile(result.filePath, content);
        return ok(true);
      } catch (error) {
        return fail({ kind: 'library-unwritable', folder: dirname(result.filePath), detail: String(error).slice(0, 300) });
      }
    },
  };
}

async function confirmQuit(context: DialogContext, work: Parameters<Desktop['confirmQuit']>[0]): ReturnType<Desktop['confirmQuit']> {
  const { title, pendingWork, afterQuit, quit, keepRunning, dontAskAgain } = context.messages().quitting;
  const window = context.currentWindow();
  if (window?.isMinimized()) window.restore();
  const result = await withWindow(context, dialog.showMessageBox, dialog.showMessageBox, {
    type: 'question',
    title,
    message: title,
    detail: `${pendingWork(work)} ${afterQuit(work)}`,
    buttons: [keepRunning, quit],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
    checkboxLabel: dontAskAgain,
  });
  return { shouldQuit: result.response === 1, neverAskAgain: result.response === 1 && result.checkboxChecked };
}
