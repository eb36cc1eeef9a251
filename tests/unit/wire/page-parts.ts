// The parts of the documented request schemas that several pages share: fields, and rules about several fields. They are copied by hand from
// the documentation, see `pages.ts`.
import { z } from 'zod';

export const url = z.string().regex(/^https?:\/\/\S+$/);
export const requiredText = (max: number) =>
  z.string().refine((text) => text.trim() !== '' && [...text].length <= max, `1 to ${max} characters`);
/** A prompt that may be missing or empty. */
export const optionalText = (max: number) =>
  z
    .string()
    .refine((text) => [...text].length <= max, `at most ${max} characters`)
    .optional();
/** Pages that say "tokens" still declare the same number as `maxLength`. */
export const tokens = requiredText;
export const urls = (min: number, max: number) => z.array(url).min(min).max(max);
export const wholeNumber = (min: number, max: number) => z.int().min(min).max(max);
export const oneOf = <const T extends readonly [string, ...string[]]>(...values: T) => z.enum(values);
export const seconds = (...values: readonly [number, number, ...number[]]) => z.literal([...values]);

export const callback = { callback_url: z.string().startsWith('https://').max(2_048).optional() };
export const sixRatios = ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9'] as const;
export const threeRatios = oneOf('16:9', '9:16', '1:1').optional();
export const upTo1080p = oneOf('480p', '720p', '1080p').optional();
export const hd = oneOf('720p', '1080p').optional();
export const upTo4k = oneOf('720p', '1080p', '4k').optional();
export const onOff = oneOf('on', 'off').optional();
export const flag = z.boolean().optional();

export type PageBody = Readonly<Record<string, unknown>>;
/** A rule of a page about several fields, checked when each field is valid on its own. */
type PageRule = readonly [string, (body: PageBody) => boolean];
export const page = (shape: z.ZodRawShape, ...rules: readonly PageRule[]): z.ZodType =>
  z.strictObject({ model: z.string(), ...shape }).check((context) => {
    for (const [sentence, holds] of rules) {
      if (!holds(context.value as PageBody)) context.issues.push({ code: 'custom', message: sentence, input: context.value });
    }
  });

export const imageCount = (body: PageBody): number => (Array.isArray(body.image_urls) ? body.image_urls.length : 0);
export const hasField = (body: PageBody, name: string): boolean => body[name] !== undefined;
const hasPrompt = (body: PageBody): boolean => typeof body.prompt === 'string' && body.prompt.trim() !== '';
export const frameCount = (body: PageBody): number => ['image_start', 'image_end'].filter((name) => hasField(body, name)).length;
const parametersOf = (body: PageBody): PageBody => (body.model_params ?? {}) as PageBody;
export const elementCount = (body: PageBody): number => ((parametersOf(body).element_list ?? []) as readonly unknown[]).length;

// Kling: shots and elements.
const shot = (characterLimit: number | null) =>
  z.strictObject({
    index: z.int(),
    prompt: characterLimit === null ? z.string() : z.string().refine((text) => [...text].length <= characterLimit),
    duration: z.string().regex(/^[1-9]\d*$/),
  });
export const elements = (max: number) => z.array(z.strictObject({ element_id: z.string().min(1) })).max(max);
export const watermark = { watermark_info: z.strictObject({ enabled: flag }).optional() };
export const shots = (types: readonly [string, ...string[]], characterLimit: number | null) => ({
  multi_shot: flag,
  shot_type: z.enum(types).optional(),
  multi_prompt: z.array(shot(characterLimit)).min(1).max(6).optional(),
});
const hasShots = (body: PageBody): boolean => parametersOf(body).multi_shot === true;
const hasCustomShots = (body: PageBody): boolean => hasShots(body) && parametersOf(body).shot_type === 'customize';
export const shotRules: readonly PageRule[] = [
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
export const promptUnlessCustomShots: PageRule = [
  'prompt is required unless the shots are customized',
  (body) => hasPrompt(body) || hasCustomShots(body),
];
export const endNeedsStart: PageRule = [
  'image_end requires image_start',
  (body) => !hasField(body, 'image_end') || hasField(body, 'image_start'),
];

export const o3Edit = z.strictObject({ element_list: elements(4).optional(), ...watermark }).optional();
export const o1Edit = {
  prompt: requiredText(5_000),
  video_urls: urls(1, 1),
  image_urls: urls(0, 4).optional(),
  keep_original_sound: flag,
  ...callback,
};

export const customElement = z.discriminatedUnion('reference_type', [
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
export const framesNeedPictures: PageRule = [
  'FIRST&LAST takes one or two pictures',
  (body) => body.generation_type !== 'FIRST&LAST' || [1, 2].includes(imageCount(body)),
];
export const referencesNeedPictures: PageRule = [
  'REFERENCE takes one to three pictures',
  (body) => body.generation_type !== 'REFERENCE' || [1, 2, 3].includes(imageCount(body)),
];
export const textAllowsNoPictures: PageRule = [
  'TEXT takes no pictures',
  (body) => body.generation_type !== 'TEXT' || imageCount(body) === 0,
];
export const veoPreview = page(
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
export const hailuo = (fields: z.ZodRawShape) => ({
  duration: seconds(6, 10).optional(),
  quality: oneOf('768p', '1080p').optional(),
  ...fields,
  ...callback,
});
export const optimizer = { prompt_optimizer: flag };
export const pretreatment = { ...optimizer, fast_pretreatment: flag };
export const fullHdLimit: PageRule = [
  '1080p: 6 seconds only',
  (body) => body.quality !== '1080p' || [undefined, 6].includes(body.duration as number),
];
export const textNeedsPrompt: PageRule = ['prompt is needed without a picture', (body) => hasPrompt(body) || imageCount(body) > 0];

// Wan, Sora, Grok.
export const wanRatio = oneOf('16:9', '9:16', '1:1', '4:3', '3:4').optional();
export const shotType = z.strictObject({ shot_type: oneOf('single', 'multi').optional() }).optional();
export const sora = {
  prompt: tokens(5_000),
  image_urls: urls(0, 1).optional(),
  ...callback,
};
export const soraBeta = { ...sora, aspect_ratio: oneOf('16:9', '9:16').optional(), remove_watermark: flag };
export const grok = {
  prompt: z.string().refine((text) => text.trim() !== ''),
  duration: wholeNumber(6, 30).optional(),
  quality: oneOf('480p', '720p').optional(),
  aspect_ratio: oneOf('16:9', '9:16', '1:1', '3:2', '2:3').optional(),
  mode: oneOf('fun', 'normal', 'spicy').optional(),
  ...callback,
};
