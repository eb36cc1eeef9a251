// Reports bugs of the window to main, which logs them. Sends the message and the stack of an error and nothing of the window's state.
import { windowErrorMaxMessage, windowErrorMaxStack } from '../../shared/window-error-limits.ts';
import { call } from './api.ts';

/** Returns the message of whatever was thrown. */
function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return typeof error === 'string' ? error : `not an error, but ${typeof error}`;
}

/** Reports an error. Returns the id of its incident; null when main did not log it. Never rejects. */
export async function reportWindowError(where: 'render' | 'error' | 'promise', error: unknown): Promise<string | null> {
  const message = messageOf(error).slice(0, windowErrorMaxMessage);
  const stack = (error instanceof Error ? (error.stack ?? '') : '').slice(0, windowErrorMaxStack);
  const answer = await call('system.reportWindowError', { where, message, stack });
  return answer.ok ? answer.value.incident : null;
}

/** Reports errors that no component catches, for as long as the page lives. Called once, by `main.tsx`, before anything can throw. */
export function watchWindowErrors(): void {
  window.addEventListener('error', ({ error }) => {
    // Notifications of Chromium, for example that a resize observer was late, carry no error.
    if (error !== null && error !== undefined) void reportWindowError('error', error);
  });
  window.addEventListener('unhandledrejection', ({ reason }) => {
    // An AbortError is not a bug. It occurs, for example, when the playback of a video is interrupted.
    if (!(reason instanceof DOMException && reason.name === 'AbortError')) void reportWindowError('promise', reason);
  });
}
