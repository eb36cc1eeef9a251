// The rules between several fields of a model, by the names in the model table. Each rule reads the fields, with the model's defaults
// filled in, and returns the first violation.
import { invalidParameter, missingParameter, type Refusal } from '../routes/refusal.ts';

interface RuleInput {
  /** The body as sent. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Reads `a.b` paths of the body. */
  readonly at: (path: string) => unknown;
  readonly durationSeconds: number;
  readonly quality: string | null;
  readonly ratio: string | null;
  /** The number of images in the request; likewise `videos`, `files` and `elements`. */
  readonly images: number;
  readonly videos: number;
  readonly files: number;
  readonly elements: number;
  readonly hasStart: boolean;
  readonly hasEnd: boolean;
}

type Rule = (input: RuleInput) => Refusal | null;

const refuseWhen = (isViolated: boolean, param: string, message: string): Refusal | null =>
  isViolated ? invalidParameter(param, message) : null;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && /^https?:\/\//i.test(value);
}

const multiShot: Rule = ({ at, durationSeconds }) => {
  if (at('model_params.multi_shot') !== true) return null;
  if ((at('model_params.shot_type') ?? null) === null) return missingParameter('model_params.shot_type');
  const shots = at('model_params.multi_prompt');
  if (!Array.isArray(shots) || shots.length === 0) {
    return at('model_params.shot_type') === 'intelligence' ? null : missingParameter('model_params.multi_prompt');
  }
  const sum = shots.reduce((total: number, shot) => total + Number(isRecord(shot) ? shot.duration : 0), 0);
  return refuseWhen(
    sum !== durationSeconds,
    'model_params.multi_prompt',
    `Shot durations add up to ${sum}, not to duration ${durationSeconds}`,
  );
};

const customElement: Rule = ({ at, body }) => {
  if (!isRecord(body.model_params)) return missingParameter('model_params');
  for (const name of ['element_name', 'element_description', 'reference_type']) {
    if (!at(`model_params.${name}`)) return missingParameter(`model_params.${name}`);
  }
  const voice = at('model_params.element_voice_id');
  // On the page each type has its own list and takes nothing from the other list.
  const other = at('model_params.reference_type') === 'video_refer' ? 'element_image_list' : 'element_video_list';
  if (at(`model_params.${other}`) !== undefined) return invalidParameter(`model_params.${other}`, 'Belongs to the other reference_type');
  if (at('model_params.reference_type') === 'video_refer') {
    const videos = at('model_params.element_video_list.refer_videos');
    const isSingleVideo = Array.isArray(videos) && videos.length === 1 && isRecord(videos[0]) && isAddress(videos[0].video_url);
    return refuseWhen(!isSingleVideo, 'model_params.element_video_list', 'Exactly one reference video is needed');
  }
  if (voice !== undefined) return invalidParameter('model_params.element_voice_id', 'A voice is only possible with video_refer');
  if (!isAddress(at('model_params.element_image_list.frontal_image')))
    return missingParameter('model_params.element_image_list.frontal_image');
  const views = at('model_params.element_image_list.refer_images');
  const isValid =
    Array.isArray(views) && views.length >= 1 && views.length <= 3 && views.every((view) => isRecord(view) && isAddress(view.image_url));
  return refuseWhen(!isValid, 'model_params.element_image_list.refer_images', 'One to three further images are needed');
};

const timestamps: Rule = ({ at }) => {
  const value = at('timestamps');
  if (value === undefined) return null;
  const match = /^(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)$/.exec(String(value));
  const span = match ? Number(match[2]) - Number(match[1]) : Number.NaN;
  return refuseWhen(!(span > 0 && span <= 2), 'timestamps', 'Must be "start,end" with at most 2 seconds between');
};

const generationTypeImages: Rule = ({ at, images }) => {
  const generationType = at('generation_type');
  if (generationType === 'TEXT') return refuseWhen(images > 0, 'image_urls', 'TEXT takes no images');
  if (generationType === 'FIRST&LAST') return refuseWhen(images < 1 || images > 2, 'image_urls', 'FIRST&LAST takes one or two images');
  if (generationType === 'REFERENCE') return refuseWhen(images < 1 || images > 3, 'image_urls', 'REFERENCE takes one to three images');
  return null;
};

const isReference = (input: RuleInput): boolean => input.at('generation_type') === 'REFERENCE';
/** On the page of the previews `auto` means the same as no ratio. */
const referenceIsWide: Rule = (input) =>
  refuseWhen(
    isReference(input) && input.body.aspect_ratio !== undefined && input.ratio !== 'auto' && input.ratio !== '16:9',
    'aspect_ratio',
    'REFERENCE is only possible in 16:9',
  );

const rules: Readonly<Record<string, Rule>> = {
  'multi-shot': multiShot,
  'shot-prompt-512': ({ at }) => {
    const shots = at('model_params.multi_prompt');
    const isTooLong = Array.isArray(shots) && shots.some((shot) => isRecord(shot) && [...String(shot.prompt)].length > 512);
    return refuseWhen(isTooLong, 'model_params.multi_prompt', 'A shot prompt may have 512 characters');
  },
  'custom-element': customElement,
  'timestamps-span-two-seconds': timestamps,
  'generation-type-images': generationTypeImages,
  'reference-is-eight-seconds-wide': (input) =>
    refuseWhen(
      isReference(input) && input.body.duration !== undefined && input.durationSeconds !== 8,
      'duration',
      'REFERENCE makes 8 seconds',
    ) ??
    referenceIsWide(input) ??
    (isReference(input)
      ? (['n', 'seed', 'negative_prompt', 'person_generation', 'resize_mode']
          .filter((name) => input.body[name] !== undefined)
          .map((name) => invalidParameter(name, 'Not possible with REFERENCE'))[0] ?? null)
      : null),
  'end-needs-start': ({ hasStart, hasEnd }) => refuseWhen(hasEnd && !hasStart, 'image_end', 'image_end requires image_start'),
  'end-with-two-images-at-most': ({ hasEnd, images }) =>
    refuseWhen(hasEnd && images > 2, 'image_end', 'image_end is not possible with more than two images'),
  'three-elements-with-start': ({ hasStart, elements }) =>
    refuseWhen(hasStart && elements > 3, 'model_params.element_list', 'At most three elements with a first frame'),
  'images-and-elements-7': ({ images, elements }) =>
    refuseWhen(images + elements > 7, 'image_urls', 'Images and elements together: at most 7'),
  'images-and-elements-4': ({ images, elements }) =>
    refuseWhen(images + elements > 4, 'image_urls', 'Images and elements together: at most 4'),
  'images-and-elements-4-with-video': ({ images, elements, videos }) =>
    refuseWhen(videos > 0 && images + elements > 4, 'image_urls', 'Images and elements together: at most 4 with a video'),
  'at-most-twelve-files': ({ files }) => refuseWhen(files > 12, 'image_urls', 'At most 12 files in all'),
  'adaptive-needs-image': ({ body, images }) =>
    refuseWhen(
      images === 0 && ['adaptive', 'keep_ratio'].includes(String(body.aspect_ratio)),
      'aspect_ratio',
      'Only possible with an image',
    ),
  'sora-pro-quality': ({ quality, durationSeconds }) =>
    refuseWhen(quality !== (durationSeconds === 25 ? 'standard' : 'high'), 'quality', '15 seconds: high; 25 seconds: standard'),
  'full-hd-six-seconds': ({ quality, durationSeconds }) =>
    refuseWhen(quality === '1080p' && durationSeconds !== 6, 'duration', '1080p is only possible with 6 seconds'),
  'low-quality-one-image': ({ quality, images }) =>
    refuseWhen(quality === '512p' && images !== 1, 'quality', '512p is only possible with exactly one image'),
  'low-quality-three-ratios': ({ quality, ratio }) =>
    refuseWhen(quality === '480p' && ['4:3', '3:4'].includes(ratio ?? ''), 'aspect_ratio', '480p is only possible in 16:9, 9:16 and 1:1'),
  'base-task-given': ({ at }) => (at('base_video_task_id') ? null : missingParameter('base_video_task_id')),
  // These never refuse: `validate-generation.ts` and `task-plan.ts` read their names.
  'adaptive-with-image-by-default': () => null,
  'one-image-decides-ratio': () => null,
  'image-has-video-size': () => null,
  'text-ignores-pictures': () => null,
};

/** Returns the refusal of the first rule that `input` violates; null when there is none. */
export function checkRules(names: readonly string[], input: RuleInput): Refusal | null {
  for (const name of names) {
    const rule = rules[name];
    if (!rule) throw new Error(`no rule ${name}`);
    const refusal = rule(input);
    if (refusal) return refusal;
  }
  return null;
}
