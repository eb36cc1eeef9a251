import type { AppError } from '../../../shared/errors.ts';
import type { PendingWork } from '../../../shared/pending-work.ts';
import type { Result } from '../../../shared/result.ts';
import type { Language } from '../../../shared/text/language.ts';

/** An installed program that opens videos. */
export interface VideoApp {
  /** Identifies it on this computer. */
  readonly id: string;
  readonly name: string;
}

/** Functions of the desktop: dialogs, other programs, drags. */
export interface Desktop {
  /** Shows a file in the system's file manager. */
  reveal(absolutePath: string): void;
  /** Whether the user dropped or pasted this path into the window. The shell records it, because the page's own claim is not trusted. */
  wasDropped(path: string): boolean;
  /** Opens a stored video in the system's default program; false when there is none. */
  openVideo(absolutePath: string): Promise<boolean>;
  /** The installed programs that open videos; null if the system, or a dialog, asks for one. */
  videoApps(): Promise<readonly VideoApp[] | null>;
  /** Opens a stored video in a program: one of `videoApps`, or the one that is asked for. `cancelled`: the dialog was closed. */
  openVideoWith(absolutePath: string, appId: string | null): Promise<'opened' | 'cancelled' | 'failed'>;
  /** Shows a folder in the file manager. Errors: `library-missing` when it does not exist, `folder-open-failed` when the system cannot show it. */
  openFolder(absolutePath: string): Promise<Result<null, AppError>>;
  /** Opens a page of EvoLink in the browser. Error: `page-open-failed` when the system has no program for it. */
  openPage(page: 'get-key' | 'billing' | 'documentation'): Promise<Result<null, AppError>>;
  /** Shows the folder of logs; `folder-open-failed` when the system cannot. */
  openLogs(): Promise<Result<null, AppError>>;
  /** Asks for a folder, starting at `current`; null when the dialog was closed. */
  chooseFolder(current: string): Promise<string | null>;
  /** Asks for the video that is to replace a stored one; null when the dialog was closed. */
  chooseVideo(): Promise<string | null>;
  /** Asks for files of this kind; empty when the dialog was closed. */
  chooseFiles(kind: 'image' | 'video' | 'audio'): Promise<readonly string[]>;
  /** Asks where to write a file of this name; null when the dialog was closed. */
  showSaveDialog(purpose: 'batch-template' | 'frame', name: string): Promise<string | null>;
  /** Asks for one picture, video or sound for a plain upload; null when the dialog was closed. */
  chooseUpload(): Promise<string | null>;
  /** Starts a native drag of files out of the window. */
  startDrag(absolutePaths: readonly string[], iconPath: string | null): void;
  /** Puts a text on the clipboard. */
  copyText(text: string): void;
  applyTheme(theme: 'system' | 'light' | 'dark'): void;
  /** Changes the language of menu and dialogs. */
  applyLanguage(language: Language): void;
  /** Switches the spell checker for prompts on or off. */
  applySpelling(isEnabled: boolean): void;
  isOnline(): boolean;
  /** Asks whether to quit despite this work; `never`: do not ask again. */
  confirmQuit(work: PendingWork): Promise<{ readonly shouldQuit: boolean; readonly neverAskAgain: boolean }>;
  /** The home folder, the versions of the runtime, and the newest lines of the log as they were written. */
  systemInfo(): Promise<{ readonly home: string; readonly versions: Readonly<Record<string, string>>; readonly log: readonly string[] }>;
  /** Asks for a path and writes the text; false when the dialog was closed. */
  saveText(suggestedName: string, content: string): Promise<Result<boolean, AppError>>;
  /** Reloads the window after its database was replaced. */
  reloadWindow(): void;
}
