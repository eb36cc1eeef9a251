// Seedance, Sora and Kling as EvoLink's public OpenAPI pages of 2026-08-21 describe them; where a page was removed, its last state.
import {
  boolean,
  choice,
  count,
  defaultImageLimits,
  durationList,
  durationRange,
  elements,
  entryDefaults,
  type FieldRule,
  fixedDuration,
  type ImageLimits,
  type ModelEntry,
  object,
  oneOf,
  optionalPrompt,
  requiredPrompt,
  shotsField,
  text,
} from './model-entry.ts';

const sixRatios = '16:9 9:16 1:1 4:3 3:4 21:9';
const klingRatios = choice('16:9 9:16 1:1', '16:9');
const klingQualities = choice('720p 1080p 4k', '720p');
const klingImage: ImageLimits = { maxMegabytes: 10, formats: ['jpeg', 'png'], minEdge: 300, minAspect: 1 / 2.5, maxAspect: 2.5 };
const soundField = { field: 'sound', default: false } as const;
const generateAudioField = { field: 'generate_audio', default: true } as const;

const watermark = { 'model_params.watermark_info': object, 'model_params.watermark_info.enabled': boolean } as const;

function shots(shotTypes: string, maxElements: number): Record<string, FieldRule> {
  return {
    'model_params.multi_shot': boolean,
    'model_params.shot_type': oneOf(shotTypes),
    'model_params.multi_prompt': shotsField(6),
    ...(maxElements > 0 ? { 'model_params.element_list': elements(maxElements) } : {}),
    ...watermark,
  };
}

const videoEdit = { keep_original_sound: boolean } as const;
const o3Edit = { ...videoEdit, 'model_params.element_list': elements(4), ...watermark } as const;

const sora = {
  ...entryDefaults,
  prompt: requiredPrompt(5_000, 'tokens'),
  inputs: { image_urls: count(0, 1) },
  image: defaultImageLimits,
} as const;
const soraBeta = { ...sora, offered: 'withdrawn', ratio: choice('16:9 9:16', '16:9'), fields: { remove_watermark: boolean } } as const;

/** The entries of Seedance, Sora and Kling. */
export const seedanceSoraKling: readonly ModelEntry[] = [
  {
    ...entryDefaults,
    id: 'seedance-1.5-pro',
    prompt: requiredPrompt(2_000, 'tokens'),
    duration: durationRange(4, 12, 5),
    quality: choice('480p 720p 1080p', '720p'),
    ratio: choice(`${sixRatios} adaptive`, '16:9'),
    audio: generateAudioField,
    inputs: { image_urls: count(0, 2) },
    image: { ...defaultImageLimits, minEdge: 300, maxEdge: 6_000, minAspect: 0.4, maxAspect: 2.5 },
  },
  {
    ...entryDefaults,
    id: 'seedance-2.0',
    offered: 'withdrawn',
    prompt: requiredPrompt(2_000, 'tokens'),
    duration: durationRange(4, 15, 5),
    quality: choice('480p 720p 1080p', '720p'),
    ratio: choice(`${sixRatios} adaptive`, '16:9'),
    audio: generateAudioField,
    inputs: { image_urls: count(0, 9), video_urls: count(0, 3), audio_urls: count(0, 3) },
    image: { maxMegabytes: 30, formats: ['jpeg', 'png', 'webp', 'gif'] },
    rules: ['at-most-twelve-files'],
  },
  {
    ...entryDefaults,
    id: 'doubao-seedance-1.0-pro-fast',
    prompt: requiredPrompt(2_000, 'tokens'),
    duration: durationRange(2, 12, 5),
    quality: choice('480p 720p 1080p', '1080p'),
    ratio: choice(`${sixRatios} keep_ratio adaptive`, '16:9'),
    inputs: { image_urls: count(0, 1) },
    image: defaultImageLimits,
    rules: ['adaptive-needs-image', 'adaptive-with-image-by-default'],
  },
  {
    ...sora,
    id: 'sora-2-preview',
    duration: durationList([4, 8, 12], 4),
    ratio: choice('16:9 9:16 1280x720 720x1280', '16:9'),
    rules: ['image-has-video-size'],
  },
  { ...soraBeta, id: 'sora-2', alias: 'sora-2-beta', duration: durationList([10, 15], 10) },
  {
    ...soraBeta,
    id: 'sora-2-pro',
    duration: durationList([15, 25], 15),
    quality: choice('standard high', 'high'),
    rules: ['sora-pro-quality'],
  },
  { ...soraBeta, id: 'sora-2-beta-max', duration: durationList([10, 15], 10) },
  {
    ...entryDefaults,
    id: 'sora-character',
    offered: 'withdrawn',
    output: 'character',
    prompt: optionalPrompt(null),
    duration: fixedDuration(0),
    inputs: { video_url: count(1, 1) },
    fields: { timestamps: text(32) },
    rules: ['timestamps-span-two-seconds'],
  },
  {
    ...entryDefaults,
    id: 'kling-o3-text-to-video',
    prompt: requiredPrompt(2_500),
    duration: durationRange(3, 15, 5),
    quality: klingQualities,
    ratio: klingRatios,
    audio: soundField,
    fields: shots('customize', 7),
    rules: ['multi-shot'],
  },
  {
    ...entryDefaults,
    id: 'kling-o3-image-to-video',
    prompt: requiredPrompt(2_500),
    duration: durationRange(3, 15, 5),
    quality: klingQualities,
    ratio: klingRatios,
    audio: soundField,
    inputs: { image_start: count(0, 1), image_end: count(0, 1), image_urls: count(0, 7) },
    image: klingImage,
    fields: shots('customize', 7),
    rules: [
      'multi-shot',
      'shot-prompt-512',
      'end-needs-start',
      'end-with-two-images-at-most',
      'images-and-elements-7',
      'three-elements-with-start',
    ],
  },
  {
    ...entryDefaults,
    id: 'kling-o3-reference-to-video',
    prompt: requiredPrompt(2_500),
    duration: durationRange(3, 10, 5),
    quality: choice('720p 1080p', '720p'),
    ratio: klingRatios,
    inputs: { image_urls: count(0, 4), video_url: count(0, 1) },
    // A rule allows at most four elements with a video. The page has no limit without a video.
    fields: { ...o3Edit, 'model_params.element_list': elements(7) },
    rules: ['images-and-elements-4-with-video'],
  },
  {
    ...entryDefaults,
    id: 'kling-o3-video-edit',
    prompt: optionalPrompt(2_500),
    duration: fixedDuration(5),
    quality: choice('720p 1080p', '720p'),
    inputs: { image_urls: count(0, 4), video_url: count(0, 1) },
    fields: o3Edit,
    rules: ['images-and-elements-4'],
  },
  {
    ...entryDefaults,
    id: 'kling-v3-text-to-video',
    prompt: requiredPrompt(2_500),
    duration: durationRange(3, 15, 5),
    quality: klingQualities,
    ratio: klingRatios,
    audio: soundField,
    fields: { negative_prompt: text(5_000), ...shots('customize intelligence', 0) },
    rules: ['multi-shot', 'shot-prompt-512'],
  },
  {
    ...entryDefaults,
    id: 'kling-v3-image-to-video',
    prompt: optionalPrompt(2_500),
    duration: durationRange(3, 15, 5),
    quality: klingQualities,
    audio: soundField,
    inputs: { image_start: count(1, 1), image_end: count(0, 1) },
    image: klingImage,
    fields: { negative_prompt: text(5_000), ...shots('customize intelligence', 3) },
    rules: ['multi-shot', 'shot-prompt-512', 'end-needs-start'],
  },
  {
    ...entryDefaults,
    id: 'kling-o1-image-to-video',
    prompt: requiredPrompt(5_000),
    duration: durationList([5, 10], 5),
    ratio: klingRatios,
    inputs: { image_urls: count(1, 2) },
    image: defaultImageLimits,
  },
  {
    ...entryDefaults,
    id: 'kling-o1-video-edit',
    prompt: requiredPrompt(5_000),
    duration: fixedDuration(5),
    inputs: { image_urls: count(0, 4), video_urls: count(1, 1) },
    image: defaultImageLimits,
    fields: videoEdit,
  },
  {
    ...entryDefaults,
    id: 'kling-o1-video-edit-fast',
    prompt: requiredPrompt(5_000),
    duration: fixedDuration(6),
    inputs: { image_urls: count(0, 4), video_urls: count(1, 1) },
    image: defaultImageLimits,
    fields: videoEdit,
  },
  {
    ...entryDefaults,
    id: 'kling-custom-element',
    output: 'element',
    prompt: optionalPrompt(null),
    duration: fixedDuration(0),
    image: klingImage,
    fields: {
      'model_params.element_name': text(20),
      'model_params.element_description': text(100),
      'model_params.reference_type': oneOf('image_refer video_refer'),
      'model_params.element_image_list': object,
      'model_params.element_video_list': object,
      'model_params.element_voice_id': text(200),
    },
    rules: ['custom-element'],
  },
];
