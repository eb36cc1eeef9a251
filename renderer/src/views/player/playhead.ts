// The position of the video, rendered with every frame. Used by the small parts that show it, never by the whole player.
import { type RefObject, useEffect, useState } from 'react';

/** The time in seconds of the visible frame. */
export function usePlayhead(video: RefObject<HTMLVideoElement | null>): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const node = video.current;
    if (node === null) return;
    let pending = 0;
    const shown = (_now: number, { mediaTime }: VideoFrameCallbackMetadata): void => {
      setSeconds(mediaTime);
      pending = node.requestVideoFrameCallback(shown);
    };
    pending = node.requestVideoFrameCallback(shown);
    // Only these events report a seek that draws no new frame, and the very end.
    const read = (): void => setSeconds(node.currentTime);
    node.addEventListener('seeking', read);
    node.addEventListener('ended', read);
    return () => {
      node.cancelVideoFrameCallback(pending);
      node.removeEventListener('seeking', read);
      node.removeEventListener('ended', read);
    };
  }, [video]);
  return seconds;
}
