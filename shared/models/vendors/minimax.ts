// Hailuo, by MiniMax.
import type { Model } from '../model.ts';
import {
  atLeastOne,
  baseModel,
  count,
  durationIs,
  everyImage,
  firstFrame,
  flag,
  images,
  lastFrame,
  lastNeedsFirst,
  namedChoice,
  quality,
  rule,
  secondsList,
} from './model-builders.ts';

const vendor = 'MiniMax';
const duration = secondsList([6, 10], 6);
const upTo1080p = namedChoice(['768p', '1080p'], '768p');
const image = images(20, ['jpeg', 'png', 'webp'], { minAspect: 0.4, maxAspect: 2.5, minEdgePixels: 300 });
const optimizer = flag('model_params.prompt_optimizer', true);
const pretreatment = flag('model_params.fast_pretreatment', false);
const sixSeconds = rule('1080p-six-seconds', 'durationSeconds', [quality('1080p')], [durationIs(6)]);

/** Text or a first frame to video. Source: its EvoLink page. */
export const hailuo23: Model = {
  ...baseModel('MiniMax-Hailuo-2.3', 'Hailuo 2.3', vendor, ['text-to-video', 'image-to-video'], 'documentation'),
  // The page's schema requires a prompt; its text calls it optional beside a picture.
  prompt: { required: true, max: 2_000, unit: 'characters', optionalWhen: [atLeastOne(everyImage)] },
  duration,
  quality: upTo1080p,
  slots: [firstFrame(0)],
  image,
  extra: [optimizer, pretreatment],
  notes: ['camera-commands'],
  rules: [sixSeconds, rule('prompt-beside-picture', 'prompt', [atLeastOne(everyImage)], [{ is: 'prompt-written' }], 'advice')],
};

/** A first frame to video. The contract lists it as text-to-video; by its EvoLink page it takes a picture and nothing else. */
export const hailuo23Fast: Model = {
  ...baseModel('MiniMax-Hailuo-2.3-Fast', 'Hailuo 2.3 Fast', vendor, ['image-to-video'], 'documentation'),
  prompt: { required: false, max: 2_000, unit: 'characters' },
  duration,
  quality: upTo1080p,
  slots: [firstFrame(1)],
  image,
  extra: [optimizer],
  notes: ['image-required'],
  rules: [sixSeconds],
};

/** Text, a first frame, or first and last frame to video. Source: its EvoLink page. */
export const hailuo02: Model = {
  ...baseModel('MiniMax-Hailuo-02', 'Hailuo 02', vendor, ['text-to-video', 'image-to-video', 'first-last-frame'], 'documentation'),
  prompt: { required: true, max: 2_000, unit: 'characters', optionalWhen: [atLeastOne(everyImage)] },
  duration,
  quality: namedChoice(['512p', '768p', '1080p'], '768p'),
  slots: [firstFrame(0), lastFrame()],
  image,
  extra: [optimizer, pretreatment],
  rules: [sixSeconds, rule('512p-one-image', 'quality', [quality('512p')], [count(everyImage, 1, 1)]), lastNeedsFirst],
};
