// Shows one element in full screen. The state is read from the browser, because Escape and the system can end full screen without the app.
import { type RefObject, useEffect, useState } from 'react';

/** Returns whether `element` is in full screen, and a function that toggles it. Leaves full screen when the component is unmounted. */
export function useFullScreen(element: RefObject<HTMLElement | null>): [boolean, () => void] {
  const [isFullScreen, setIsFullScreen] = useState(false);
  useEffect(() => {
    const handleChange = (): void => setIsFullScreen(document.fullscreenElement !== null && document.fullscreenElement === element.current);
    document.addEventListener('fullscreenchange', handleChange);
    return () => {
      document.removeEventListener('fullscreenchange', handleChange);
      if (document.fullscreenElement !== null) void document.exitFullscreen();
    };
  }, [element]);
  const toggle = (): void => {
    // The browser refuses without a user gesture; then nothing changes.
    if (document.fullscreenElement !== null) document.exitFullscreen().catch(() => undefined);
    else element.current?.requestFullscreen().catch(() => undefined);
  };
  return [isFullScreen, toggle];
}
