// The rule that decides who may call main, without Electron.
import { isOwnPage } from '../protocols/schemes.ts';

interface Frame {
  readonly url: string;
}

interface Contents {
  readonly mainFrame: Frame;
}

/** True when a call comes from the studio's own page in the main frame of the studio's window. */
export function isTrustedSender(
  event: { readonly sender: Contents; readonly senderFrame: Frame | null },
  window: { isDestroyed(): boolean; readonly webContents: Contents } | null,
): boolean {
  if (window === null || window.isDestroyed() || event.sender !== window.webContents) return false;
  const frame = event.senderFrame;
  return frame !== null && frame === event.sender.mainFrame && isOwnPage(frame.url);
}
