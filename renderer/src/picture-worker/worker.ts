// Decodes, crops and encodes pictures off the window's main thread: a photo of 30 megapixels takes seconds.
import { type FixPlan, planFix, shrinkPlan } from '../../../shared/fixing/fix-plan.ts';
import { decodeUpright } from './decode.ts';
import { drawFixed, encodeFixed } from './draw.ts';
import type { EncodedPicture, OpenedPicture, PictureJob, PictureProblem, PictureResponse } from './picture-messages.ts';

const previewEdge = 1_280;

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<PictureJob>) => void) | null;
  postMessage(response: PictureResponse): void;
};
const openPictures = new Map<number, ImageBitmap>();

class Problem extends Error {
  readonly problem: PictureProblem;
  constructor(problem: PictureProblem, detail: string) {
    super(detail);
    this.problem = problem;
  }
}

async function decode(file: Blob, mimeType: string): Promise<ImageBitmap> {
  try {
    return await decodeUpright(new Uint8Array(await file.arrayBuffer()), mimeType);
  } catch (error) {
    throw new Problem('undecodable', String(error));
  }
}

async function openPicture(id: number, file: Blob, mimeType: string): Promise<OpenedPicture> {
  const picture = await decode(file, mimeType);
  openPictures.set(id, picture);
  const { width, height } = picture;
  const scale = Math.min(1, previewEdge / Math.max(width, height));
  const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no 2D canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, size.width, size.height);
  return { width, height, preview: await canvas.convertToBlob({ type: 'image/webp', quality: 0.9 }) };
}

const canShareCanvas = (one: FixPlan, other: FixPlan): boolean =>
  one.width === other.width && one.height === other.height && one.background.kind === other.background.kind;

async function encode({ picture: pictureId, source, needs, choice }: Extract<PictureJob, { kind: 'make' }>): Promise<EncodedPicture> {
  const picture = openPictures.get(pictureId);
  if (picture === undefined) throw new Error('a picture that is not open');
  let plan = planFix(source, needs, choice);
  let lastDrawn: { readonly plan: FixPlan; readonly context: OffscreenCanvasRenderingContext2D } | null = null;
  while (plan !== null) {
    if (lastDrawn === null || !canShareCanvas(lastDrawn.plan, plan)) lastDrawn = { plan, context: drawFixed(picture, plan) };
    const file = await encodeFixed(lastDrawn.context, plan);
    if (file.size <= plan.maxBytes) return { file, width: plan.width, height: plan.height, format: plan.format };
    plan = shrinkPlan(source, needs, choice, plan, file.size);
  }
  throw new Problem('too-large', 'nothing makes it small enough');
}

async function respond(job: PictureJob): Promise<PictureResponse> {
  const { id } = job;
  switch (job.kind) {
    case 'open':
      return { id, kind: 'opened', value: await openPicture(id, job.file, job.mimeType) };
    case 'make':
      return { id, kind: 'made', value: await encode(job) };
    case 'close':
      openPictures.get(job.picture)?.close();
      openPictures.delete(job.picture);
      return { id, kind: 'closed' };
  }
}

scope.onmessage = ({ data: job }) => {
  respond(job).then(
    (response) => scope.postMessage(response),
    (error: unknown) => {
      // A canvas or bitmap that is too large for this computer fails in many ways; the user sees one message for all of them.
      const problem = error instanceof Problem ? error.problem : 'undecodable';
      scope.postMessage({ id: job.id, kind: 'problem', problem, detail: String(error) });
    },
  );
};
