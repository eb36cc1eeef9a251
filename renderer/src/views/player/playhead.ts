// The position of the video, rendered with every frame. Used by the small parts that show it, never by the whole player.
import { type RefObject, useEffect, useState } from 'react';

/** The time in seconds of the visible frame. */
export function usePlayhead(video: RefObject<HTMLVideoElement | null>): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const node = video.current;
    if (node === null) return;
    let callbackId = 0;
    const handleFrame = (_now: number, { mediaTime }: VideoFrameCallbackMetadata): void => {
      setSeconds(mediaTime);
      callbackId = node.requestVideoFrameCallback(handleFrame);
    };
    callbackId = node.requestVideoFrameCallback(handleFrame);
    // If a seek draws no new frame, only these events report it; the same is true of the end of the video.
    const handleSeek = (): void => setSeconds(node.currentTime);
    node.addEventListener('seeking', handleSeek);
    node.addEventListener('ended', handleSeek);
    return () => {
      node.cancelVideoFrameCallback(callbackId);
      node.removeEventListener('seeking', handleSeek);
      node.removeEventListener('ended', handleSeek);
    };
  }, [video]);
  return seconds;
}
