// Wan, by Alibaba.
import type { Model } from '../model.ts';
import {
  audioFiles,
  baseModel,
  choice,
  contractImages,
  firstFrame,
  flag,
  images,
  namedChoice,
  parameter,
  quality,
  ratio,
  rule,
  secondsList,
  secondsRange,
  slot,
  undocumentedModel,
  videos,
} from './model-builders.ts';

const vendor = 'Alibaba';
const ratios = namedChoice(['16:9', '9:16', '1:1', '4:3', '3:4'], '16:9', 'both');
const image = images(10, ['jpeg', 'png', 'bmp', 'webp'], { minEdgePixels: 360, maxEdgePixels: 2_000, noAlpha: true });
const extend = flag('prompt_extend', true);
const shots = choice('model_params.shot_type', ['single', 'multi']);

/** Text to video. The service has no page about it: the contract's general limits apply. */
export const wan25T2vPreview: Model = undocumentedModel('wan2.5-t2v-preview', 'Wan 2.5 Text Preview', vendor, ['text-to-video']);

/** Image to video, judging by its name, because the service has no page about it. One image is required; the contract allows nine. */
export const wan25I2vPreview: Model = {
  ...undocumentedModel('wan2.5-i2v-preview', 'Wan 2.5 Image Preview', vendor, ['image-to-video']),
  slots: [firstFrame(1), slot('reference-image', 'image_urls', 0, 8)],
  image: contractImages,
};

const wan25Prompt = { required: true, max: 2_000, unit: 'tokens' } as const;
const wan25Qualities = namedChoice(['480p', '720p', '1080p'], '720p');

/** Text to video of 5 or 10 seconds. Source: its EvoLink page. */
export const wan25TextToVideo: Model = {
  ...baseModel('wan2.5-text-to-video', 'Wan 2.5 Text to Video', vendor, ['text-to-video']),
  prompt: wan25Prompt,
  duration: secondsList([5, 10], null),
  quality: wan25Qualities,
  aspectRatio: ratios,
  extra: [extend],
  rules: [rule('480p-ratios', 'aspectRatio', [quality('480p')], [ratio('16:9', '9:16', '1:1')])],
};

/** A first frame to video of 5 or 10 seconds. Source: its EvoLink page. */
export const wan25ImageToVideo: Model = {
  ...baseModel('wan2.5-image-to-video', 'Wan 2.5 Image to Video', vendor, ['image-to-video']),
  prompt: wan25Prompt,
  duration: secondsList([5, 10], null),
  quality: wan25Qualities,
  slots: [firstFrame(1)],
  image,
  extra: [extend],
  notes: ['image-required'],
};

const wan26Prompt = { required: true, max: 1_500, unit: 'characters' } as const;
const wan26Qualities = namedChoice(['720p', '1080p'], '720p');
const soundtrack = slot('reference-audio', 'audio_url', 0, 1);
const soundtrackFile = audioFiles(15, ['mp3'], { minSeconds: 3, maxSeconds: 30 });
// Without the prompt improver the choice has no effect: this is advice and does not block the request.
const shotsNeedExtend = rule(
  'shot-type-needs-extend',
  'model_params.shot_type',
  [{ is: 'set', path: 'model_params.shot_type' }],
  [parameter('prompt_extend', true)],
  'advice',
);

/** Text to video, with an optional soundtrack and several shots. Source: its EvoLink page. */
export const wan26TextToVideo: Model = {
  ...baseModel('wan2.6-text-to-video', 'Wan 2.6 Text to Video', vendor, ['text-to-video']),
  prompt: wan26Prompt,
  duration: secondsRange(2, 15, null),
  quality: wan26Qualities,
  aspectRatio: ratios,
  slots: [soundtrack],
  audioFile: soundtrackFile,
  extra: [extend, shots],
  rules: [shotsNeedExtend],
};

/** A first frame to video, with an optional soundtrack and several shots. Source: its EvoLink page. */
export const wan26ImageToVideo: Model = {
  ...baseModel('wan2.6-image-to-video', 'Wan 2.6 Image to Video', vendor, ['image-to-video']),
  prompt: wan26Prompt,
  duration: secondsRange(2, 15, null),
  quality: wan26Qualities,
  slots: [firstFrame(1), soundtrack],
  image,
  audioFile: soundtrackFile,
  extra: [extend, shots],
  notes: ['image-required'],
  rules: [shotsNeedExtend],
};

/** Up to three reference videos, for looks and voice, to video. Source: its EvoLink page. */
export const wan26ReferenceVideo: Model = {
  ...baseModel('wan2.6-reference-video', 'Wan 2.6 Reference Video', vendor, ['reference-to-video']),
  prompt: wan26Prompt,
  duration: secondsRange(2, 10, null),
  quality: wan26Qualities,
  aspectRatio: ratios,
  slots: [slot('reference-video', 'video_urls', 1, 3)],
  video: videos(100, ['mp4', 'mov'], { minSeconds: 2, maxSeconds: 30 }),
  extra: [shots],
  notes: ['looks-and-voice', 'bills-input'],
};
