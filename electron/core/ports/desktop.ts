import type { AppError } from '../../../shared/errors.ts';
import type { UndoTarget } from '../../../shared/ipc.ts';
import type { PendingWork } from '../../../shared/pending-work.ts';
import type { Result } from '../../../shared/result.ts';
import type { Language } from '../../../shared/text/language.ts';

/** An installed program that opens videos. */
export interface VideoApp {
  /** Identifies the program on this computer. */
  readonly id: string;
  readonly name: string;
}

/** Desktop functions: dialogs, other programs, and drags. */
export interface Desktop {
  /** Shows a file in the system's file manager. */
  reveal(absolutePath: string): void;
  /** Whether the user dropped or pasted this path into the window. The shell records it, because the claim of the page is not trusted. */
  wasDropped(path: string): boolean;
  /** Opens a stored video in the system's default program; false if there is none. */
  openVideo(absolutePath: string): Promise<boolean>;
  /** The installed programs that open videos; null if the system or a dialog asks the user for one. */
  videoApps(): Promise<readonly VideoApp[] | null>;
  /**
   * Opens a stored video in a program. `appId`: a program from `videoApps`; null to ask the user. `cancelled`: the user closed the
   * dialog.
   */
  openVideoWith(absolutePath: string, appId: string | null): Promise<'opened' | 'cancelled' | 'failed'>;
  /**
   * Shows a folder in the file manager. Errors: `library-missing` if the folder does not exist, `folder-open-failed` if the system
   * cannot show it.
   */
  openFolder(absolutePath: string): Promise<Result<null, AppError>>;
  /** Opens a page of EvoLink in the browser. Error: `page-open-failed` if the system has no program for it. */
  openPage(page: 'get-key' | 'billing' | 'documentation'): Promise<Result<null, AppError>>;
  /** Shows the folder of logs. Error: `folder-open-failed` if the system cannot show it. */
  openLogs(): Promise<Result<null, AppError>>;
  /** Asks for a folder, starting at `current`; null if the user closed the dialog. */
  chooseFolder(current: string): Promise<string | null>;
  /** Asks for the video that replaces a stored one; null if the user closed the dialog. */
  chooseVideo(): Promise<string | null>;
  /** Asks for files of this kind; empty if the user closed the dialog. */
  chooseFiles(kind: 'image' | 'video' | 'audio'): Promise<readonly string[]>;
  /** Asks where to save a file of this name; null if the user closed the dialog. */
  showSaveDialog(purpose: 'batch-template' | 'frame', name: string): Promise<string | null>;
  /** Asks for one picture, video or sound for a plain upload; null if the user closed the dialog. */
  chooseUpload(): Promise<string | null>;
  /** Starts a native drag of files out of the window. */
  startDrag(absolutePaths: readonly string[], iconPath: string | null): void;
  /** Puts a text on the clipboard. */
  copyText(text: string): void;
  applyTheme(theme: 'system' | 'light' | 'dark'): void;
  /** Changes the language of the menu and the dialogs. */
  applyLanguage(language: Language): void;
  /** Makes the Edit menu name what Undo and Redo apply to. */
  applyUndoTarget(target: UndoTarget): void;
  /** Switches the spell checker for prompts on or off. */
  applySpelling(isEnabled: boolean): void;
  isOnline(): boolean;
  /** Asks whether to quit despite this work. `neverAskAgain`: whether the user does not want to be asked again. */
  confirmQuit(work: PendingWork): Promise<{ readonly shouldQuit: boolean; readonly neverAskAgain: boolean }>;
  /** The home folder, the versions of the runtime, and the newest lines of the log, unchanged. */
  systemInfo(): Promise<{ readonly home: string; readonly versions: Readonly<Record<string, string>>; readonly log: readonly string[] }>;
  /** Asks for a path and writes the text there; false if the user closed the dialog. */
  saveText(suggestedName: string, content: string): Promise<Result<boolean, AppError>>;
  /** Reloads the window after the database was replaced. */
  reloadWindow(): void;
}
