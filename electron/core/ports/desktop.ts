import type { AppError } from '../../../shared/errors.ts';
import type { PendingWork } from '../../../shared/pending-work.ts';
import type { Result } from '../../../shared/result.ts';
import type { Language } from '../../../shared/text/language.ts';

/** What only the system's shell can do. */
export interface Desktop {
  /** Shows a file in the file manager of the system. */
  reveal(absolutePath: string): void;
  /** Whether a drop or a paste into the window gave this path: the page's own word for it is not enough. */
  wasDropped(path: string): boolean;
  /** Opens a stored video in the program that the system has for it; false where there is none. */
  openVideo(absolutePath: string): Promise<boolean>;
  /** `library-missing` where it is not there, `folder-open-failed` where the system does not show it. */
  openFolder(absolutePath: string): Promise<Result<null, AppError>>;
  /** `page-open-failed` where the system has nothing that opens it. */
  openPage(page: 'get-key' | 'billing' | 'documentation'): Promise<Result<null, AppError>>;
  /** `folder-open-failed` where the system has nothing that shows a folder. */
  openLogs(): Promise<Result<null, AppError>>;
  /** Asks for a folder, beginning at `current`; null when the dialog was closed. */
  chooseFolder(current: string): Promise<string | null>;
  /** The video that is to take a stored one's place; null when the dialog was closed. */
  chooseVideo(): Promise<string | null>;
  /** Asks for files of this kind; empty when the dialog was closed. */
  chooseFiles(kind: 'image' | 'video' | 'audio'): Promise<readonly string[]>;
  /** Where a file of this name is to be written; null when the dialog was closed. */
  showSaveDialog(what: 'batch-template' | 'frame', name: string): Promise<string | null>;
  /** One picture, video or sound for a plain upload; null when the dialog was closed. */
  chooseUpload(): Promise<string | null>;
  /** Starts a real file drag out of the window that asked. */
  startDrag(absolutePath: string, iconPath: string | null): void;
  applyTheme(theme: 'system' | 'light' | 'dark'): void;
  /** The menu and the dialogs speak this from now on. */
  applyLanguage(language: Language): void;
  /** Whether the spelling of prompts is checked from now on. */
  applySpelling(on: boolean): void;
  isOnline(): boolean;
  /** Asks whether to quit although this is going on; `never`: do not ask again. */
  confirmQuit(work: PendingWork): Promise<{ readonly quit: boolean; readonly never: boolean }>;
  /** What runs here, and the newest lines of the log as they were written. */
  systemInfo(): Promise<{ readonly home: string; readonly versions: Readonly<Record<string, string>>; readonly log: readonly string[] }>;
  /** Asks where to, and writes; false when the dialog was closed. */
  saveText(suggestedName: string, content: string): Promise<Result<boolean, AppError>>;
  /** The window starts anew: what it shows comes from a database that is no more. */
  reloadWindow(): void;
}
