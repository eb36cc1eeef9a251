// Encodes pictures as JPEG off the page's main thread. On the main thread of an invisible page, Chromium encodes in idle time only and
// starts a second late; a worker does not wait for idle time.

interface JpegRequest {
  readonly id: number;
  readonly picture: ImageBitmap;
  readonly quality: number;
}

const scope = self as unknown as { onmessage: ((event: MessageEvent<JpegRequest>) => void) | null; postMessage(answer: object): void };

scope.onmessage = ({ data: { id, picture, quality } }) => {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d', { alpha: false, willReadFrequently: true })?.drawImage(picture, 0, 0);
  picture.close();
  canvas.convertToBlob({ type: 'image/jpeg', quality }).then(
    (blob) => scope.postMessage({ id, blob }),
    (error: unknown) => scope.postMessage({ id, problem: String(error) }),
  );
};
