// The form for an id that the catalogue does not know. It has the contract's general ranges, and a slot for every kind of input on any of
// today's pages of the service. Each slot says which field of the request it becomes, because the user knows the model's own page.
import type { ReferenceRole } from '../../generation.ts';
import type { ExtraField, FileLimits, Model, Slot } from '../model.ts';
import * as contract from '../rules/general-limits.ts';
import {
  atLeastOne,
  contractImages,
  count,
  everyImage,
  firstFrame,
  generateAudio,
  lastFrame,
  lastNeedsFirst,
  namedChoice,
  rule,
  slot,
  undocumentedModel,
} from '../vendors/model-builders.ts';

/** The highest number on any page (Seedance 2.5). */
const maxClips = 10;

/** The most common slots first, because a new file goes to the first open slot of its kind. */
const slots: readonly Slot[] = [
  firstFrame(0),
  lastFrame(),
  slot('reference-image', 'image_urls', 0, contract.maxImages),
  slot('reference-video', 'video_urls', 0, maxClips),
  slot('reference-audio', 'audio_urls', 0, maxClips),
  ...[
    slot('start-frame', 'image_start', 0, 1),
    slot('end-frame', 'image_end', 0, 1),
    slot('source-video', 'video_url', 0, 1),
    slot('driving-audio', 'audio_url', 0, 1),
    slot('face-image', 'ref_image_url', 0, 1),
    slot('mask-image', 'mask_url', 0, contract.maxImages),
  ].map((one) => ({ ...one, isRare: true })),
];
const everyRole: readonly ReferenceRole[] = slots.map(({ role }) => role);

const taskId = (path: string): ExtraField => ({ path, required: false, source: 'documentation', type: 'task', default: null });
const extra: readonly ExtraField[] = [
  { path: 'model_params', required: false, source: 'documentation', type: 'object', default: null },
  taskId('source_task_id'),
  taskId('base_video_task_id'),
];

/** The file host's limits, for kinds of files whose other limits are only on the model's own page. */
const anyFile: FileLimits = { maxMegabytes: contract.fileMaxMegabytes, formats: [], source: 'contract' };

/** Returns the form. Nothing is preset: it is unknown which fields the model has, and another field may be refused. */
export const unknownModelForm = (id: string): Model => {
  const base = undocumentedModel(id, id, '', ['text-to-video', 'image-to-video', 'first-last-frame', 'reference-to-video']);
  const promptSubstitutes = [atLeastOne(everyRole), ...extra.map(({ path }) => ({ is: 'set', path }) as const)];
  return {
    ...base,
    prompt: { ...base.prompt, optionalWhen: [{ is: 'any-of', conditions: promptSubstitutes }] },
    aspectRatio: namedChoice(contract.aspectRatios, null, 'contract'),
    audio: generateAudio(null, 'contract'),
    slots,
    image: contractImages,
    video: anyFile,
    audioFile: anyFile,
    extra,
    rules: [
      { ...lastNeedsFirst, source: 'contract' },
      { ...rule('images-total', 'reference-image', [], [count(everyImage, 0, contract.maxImages)]), source: 'contract' },
    ],
  };
};
