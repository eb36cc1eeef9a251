// The IPC channels. Every call is rejected and logged unless it comes from the main frame of the studio's own window on its own page.
// `core/dispatch.ts` validates the arguments.
import { type BrowserWindow, ipcMain } from 'electron';
import type { AppError } from '../../../shared/errors.ts';
import { callChannel, droppedPathChannel, eventChannel, type StudioEvent } from '../../../shared/ipc.ts';
import type { Result } from '../../../shared/result.ts';
import { isTrustedSender } from './trusted-sender.ts';

/** Routes calls to `dispatch`, paths of dropped and pasted files to `onDroppedPath`, and returns the function that sends an event to the window. */
export function connectIpc(
  currentWindow: () => BrowserWindow | null,
  dispatch: (name: unknown, input: unknown) => Promise<Result<unknown, AppError>>,
  onDroppedPath: (path: unknown) => void,
): (event: StudioEvent) => void {
  ipcMain.handle(callChannel, (event, name: unknown, input: unknown) => {
    if (!isTrustedSender(event, currentWindow())) throw new Error('refused: not the studio window');
    return dispatch(name, input);
  });
  ipcMain.on(droppedPathChannel, (event, path: unknown) => {
    if (isTrustedSender(event, currentWindow())) onDroppedPath(path);
  });
  return (event) => {
    const window = currentWindow();
    if (window !== null && !window.isDestroyed() && !window.webContents.isCrashed()) window.webContents.send(eventChannel, event);
  };
}
