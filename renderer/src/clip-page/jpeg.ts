// The client of `jpeg-worker.ts` in the page: takes a canvas, returns a JPEG.
import workerUrl from './jpeg-worker.ts?worker&url';

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

type JpegResponse = { readonly id: number } & ({ readonly blob: Blob } | { readonly problem: string });

let worker: Worker | null = null;
let lastId = 0;
const pendingJobs = new Map<number, { resolve(blob: Blob): void; reject(error: Error): void }>();

function startWorker(): Worker {
  // The content security policy of the page allows only this address as a script.
  const policy = (window as unknown as { trustedTypes: TrustedTypes }).trustedTypes.createPolicy('jpeg-worker', {
    createScriptURL: (url) => {
      if (url !== workerUrl) throw new Error('not the JPEG worker');
      return url;
    },
  });
  const newWorker = new Worker(policy.createScriptURL(workerUrl), { type: 'module' });
  newWorker.onmessage = ({ data }: MessageEvent<JpegResponse>) => {
    const job = pendingJobs.get(data.id);
    pendingJobs.delete(data.id);
    if ('blob' in data) job?.resolve(data.blob);
    else job?.reject(new Error(data.problem));
  };
  newWorker.onerror = (event) => {
    for (const job of pendingJobs.values()) job.reject(new Error(`the JPEG worker failed: ${event.message}`));
    pendingJobs.clear();
    worker = null;
  };
  return newWorker;
}

/** Encodes the canvas in the worker. `quality` is from 0 to 1. The canvas is empty afterwards, because its pixels move to the worker. */
export function toJpeg(canvas: OffscreenCanvas, quality: number): Promise<Blob> {
  worker ??= startWorker();
  const picture = canvas.transferToImageBitmap();
  lastId += 1;
  const id = lastId;
  const response = new Promise<Blob>((resolve, reject) => pendingJobs.set(id, { resolve, reject }));
  worker.postMessage({ id, picture, quality }, [picture]);
  return response;
}
