// Kling O3 and V3, by Kuaishou: models with elements, and some that cut between several shots.

import { multiShotPath as multiShot, shotsPath as shots, shotTypePath as shotType } from '../form/shots.ts';
import type { Model } from '../model.ts';
import type { Rule, RuleCondition } from '../rules/rule-types.ts';
import {
  atLeastOne,
  baseModel,
  choice,
  contractImages,
  count,
  everyImage,
  firstFrame,
  flag,
  images,
  lastFrame,
  lastNeedsFirst,
  namedChoice,
  namedElements,
  negativePrompt,
  parameter,
  rule,
  secondsRange,
  slot,
  sound,
  videos,
  writtenShots,
} from './model-builders.ts';

const vendor = 'Kuaishou';
const unlimited = Number.POSITIVE_INFINITY;
const ratios = namedChoice(['16:9', '9:16', '1:1'], '16:9', 'both');
const upTo4k = namedChoice(['720p', '1080p', '4k'], '720p');
const upTo1080p = namedChoice(['720p', '1080p'], '720p', 'both');
const frame = images(10, ['jpeg', 'png'], { minEdgePixels: 300, minAspect: 0.4, maxAspect: 2.5 });
const inputVideo = videos(200, ['mp4', 'mov'], {
  minSeconds: 3,
  minEdgePixels: 720,
  maxEdgePixels: 2_160,
  minFramesPerSecond: 24,
  maxFramesPerSecond: 60,
});

const elementList = 'model_params.element_list';

const elements = namedElements(elementList, 7);
const watermark = flag('model_params.watermark_info.enabled', null);
const keepSound = flag('keep_original_sound', true);
/** The pages require a shot type for several shots. Without a choice of the user, the video is cut into the shots as written. */
const shotFields = (types: readonly string[]) => [
  flag(multiShot, null),
  choice(shotType, types, { requiredBy: { path: multiShot, value: true, sent: 'customize' } }),
  writtenShots(shots, 6),
];

const prompt = (required: boolean, optionalWhen: readonly RuleCondition[]) =>
  ({ required, max: 2_500, unit: 'characters', optionalWhen }) as const;
const editPrompt = { required: false, max: 2_500, unit: 'characters' } as const;

/** V3 cuts the video itself for the type "intelligence", so shots are required only for the type "customize". */
const shotRules = (when: readonly RuleCondition[]): readonly Rule[] => [
  rule('shots-missing', shots, when, [{ is: 'shots', min: 1, max: 6 }]),
  rule('shots-add-up', shots, when, [{ is: 'shots-add-up' }]),
  // No page says what happens to a shot without a prompt. The shot would still be charged.
  rule('shot-empty', shots, when, [{ is: 'shots-written' }], 'advice'),
];
const o3Shots = [parameter(multiShot, true)];
const v3Shots = [parameter(multiShot, true), parameter(shotType, 'customize')];
/** Written shots that the model does not use, because it cuts the video itself. The page still requires their seconds to add up. */
const v3Spare = [parameter(multiShot, true), parameter(shotType, 'intelligence'), { is: 'shots', min: 1, max: unlimited }] as const;
const shortShots = rule('shot-too-long', shots, [], [{ is: 'shot-characters', max: 512 }]);
const v3Rules = [...shotRules(v3Shots), rule('shots-add-up', shots, v3Spare, [{ is: 'shots-add-up' }], 'advice'), shortShots];

/** Text to video of 3 to 15 seconds, with several shots and elements. Source: its EvoLink page. */
export const klingO3TextToVideo: Model = {
  ...baseModel('kling-o3-text-to-video', 'Kling O3 Text to Video', vendor, ['text-to-video']),
  prompt: prompt(true, o3Shots),
  duration: secondsRange(3, 15, 5, 'both'),
  quality: upTo4k,
  aspectRatio: ratios,
  audio: sound,
  extra: [...shotFields(['customize']), elements, watermark],
  notes: ['multi-shot', 'elements-in-prompt'],
  rules: [...shotRules(o3Shots), rule('elements-total', elementList, [], [count([], 0, 7, true)])],
};

/** Frames, reference images and elements to video, with several shots. Source: its EvoLink page. */
export const klingO3ImageToVideo: Model = {
  ...baseModel(
    'kling-o3-image-to-video',
    'Kling O3 Image to Video',
    vendor,
    ['image-to-video', 'first-last-frame', 'reference-to-video'],
    'documentation',
  ),
  prompt: prompt(true, o3Shots),
  duration: secondsRange(3, 15, 5),
  quality: namedChoice(['720p', '1080p', '4k'], null),
  aspectRatio: ratios,
  audio: sound,
  slots: [firstFrame(0, 'image_start'), lastFrame('image_end'), slot('reference-image', 'image_urls', 0, 7)],
  image: frame,
  extra: [...shotFields(['customize']), elements, watermark],
  notes: ['multi-shot', 'elements-in-prompt'],
  rules: [
    ...shotRules(o3Shots),
    shortShots,
    lastNeedsFirst,
    rule('last-frame-among-few', 'last-frame', [count(everyImage, 3, unlimited)], [count(['last-frame'], 0, 0)]),
    rule('elements-with-first-frame', elementList, [atLeastOne(['first-frame'])], [count([], 0, 3, true)]),
    rule('images-and-elements', 'reference-image', [], [count(everyImage, 0, 7, true)]),
    // The page requires no picture; the contract lists the model as image-to-video.
    { ...rule('needs-an-image', 'first-frame', [], [atLeastOne(everyImage)], 'advice'), source: 'contract' },
  ],
};

/** Reference images, elements and a reference video to video. Source: its EvoLink page; the contract requires a reference. */
export const klingO3ReferenceToVideo: Model = {
  ...baseModel('kling-o3-reference-to-video', 'Kling O3 Reference to Video', vendor, ['reference-to-video']),
  prompt: { required: true, max: 2_500, unit: 'characters' },
  duration: secondsRange(3, 10, 5),
  quality: upTo1080p,
  aspectRatio: ratios,
  slots: [slot('reference-image', 'image_urls', 0, 4), slot('reference-video', 'video_url', 0, 1)],
  image: contractImages,
  video: inputVideo,
  extra: [keepSound, elements, watermark],
  notes: ['elements-in-prompt', 'image-elements-only', 'no-sound-with-video', 'frame-rate-24-60'],
  rules: [
    rule('images-and-elements', 'reference-image', [atLeastOne(['reference-video'])], [count(['reference-image'], 0, 4, true)]),
    {
      ...rule('needs-a-reference', 'reference-image', [], [atLeastOne(['reference-image', 'reference-video'], true)], 'advice'),
      source: 'contract',
    },
  ],
};

/** Changes a video by the prompt, with reference images and elements. Source: its EvoLink page; the contract requires a video. */
export const klingO3VideoEdit: Model = {
  ...baseModel('kling-o3-video-edit', 'Kling O3 Video Edit', vendor, ['video-edit']),
  prompt: editPrompt,
  quality: upTo1080p,
  slots: [slot('source-video', 'video_url', 0, 1), slot('reference-image', 'image_urls', 0, 4)],
  image: contractImages,
  video: inputVideo,
  extra: [keepSound, elements, watermark],
  notes: ['elements-in-prompt', 'follows-input', 'bills-input', 'frame-rate-24-60'],
  rules: [
    rule('images-and-elements', 'reference-image', [], [count(['reference-image'], 0, 4, true)]),
    { ...rule('needs-a-video', 'source-video', [], [atLeastOne(['source-video'])], 'advice'), source: 'contract' },
  ],
};

/** Text to video of 3 to 15 seconds, with several shots. Source: its EvoLink page. */
export const klingV3TextToVideo: Model = {
  ...baseModel('kling-v3-text-to-video', 'Kling V3 Text to Video', vendor, ['text-to-video']),
  prompt: prompt(true, v3Shots),
  duration: secondsRange(3, 15, 5),
  quality: upTo4k,
  aspectRatio: ratios,
  audio: sound,
  extra: [negativePrompt, ...shotFields(['customize', 'intelligence']), watermark],
  notes: ['multi-shot'],
  rules: v3Rules,
};

/** First and last frame to video, with several shots and elements. Source: its EvoLink page. */
export const klingV3ImageToVideo: Model = {
  ...baseModel('kling-v3-image-to-video', 'Kling V3 Image to Video', vendor, ['image-to-video', 'first-last-frame'], 'documentation'),
  prompt: editPrompt,
  duration: secondsRange(3, 15, 5),
  quality: upTo4k,
  audio: sound,
  slots: [firstFrame(1, 'image_start'), lastFrame('image_end')],
  image: frame,
  extra: [negativePrompt, ...shotFields(['customize', 'intelligence']), elements, watermark],
  notes: ['multi-shot', 'elements-in-prompt', 'image-required'],
  rules: [...v3Rules, lastNeedsFirst, rule('elements-total', elementList, [], [count([], 0, 3, true)])],
};
