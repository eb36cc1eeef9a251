// The request schemas of the service's 34 pages for models of the catalogue, copied by hand from the documentation: the listed fields of each
// page, and its rules in prose. Nothing here is derived from the catalogue or from the simulator, so that all three can disagree.
// Pages of 2026-08-21; Veo's preview pages as of 2026-09; of an archived or removed page, its last state.
import { z } from 'zod';
import {
  callback,
  customElement,
  elementCount,
  elements,
  endNeedsStart,
  flag,
  frameCount,
  framesNeedPictures,
  fullHdLimit,
  grok,
  hailuo,
  hasField,
  hd,
  imageCount,
  o1Edit,
  o3Edit,
  oneOf,
  onOff,
  optimizer,
  optionalText,
  type PageBody,
  page,
  pretreatment,
  promptUnlessCustomShots,
  referencesNeedPictures,
  requiredText,
  seconds,
  shotRules,
  shots,
  shotType,
  sixRatios,
  sora,
  soraBeta,
  textAllowsNoPictures,
  textNeedsPrompt,
  threeRatios,
  tokens,
  upTo4k,
  upTo1080p,
  url,
  urls,
  veoPreview,
  wanRatio,
  watermark,
  wholeNumber,
} from './page-parts.ts';

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
export const violationsOf = (body: PageBody): readonly string[] => {
  const schema = pages[String(body.model)];
  if (schema === undefined) return ['no page'];
  const parsed = schema.safeParse(body);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};
