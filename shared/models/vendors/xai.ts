// Grok Imagine, by xAI.
import type { Model } from '../model.ts';
import { baseModel, choice, images, namedChoice, secondsRange, slot } from './model-builders.ts';

const vendor = 'xAI';
const duration = secondsRange(6, 30, 6);
const qualities = namedChoice(['480p', '720p'], '480p');
const ratios = namedChoice(['16:9', '9:16', '1:1', '3:2', '2:3'], '16:9', 'both');
const mode = choice('mode', ['fun', 'normal', 'spicy'], { default: 'normal' });

/** Text to video. Source: its EvoLink page. */
export const grokImagineTextToVideo: Model = {
  ...baseModel('grok-imagine-text-to-video', 'Grok Imagine Text to Video', vendor, ['text-to-video']),
  stability: 'beta',
  renamedTo: 'grok-imagine-text-to-video-beta',
  duration,
  quality: qualities,
  aspectRatio: ratios,
  extra: [mode],
  notes: ['renamed'],
};

/** One to seven reference images to video. Source: its EvoLink page. */
export const grokImagineImageToVideo: Model = {
  ...baseModel(
    'grok-imagine-image-to-video',
    'Grok Imagine Image to Video',
    vendor,
    ['image-to-video', 'reference-to-video'],
    'documentation',
  ),
  stability: 'beta',
  renamedTo: 'grok-imagine-image-to-video-beta',
  duration,
  quality: qualities,
  aspectRatio: ratios,
  slots: [slot('reference-image', 'image_urls', 1, 7)],
  image: images(10, ['jpeg', 'png', 'webp'], { ratio: 'follows' }),
  extra: [mode],
  notes: ['renamed', 'image-required', 'single-image-ratio'],
};
