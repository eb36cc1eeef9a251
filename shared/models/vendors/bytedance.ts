// Seedance, by ByteDance.
import type { Model } from '../model.ts';
import {
  atLeastOne,
  baseModel,
  count,
  everyImage,
  firstFrame,
  generateAudio,
  images,
  lastFrame,
  lastNeedsFirst,
  namedChoice,
  ratio,
  rule,
  secondsRange,
  slot,
  videos,
} from './model-builders.ts';

const vendor = 'ByteDance';
const qualities = ['480p', '720p', '1080p'];
const ratios = ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9', 'adaptive'];
const prompt = { required: true, max: 2_000, unit: 'tokens' } as const;

/** Text, a first frame, or first and last frame to video, with sound. Source: its EvoLink page and the contract. */
export const seedance15Pro: Model = {
  ...baseModel('seedance-1.5-pro', 'Seedance 1.5 Pro', vendor, ['text-to-video', 'image-to-video', 'first-last-frame']),
  prompt,
  duration: secondsRange(4, 12, 5, 'both'),
  quality: namedChoice(qualities, '720p'),
  aspectRatio: namedChoice(ratios, '16:9', 'both'),
  audio: generateAudio(true, 'both'),
  slots: [firstFrame(0), lastFrame()],
  image: images(10, ['jpeg', 'png', 'webp'], { minAspect: 0.4, maxAspect: 2.5, minEdgePixels: 300, maxEdgePixels: 6_000 }),
  notes: ['audio-costs'],
  rules: [lastNeedsFirst],
  sources: { kinds: 'both', prompt: 'documentation', slots: 'both' },
};

/** The contract calls it a placeholder; its page existed for six weeks in 2026 and was then split into one id per mode. */
export const seedance20: Model = {
  ...baseModel(
    'seedance-2.0',
    'Seedance 2.0',
    vendor,
    ['text-to-video', 'image-to-video', 'first-last-frame', 'reference-to-video', 'video-edit'],
    'documentation',
  ),
  documentation: 'removed',
  prompt,
  duration: secondsRange(4, 15, 5),
  quality: namedChoice(qualities, '720p'),
  aspectRatio: namedChoice(ratios, '16:9', 'both'),
  audio: generateAudio(true, 'documentation'),
  // The prompt says what each file is for (@Image1, @Video1, @Audio1); the slots do not.
  slots: [
    slot('reference-image', 'image_urls', 0, 9),
    slot('reference-video', 'video_urls', 0, 3),
    slot('reference-audio', 'audio_urls', 0, 3),
  ],
  image: images(30, ['jpeg', 'png', 'webp', 'bmp', 'tiff', 'gif']),
  video: videos(50, ['mp4', 'mov'], { minTotalSeconds: 2, maxTotalSeconds: 15, minPixels: 409_600, maxPixels: 927_408 }),
  audioFile: { maxMegabytes: 100, formats: [], source: 'contract' },
  notes: ['placeholder', 'removed', 'tags-in-prompt', 'audio-costs'],
  rules: [rule('files-total', 'reference-image', [], [count(['reference-image', 'reference-video', 'reference-audio'], 0, 12)])],
};

/** Text or a first frame to video. Source: its EvoLink page. */
export const seedance10ProFast: Model = {
  ...baseModel('doubao-seedance-1.0-pro-fast', 'Seedance 1.0 Pro Fast', vendor, ['text-to-video', 'image-to-video'], 'documentation'),
  prompt,
  duration: secondsRange(2, 12, 5),
  quality: namedChoice(qualities, '1080p'),
  // With a picture, the service's default is "adaptive". The form shows the default for text, and therefore sends it.
  aspectRatio: namedChoice(['16:9', '9:16', '1:1', '4:3', '3:4', '21:9', 'keep_ratio', 'adaptive'], '16:9', 'both'),
  slots: [firstFrame(0)],
  image: images(10, ['jpeg', 'png', 'webp']),
  rules: [rule('ratio-needs-image', 'aspectRatio', [ratio('keep_ratio', 'adaptive')], [atLeastOne(everyImage)])],
};
