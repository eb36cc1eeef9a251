// One frame of a stored video as a PNG with the video's own pixels: what the <video> shows is drawn, so what is seen is what is taken.
// The media scheme allows this page to read its videos (`crossOrigin`), so that the canvas stays readable.
import { opaquePng } from '../../picture-worker/png.ts';

export interface GrabbedFrame {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The video's clock at that picture. */
  readonly clockSeconds: number;
}

/** The address of a stored video, as a <video> or an <img> asks for it. */
export const videoAddress = (resultId: number): string => `studio-media://video/${resultId}`;

/** What the element shows now. A seek under way is waited for. null where nothing can be shown. */
export async function captureShownFrame(video: HTMLVideoElement): Promise<GrabbedFrame | null> {
  if (!(await pictureReady(video))) return null;
  const clockSeconds = video.currentTime;
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0 || videoHeight === 0) return null;
  const canvas = new OffscreenCanvas(videoWidth, videoHeight);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) return null;
  context.drawImage(video, 0, 0, videoWidth, videoHeight);
  // Without an alpha channel: some models take no transparency, and a video has none.
  const png = await opaquePng(context);
  return { bytes: new Uint8Array(await png.arrayBuffer()), clockSeconds };
}

/** The last frame of a stored video, without showing it. */
export async function captureLastFrame(resultId: number): Promise<(GrabbedFrame & { readonly durationSeconds: number }) | null> {
  const video = document.createElement('video');
  video.crossOrigin = 'anonymous';
  video.muted = true;
  video.preload = 'auto';
  video.src = videoAddress(resultId);
  try {
    if (!(await pictureReady(video)) || !Number.isFinite(video.duration)) return null;
    video.currentTime = video.duration;
    const frame = await captureShownFrame(video);
    return frame === null ? null : { ...frame, durationSeconds: video.duration };
  } finally {
    // Lets the decoder go at once instead of with the garbage.
    video.removeAttribute('src');
    video.load();
  }
}

/** True as soon as the picture of the element's own time is there; false when there will be none. */
async function pictureReady(video: HTMLVideoElement): Promise<boolean> {
  while (video.error === null && (video.seeking || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA)) {
    await new Promise<void>((resolve) => {
      const done = (): void => {
        for (const name of events) video.removeEventListener(name, done);
        resolve();
      };
      for (const name of events) video.addEventListener(name, done);
    });
  }
  // The element says so before its picture has reached the place that is drawn from.
  await nextPaint();
  await nextPaint();
  return video.error === null && !video.seeking;
}
const events = ['seeked', 'loadeddata', 'canplay', 'error', 'emptied', 'abort'] as const;

const nextPaint = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));
