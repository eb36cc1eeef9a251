// The request schemas of the service's 34 pages for models of the catalogue, copied by hand from the documentation: the listed fields of each
// page, and its rules in prose. Nothing here is derived from the catalogue or from the simulator, so that all three can disagree.
// Pages of 2026-08-21; Veo's preview pages as of 2026-09; of an archived or removed page, its last state.
import { z } from 'zod';

const url = z.string().regex(/^https?:\/\/\S+$/);
const requiredText = (max: number) => z.string().refine((text) => text.trim() !== '' && [...text].length <= max, `1 to ${max} characters`);
/** A prompt that may be missing or empty. */
const optionalText = (max: number) =>
  z
    .string()
    .refine((text) => [...text].length <= max, `at most ${max} characters`)
    .optional();
/** Pages that say "tokens" still declare the same number as `maxLength`. */
const tokens = requiredText;
const urls = (min: number, max: number) => z.array(url).min(min).max(max);
const wholeNumber = (min: number, max: number) => z.int().min(min).max(max);
const oneOf = <const T extends readonly [string, ...string[]]>(...values: T) => z.enum(values);
const seconds = (...values: readonly [number, number, ...number[]]) => z.literal([...values]);

const callback = { callback_url: z.string().startsWith('https://').max(2_048).optional() };
const sixRatios = ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9'] as const;
const threeRatios = oneOf('16:9', '9:16', '1:1').optional();
const upTo1080p = oneOf('480p', '720p', '1080p').optional();
const hd = oneOf('720p', '1080p').optional();
const upTo4k = oneOf('720p', '1080p', '4k').optional();
const onOff = oneOf('on', 'off').optional();
const flag = z.boolean().optional();

type Body = Readonly<Record<string, unknown>>;
/** A rule of a page about several fields, checked when each field is valid on its own. */
type PageRule = readonly [string, (body: Body) => boolean];
const page = (shape: z.ZodRawShape, ...rules: readonly PageRule[]): z.ZodType =>
  z.strictObject({ model: z.string(), ...shape }).check((context) => {
    for (const [sentence, holds] of rules) {
      if (!holds(context.value as Body)) context.issues.push({ code: 'custom', message: sentence, input: context.value });
    }
  });

const imageCount = (body: Body): number => (Array.isArray(body.image_urls) ? body.image_urls.length : 0);
const hasField = (body: Body, name: string): boolean => body[name] !== undefined;
const hasPrompt = (body: Body): boolean => typeof body.prompt === 'string' && body.prompt.trim() !== '';
const frameCount = (body: Body): number => ['image_start', 'image_end'].filter((name) => hasField(body, name)).length;
const parametersOf = (body: Body): Body => (body.model_params ?? {}) as Body;
const elementCount = (body: Body): number => ((parametersOf(body).element_list ?? []) as readonly unknown[]).length;

// Kling: shots and elements.
const shot = (characterLimit: number | null) =>
  z.strictObject({
    index: z.int(),
    prompt: characterLimit === null ? z.string() : z.string().refine((text) => [...text].length <= characterLimit),
    duration: z.string().regex(/^[1-9]\d*$/),
  });
const elements = (max: number) => z.array(z.strictObject({ element_id: z.string().min(1) })).max(max);
const watermark = { watermark_info: z.strictObject({ enabled: flag }).optional() };
const shots = (types: readonly [string, ...string[]], characterLimit: number | null) => ({
  multi_shot: flag,
  shot_type: z.enum(types).optional(),
  multi_prompt: z.array(shot(characterLimit)).min(1).max(6).optional(),
});
const hasShots = (body: Body): boolean => parametersOf(body).multi_shot === true;
const hasCustomShots = (body: Body): boolean => hasShots(body) && parametersOf(body).shot_type === 'customize';
const shotRules: readonly PageRule[] = [
  ['shot_type is required with multi_shot', (body) => !hasShots(body) || parametersOf(body).shot_type !== undefined],
  ['customize needs multi_prompt', (body) => !hasCustomShots(body) || parametersOf(body).multi_prompt !== undefined],
  [
    'the seconds of the shots add up to duration',
    (body) => {
      const shotList = parametersOf(body).multi_prompt as readonly { readonly duration: string }[] | undefined;
      if (!hasShots(body) || shotList === undefined) return true;
      return shotList.reduce((sum, { duration }) => sum + Number(duration), 0) === (body.duration ?? 5);
    },
  ],
];
const promptUnlessCustomShots: PageRule = [
  'prompt is required unless the shots are customized',
  (body) => hasPrompt(body) || hasCustomShots(body),
];
const endNeedsStart: PageRule = ['image_end requires image_start', (body) => !hasField(body, 'image_end') || hasField(body, 'image_start')];

const o3Edit = z.strictObject({ element_list: elements(4).optional(), ...watermark }).optional();
const o1Edit = {
  prompt: requiredText(5_000),
  video_urls: urls(1, 1),
  image_urls: urls(0, 4).optional(),
  keep_original_sound: flag,
  ...callback,
};

const customElement = z.discriminatedUnion('reference_type', [
  z.strictObject({
    reference_type: z.literal('image_refer'),
    element_name: requiredText(20),
    element_description: requiredText(100),
    element_image_list: z.strictObject({
      frontal_image: url,
      refer_images: z
        .array(z.strictObject({ image_url: url }))
        .min(1)
        .max(3),
    }),
  }),
  z.strictObject({
    reference_type: z.literal('video_refer'),
    element_name: requiredText(20),
    element_description: requiredText(100),
    element_video_list: z.strictObject({ refer_videos: z.array(z.strictObject({ video_url: url })).length(1) }),
    element_voice_id: z.string().optional(),
  }),
]);

// Veo.
const framesNeedPictures: PageRule = [
  'FIRST&LAST takes one or two pictures',
  (body) => body.generation_type !== 'FIRST&LAST' || [1, 2].includes(imageCount(body)),
];
const referencesNeedPictures: PageRule = [
  'REFERENCE takes one to three pictures',
  (body) => body.generation_type !== 'REFERENCE' || [1, 2, 3].includes(imageCount(body)),
];
const textAllowsNoPictures: PageRule = ['TEXT takes no pictures', (body) => body.generation_type !== 'TEXT' || imageCount(body) === 0];
const veoPreview = page(
  {
    prompt: tokens(2_000),
    duration: seconds(4, 6, 8).optional(),
    quality: upTo4k,
    aspect_ratio: oneOf('auto', '16:9', '9:16').optional(),
    generate_audio: flag,
    image_urls: urls(0, 3).optional(),
    generation_type: oneOf('TEXT', 'FIRST&LAST', 'REFERENCE').optional(),
    n: wholeNumber(1, 4).optional(),
    seed: wholeNumber(1, 4_294_967_295).optional(),
    negative_prompt: z.string().optional(),
    person_generation: oneOf('allow_adult', 'dont_allow').optional(),
    resize_mode: oneOf('pad', 'crop').optional(),
    ...callback,
  },
  framesNeedPictures,
  referencesNeedPictures,
  ['REFERENCE allows only 8 seconds', (body) => body.generation_type !== 'REFERENCE' || [undefined, 8].includes(body.duration as number)],
  [
    'REFERENCE allows only 16:9 or auto',
    (body) => body.generation_type !== 'REFERENCE' || [undefined, 'auto', '16:9'].includes(body.aspect_ratio as string),
  ],
  [
    'REFERENCE takes no other advanced parameter',
    (body) =>
      body.generation_type !== 'REFERENCE' ||
      !['n', 'seed', 'negative_prompt', 'person_generation', 'resize_mode'].some((name) => hasField(body, name)),
  ],
);

// Hailuo.
const hailuo = (fields: z.ZodRawShape) => ({
  duration: seconds(6, 10).optional(),
  quality: oneOf('768p', '1080p').optional(),
  ...fields,
  ...callback,
});
const optimizer = { prompt_optimizer: flag };
const pretreatment = { ...optimizer, fast_pretreatment: flag };
const fullHdLimit: PageRule = [
  '1080p: 6 seconds only',
  (body) => body.quality !== '1080p' || [undefined, 6].includes(body.duration as number),
];
const textNeedsPrompt: PageRule = ['prompt is needed without a picture', (body) => hasPrompt(body) || imageCount(body) > 0];

// Wan, Sora, Grok.
const wanRatio = oneOf('16:9', '9:16', '1:1', '4:3', '3:4').optional();
const shotType = z.strictObject({ shot_type: oneOf('single', 'multi').optional() }).optional();
const sora = {
  prompt: tokens(5_000),
  image_urls: urls(0, 1).optional(),
  ...callback,
};
const soraBeta = { ...sora, aspect_ratio: oneOf('16:9', '9:16').optional(), remove_watermark: flag };
const grok = {
  prompt: z.string().refine((text) => text.trim() !== ''),
  duration: wholeNumber(6, 30).optional(),
  quality: oneOf('480p', '720p').optional(),
  aspect_ratio: oneOf('16:9', '9:16', '1:1', '3:2', '2:3').optional(),
  mode: oneOf('fun', 'normal', 'spicy').optional(),
  ...callback,
};

/** The pages, by the id of the catalogue. `wan2.5-t2v-preview`, `wan2.5-i2v-preview` and `veo3` have none. */
export const pages: Readonly<Record<string, z.ZodType>> = {
  'seedance-1.5-pro': page({
    prompt: tokens(2_000),
    duration: wholeNumber(4, 12).optional(),
    quality: upTo1080p,
    aspect_ratio: oneOf(...sixRatios, 'adaptive').optional(),
    generate_audio: flag,
    image_urls: urls(0, 2).optional(),
    ...callback,
  }),
  'seedance-2.0': page(
    {
      prompt: tokens(2_000),
      duration: wholeNumber(4, 15).optional(),
      quality: upTo1080p,
      aspect_ratio: oneOf(...sixRatios, 'adaptive').optional(),
      generate_audio: flag,
      image_urls: urls(0, 9).optional(),
      video_urls: urls(0, 3).optional(),
      audio_urls: urls(0, 3).optional(),
      ...callback,
    },
    [
      '12 files in all',
      (body) => ['image_urls', 'video_urls', 'audio_urls'].reduce((sum, name) => sum + ((body[name] ?? []) as []).length, 0) <= 12,
    ],
  ),
  'doubao-seedance-1.0-pro-fast': page(
    {
      prompt: tokens(2_000),
      duration: wholeNumber(2, 12).optional(),
      quality: upTo1080p,
      aspect_ratio: oneOf(...sixRatios, 'keep_ratio', 'adaptive').optional(),
      image_urls: urls(0, 1).optional(),
      ...callback,
    },
    [
      'keep_ratio and adaptive only with a picture',
      (body) => imageCount(body) > 0 || !['keep_ratio', 'adaptive'].includes(String(body.aspect_ratio)),
    ],
  ),
  'sora-2-preview': page({
    ...sora,
    duration: seconds(4, 8, 12).optional(),
    aspect_ratio: oneOf('16:9', '9:16', '1280x720', '720x1280').optional(),
  }),
  'sora-2': page({ ...soraBeta, duration: seconds(10, 15).optional() }),
  'sora-2-pro': page({ ...soraBeta, duration: seconds(15, 25).optional(), quality: oneOf('standard', 'high').optional() }, [
    '15 seconds: high, 25 seconds: standard',
    (body) => !hasField(body, 'quality') || body.quality === (body.duration === 25 ? 'standard' : 'high'),
  ]),
  'sora-2-beta-max': page({ ...soraBeta, duration: seconds(10, 15).optional() }),
  'sora-character': page(
    {
      video_url: url,
      timestamps: z
        .string()
        .regex(/^\d+(\.\d+)?,\d+(\.\d+)?$/)
        .optional(),
    },
    [
      'at most two seconds, in order',
      (body) => {
        const [from = 0, to = 2] = typeof body.timestamps === 'string' ? body.timestamps.split(',').map(Number) : [];
        return to > from && to - from <= 2;
      },
    ],
  ),
  'kling-o3-text-to-video': page(
    {
      prompt: optionalText(2_500),
      duration: wholeNumber(3, 15).optional(),
      quality: upTo4k,
      aspect_ratio: threeRatios,
      sound: onOff,
      model_params: z.strictObject({ ...shots(['customize'], null), element_list: elements(7).optional(), ...watermark }).optional(),
      ...callback,
    },
    promptUnlessCustomShots,
    ...shotRules,
  ),
  'kling-o3-image-to-video': page(
    {
      prompt: optionalText(2_500),
      duration: wholeNumber(3, 15).optional(),
      quality: upTo4k,
      aspect_ratio: threeRatios,
      sound: onOff,
      image_start: url.optional(),
      image_end: url.optional(),
      image_urls: urls(0, 7).optional(),
      model_params: z.strictObject({ ...shots(['customize'], 512), element_list: elements(7).optional(), ...watermark }).optional(),
      ...callback,
    },
    promptUnlessCustomShots,
    ...shotRules,
    endNeedsStart,
    ['image_end not with more than two pictures', (body) => !hasField(body, 'image_end') || imageCount(body) + frameCount(body) <= 2],
    ['three elements with a first frame', (body) => !hasField(body, 'image_start') || elementCount(body) <= 3],
    ['seven pictures and elements', (body) => imageCount(body) + frameCount(body) + elementCount(body) <= 7],
  ),
  'kling-o3-reference-to-video': page(
    {
      prompt: requiredText(2_500),
      duration: wholeNumber(3, 10).optional(),
      quality: hd,
      aspect_ratio: threeRatios,
      image_urls: urls(0, 4).optional(),
      video_url: url.optional(),
      keep_original_sound: flag,
      model_params: z.strictObject({ element_list: elements(7).optional(), ...watermark }).optional(),
      ...callback,
    },
    ['four pictures and elements with a video', (body) => !hasField(body, 'video_url') || imageCount(body) + elementCount(body) <= 4],
  ),
  'kling-o3-video-edit': page(
    {
      prompt: optionalText(2_500),
      quality: hd,
      image_urls: urls(0, 4).optional(),
      video_url: url.optional(),
      keep_original_sound: flag,
      model_params: o3Edit,
      ...callback,
    },
    ['four pictures and elements', (body) => imageCount(body) + elementCount(body) <= 4],
  ),
  'kling-v3-text-to-video': page(
    {
      prompt: optionalText(2_500),
      duration: wholeNumber(3, 15).optional(),
      quality: upTo4k,
      aspect_ratio: threeRatios,
      sound: onOff,
      negative_prompt: z.string().optional(),
      model_params: z.strictObject({ ...shots(['customize', 'intelligence'], 512), ...watermark }).optional(),
      ...callback,
    },
    promptUnlessCustomShots,
    ...shotRules,
  ),
  'kling-v3-image-to-video': page(
    {
      prompt: optionalText(2_500),
      duration: wholeNumber(3, 15).optional(),
      quality: upTo4k,
      sound: onOff,
      image_start: url,
      image_end: url.optional(),
      negative_prompt: z.string().optional(),
      model_params: z
        .strictObject({ ...shots(['customize', 'intelligence'], 512), element_list: elements(3).optional(), ...watermark })
        .optional(),
      ...callback,
    },
    ...shotRules,
  ),
  'kling-o1-image-to-video': page({
    prompt: requiredText(5_000),
    duration: seconds(5, 10).optional(),
    aspect_ratio: threeRatios,
    image_urls: urls(1, 2),
    ...callback,
  }),
  'kling-o1-video-edit': page(o1Edit),
  'kling-o1-video-edit-fast': page(o1Edit),
  'kling-custom-element': page({ model_params: customElement, ...callback }),
  'veo-3.1-generate-preview': veoPreview,
  'veo-3.1-fast-generate-preview': veoPreview,
  'veo3.1-pro': page(
    {
      prompt: tokens(2_000),
      quality: oneOf('720p').optional(),
      aspect_ratio: oneOf('auto', '16:9', '9:16').optional(),
      // Not on the page, but in the parameter reference.
      generate_audio: flag,
      image_urls: urls(0, 2).optional(),
      generation_type: oneOf('TEXT', 'FIRST&LAST').optional(),
      enhance_prompt: flag,
      ...callback,
    },
    textAllowsNoPictures,
    framesNeedPictures,
  ),
  'veo3.1-fast': page(
    {
      prompt: tokens(2_000),
      quality: oneOf('720p').optional(),
      aspect_ratio: oneOf('auto', '16:9', '9:16').optional(),
      image_urls: urls(0, 3).optional(),
      generation_type: oneOf('TEXT', 'FIRST&LAST', 'REFERENCE').optional(),
      enhance_prompt: flag,
      ...callback,
    },
    textAllowsNoPictures,
    framesNeedPictures,
    referencesNeedPictures,
  ),
  'veo3.1-fast-extend': page({ prompt: tokens(2_000), base_video_task_id: z.string().min(1) }),
  'veo3-fast': page({ prompt: requiredText(1_000), aspect_ratio: oneOf('16:9').optional(), image_urls: urls(0, 1).optional() }),
  'MiniMax-Hailuo-2.3': page(
    hailuo({
      prompt: optionalText(2_000),
      image_urls: urls(0, 1).optional(),
      model_params: z.strictObject(pretreatment).optional(),
    }),
    textNeedsPrompt,
    fullHdLimit,
  ),
  'MiniMax-Hailuo-2.3-Fast': page(
    hailuo({ prompt: optionalText(2_000), image_urls: urls(1, 1), model_params: z.strictObject(optimizer).optional() }),
    fullHdLimit,
  ),
  'MiniMax-Hailuo-02': page(
    hailuo({
      prompt: optionalText(2_000),
      quality: oneOf('512p', '768p', '1080p').optional(),
      image_urls: urls(0, 2).optional(),
      model_params: z.strictObject(pretreatment).optional(),
    }),
    textNeedsPrompt,
    fullHdLimit,
    ['512p: exactly one picture', (body) => body.quality !== '512p' || imageCount(body) === 1],
  ),
  'wan2.5-text-to-video': page(
    {
      prompt: tokens(2_000),
      duration: seconds(5, 10).optional(),
      quality: upTo1080p,
      aspect_ratio: wanRatio,
      prompt_extend: flag,
      ...callback,
    },
    ['480p: 16:9, 9:16 and 1:1 only', (body) => body.quality !== '480p' || !['4:3', '3:4'].includes(String(body.aspect_ratio))],
  ),
  'wan2.5-image-to-video': page({
    prompt: tokens(2_000),
    duration: seconds(5, 10).optional(),
    quality: upTo1080p,
    image_urls: urls(1, 1),
    prompt_extend: flag,
    ...callback,
  }),
  'wan2.6-text-to-video': page({
    prompt: requiredText(1_500),
    duration: wholeNumber(2, 15).optional(),
    quality: hd,
    aspect_ratio: wanRatio,
    audio_url: url.optional(),
    prompt_extend: flag,
    model_params: shotType,
    ...callback,
  }),
  'wan2.6-image-to-video': page({
    prompt: requiredText(1_500),
    duration: wholeNumber(2, 15).optional(),
    quality: hd,
    image_urls: urls(1, 1),
    audio_url: url.optional(),
    prompt_extend: flag,
    model_params: shotType,
    ...callback,
  }),
  'wan2.6-reference-video': page({
    prompt: requiredText(1_500),
    duration: wholeNumber(2, 10).optional(),
    quality: hd,
    aspect_ratio: wanRatio,
    video_urls: urls(1, 3),
    model_params: shotType,
    ...callback,
  }),
  'grok-imagine-text-to-video': page(grok),
  'grok-imagine-image-to-video': page({ ...grok, image_urls: urls(1, 7) }),
};

/** The violations of the page of this body's model; empty if the body is valid. */
export const violationsOf = (body: Body): readonly string[] => {
  const schema = pages[String(body.model)];
  if (schema === undefined) return ['no page'];
  const parsed = schema.safeParse(body);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};
