// Sora, by OpenAI.
import type { Model } from '../model.ts';
import {
  baseModel,
  durationIs,
  firstFrame,
  flag,
  images,
  namedChoice,
  quality,
  rule,
  secondsList,
  slot,
  span,
  videos,
} from './model-builders.ts';

const vendor = 'OpenAI';
const prompt = { required: true, max: 5_000, unit: 'tokens' } as const;
const ratios = namedChoice(['16:9', '9:16'], '16:9', 'both');
const image = images(10, ['jpeg', 'png', 'webp']);
const noWatermark = flag('remove_watermark', true);

/** Text to video, or image to video from a first frame of exactly the video's size. Source: its EvoLink page. */
export const sora2Preview: Model = {
  ...baseModel('sora-2-preview', 'Sora 2 Preview', vendor, ['text-to-video', 'image-to-video']),
  prompt,
  duration: secondsList([4, 8, 12], 4),
  aspectRatio: namedChoice(['16:9', '9:16', '1280x720', '720x1280'], '16:9', 'both'),
  slots: [firstFrame(0)],
  image: { ...image, ratio: 'exact' },
  notes: ['exact-size', 'no-real-people', 'upstream-closed'],
};

/** Text or a first frame to a video of 10 or 15 seconds. Source: its archived EvoLink page. */
export const sora2: Model = {
  ...baseModel('sora-2', 'Sora 2', vendor, ['text-to-video', 'image-to-video']),
  stability: 'beta',
  documentation: 'archived',
  renamedTo: 'sora-2-beta',
  prompt,
  duration: secondsList([10, 15], 10),
  aspectRatio: ratios,
  slots: [firstFrame(0)],
  image,
  extra: [noWatermark],
  notes: ['archived', 'renamed', 'no-real-people', 'upstream-closed'],
};

/** Text or a first frame to a video of 15 or 25 seconds. Source: its archived EvoLink page. */
export const sora2Pro: Model = {
  ...baseModel('sora-2-pro', 'Sora 2 Pro', vendor, ['text-to-video', 'image-to-video']),
  stability: 'beta',
  documentation: 'archived',
  prompt,
  duration: secondsList([15, 25], 15),
  quality: namedChoice(['standard', 'high'], null),
  aspectRatio: ratios,
  slots: [firstFrame(0)],
  image,
  extra: [noWatermark],
  notes: ['archived', 'upstream-closed'],
  rules: [
    rule('fifteen-seconds-high', 'quality', [{ ...durationIs(15), orDefault: true }], [quality('high')]),
    rule('twenty-five-seconds-standard', 'quality', [durationIs(25)], [quality('standard')]),
  ],
};

/** Text or a first frame to a video of 10 or 15 seconds. Source: its archived EvoLink page. */
export const sora2BetaMax: Model = {
  ...baseModel('sora-2-beta-max', 'Sora 2 Beta Max', vendor, ['text-to-video', 'image-to-video'], 'documentation'),
  stability: 'beta',
  documentation: 'archived',
  prompt,
  duration: secondsList([10, 15], 10),
  aspectRatio: ratios,
  slots: [firstFrame(0)],
  image,
  extra: [noWatermark],
  notes: ['archived', 'upstream-closed'],
};

/** Extracts a character from a video; the contract lists it as text-to-video. */
export const soraCharacter: Model = {
  ...baseModel('sora-character', 'Sora Character', vendor, ['character'], 'documentation'),
  stability: 'beta',
  documentation: 'archived',
  output: 'character',
  prompt: { required: false, max: null, unit: 'characters', none: true },
  slots: [slot('source-video', 'video_url', 1, 1)],
  video: videos(100, ['mp4', 'mov', 'webm'], { source: 'both' }),
  extra: [span('timestamps', 2, '0,2')],
  notes: ['makes-character', 'archived', 'upstream-closed'],
  rules: [
    rule(
      'timestamps-span',
      'timestamps',
      [{ is: 'set', path: 'timestamps' }],
      [{ is: 'timestamps', path: 'timestamps', maxSpanSeconds: 2 }],
    ),
  ],
};
