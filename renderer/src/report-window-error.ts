// Reports errors of the window to main, which logs them. Only the message and the stack of an error are sent, nothing of the window's
// state.
import { windowErrorMaxMessage, windowErrorMaxStack } from '../../shared/window-error-limits.ts';
import { call } from './api.ts';

/** Returns the message of a thrown value, or the type of one that is neither an error nor a string. */
function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return typeof error === 'string' ? error : `not an error, but ${typeof error}`;
}

/** Reports an error. `where`: what caught it. Returns the id of its incident; null when main did not log it. Never rejects. */
export async function reportWindowError(where: 'render' | 'error' | 'promise', error: unknown): Promise<string | null> {
  const message = messageOf(error).slice(0, windowErrorMaxMessage);
  const stack = (error instanceof Error ? (error.stack ?? '') : '').slice(0, windowErrorMaxStack);
  const result = await call('system.reportWindowError', { where, message, stack });
  return result.ok ? result.value.incident : null;
}

/** Reports errors that no component catches, until the page is closed. `main.tsx` calls it once, before anything can throw. */
export function watchWindowErrors(): void {
  window.addEventListener('error', ({ error }) => {
    // Some events of Chromium carry no error, for example the notice that a ResizeObserver did not deliver all its notifications.
    if (error !== null && error !== undefined) void reportWindowError('error', error);
  });
  window.addEventListener('unhandledrejection', ({ reason }) => {
    // An AbortError is not a bug. It occurs, for example, when the playback of a video is interrupted.
    if (!(reason instanceof DOMException && reason.name === 'AbortError')) void reportWindowError('promise', reason);
  });
}
