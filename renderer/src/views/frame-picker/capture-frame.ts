// Captures one frame of a stored video as a PNG of the video's own size. It draws the picture that the `<video>` shows, so the visible
// frame is the captured one. The media scheme lets this page read its videos (`crossOrigin`), so the canvas stays readable.
import { opaquePng } from '../../picture-worker/png.ts';

/** A frame that was drawn from a video: an opaque PNG and its position. */
export interface CapturedFrame {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Position of the frame in the video (`currentTime`). */
  readonly positionSeconds: number;
}

/** The URL of a stored video for a `<video>` element. */
export const videoAddress = (resultId: number): string => `studio-media://video/${resultId}`;

/** Captures the visible frame of the element, after a seek in progress. Resolves to null when the element cannot show a picture. */
export async function captureShownFrame(video: HTMLVideoElement): Promise<CapturedFrame | null> {
  if (!(await waitForPicture(video))) return null;
  const positionSeconds = video.currentTime;
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0 || videoHeight === 0) return null;
  const canvas = new OffscreenCanvas(videoWidth, videoHeight);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) return null;
  context.drawImage(video, 0, 0, videoWidth, videoHeight);
  // Without an alpha channel: some models accept no transparency, and a video has none.
  const png = await opaquePng(context);
  return { bytes: new Uint8Array(await png.arrayBuffer()), positionSeconds };
}

/** Captures the last frame of a stored video without showing it. Resolves to null when the frame cannot be decoded. */
export async function captureLastFrame(resultId: number): Promise<(CapturedFrame & { readonly durationSeconds: number }) | null> {
  const video = document.createElement('video');
  video.crossOrigin = 'anonymous';
  video.muted = true;
  video.preload = 'auto';
  video.src = videoAddress(resultId);
  try {
    if (!(await waitForPicture(video)) || !Number.isFinite(video.duration)) return null;
    video.currentTime = video.duration;
    const frame = await captureShownFrame(video);
    return frame === null ? null : { ...frame, durationSeconds: video.duration };
  } finally {
    // Releases the decoder at once instead of at garbage collection.
    video.removeAttribute('src');
    video.load();
  }
}

/** Resolves to true when the picture of the current time is ready; to false when the element will not show one. */
async function waitForPicture(video: HTMLVideoElement): Promise<boolean> {
  while (video.error === null && (video.seeking || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA)) {
    await new Promise<void>((resolve) => {
      const handleEvent = (): void => {
        for (const name of stateEvents) video.removeEventListener(name, handleEvent);
        resolve();
      };
      for (const name of stateEvents) video.addEventListener(name, handleEvent);
    });
  }
  // The element reports this before its picture can be drawn.
  await nextPaint();
  await nextPaint();
  return video.error === null && !video.seeking;
}
const stateEvents = ['seeked', 'loadeddata', 'canplay', 'error', 'emptied', 'abort'] as const;

const nextPaint = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));
