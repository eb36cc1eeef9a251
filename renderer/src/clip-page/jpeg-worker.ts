// Encodes pictures as JPEG in a worker. On the main thread of an invisible page, Chromium encodes only in idle time and starts a second
// late; in a worker, it does not wait for idle time.

interface JpegRequest {
  readonly id: number;
  readonly picture: ImageBitmap;
  readonly quality: number;
}

const scope = self as unknown as { onmessage: ((event: MessageEvent<JpegRequest>) => void) | null; postMessage(result: object): void };

scope.onmessage = ({ data: { id, picture, quality } }) => {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d', { alpha: false, willReadFrequently: true })?.drawImage(picture, 0, 0);
  picture.close();
  canvas.convertToBlob({ type: 'image/jpeg', quality }).then(
    (blob) => scope.postMessage({ id, blob }),
    (error: unknown) => scope.postMessage({ id, problem: String(error) }),
  );
};
