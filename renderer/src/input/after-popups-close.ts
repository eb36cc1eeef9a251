// Runs something once no menu or dialog fades out: at its end a popup returns the focus, which would undo an earlier move of the focus.
import { isPopupFadingOut } from './popup-focus.ts';

/** What the wait needs of the window. A test replaces it. */
interface PopupFrames {
  /** Whether a popup fades out. */
  isFadingOut(): boolean;
  /** Calls `run` in the next frame. */
  next(run: () => void): void;
}

const framesOfWindow: PopupFrames = { isFadingOut: isPopupFadingOut, next: (run) => void requestAnimationFrame(run) };

/**
 * Calls `act` as soon as no popup fades out. The press that closes a popup may call this before the popup has begun to fade out, so `act`
 * runs in the second frame at the earliest.
 */
export function afterPopupsClose(act: () => void, frames: PopupFrames = framesOfWindow): void {
  const actWhenClosed = (): void => {
    if (frames.isFadingOut()) frames.next(actWhenClosed);
    else act();
  };
  frames.next(() => frames.next(actWhenClosed));
}
