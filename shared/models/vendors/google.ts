// Veo, by Google.
import type { ReferenceRole } from '../../generation.ts';
import type { ExtraField, GenerationKind, Model } from '../model.ts';
import type { Bound } from '../rules/rule-types.ts';
import {
  atLeastOne,
  baseModel,
  bound,
  choice,
  count,
  durationIs,
  everyImage,
  firstFrame,
  flag,
  generateAudio,
  images,
  integer,
  lastFrame,
  lastNeedsFirst,
  namedChoice,
  negativePrompt,
  parameter,
  ratio,
  rule,
  secondsList,
  slot,
  undocumentedModel,
} from './model-builders.ts';

const vendor = 'Google';
const prompt = { required: true, max: 2_000, unit: 'tokens' } as const;
const generationType = 'generation_type';
const ratios = ['auto', '16:9', '9:16'];
const image = images(10, ['jpeg', 'png', 'webp']);

/** The mode follows from the references unless the user chooses one; without references it is left out. */
const mode = (values: readonly string[]): ExtraField =>
  choice(generationType, values, {
    byKind: { 'image-to-video': 'FIRST&LAST', 'first-last-frame': 'FIRST&LAST', 'reference-to-video': 'REFERENCE' },
  });
const inMode = (value: string) => [parameter(generationType, value)];

const textBounds = (...roles: readonly ReferenceRole[]): readonly Bound[] =>
  roles.map((role) => bound('text-mode', inMode('TEXT'), role, 0, 0));
const frameBounds: readonly Bound[] = [bound('frames-mode', inMode('FIRST&LAST'), 'first-frame', 1, 1)];
const referenceBounds: readonly Bound[] = [
  ...frameBounds,
  bound('frames-mode', inMode('FIRST&LAST'), 'reference-image', 0, 0),
  bound('reference-mode', inMode('REFERENCE'), 'first-frame', 0, 0),
  bound('reference-mode', inMode('REFERENCE'), 'last-frame', 0, 0),
  bound('reference-mode', inMode('REFERENCE'), 'reference-image', 1, 3),
];
/** For the previews only: the page of `veo3.1-fast` no longer has this rule. On the previews' page "auto" is the same as no ratio. */
const wideReferences = rule('reference-mode-wide', 'aspectRatio', inMode('REFERENCE'), [ratio('16:9', 'auto')]);

const allKinds: readonly GenerationKind[] = ['text-to-video', 'image-to-video', 'first-last-frame', 'reference-to-video'];

const preview = (id: string, name: string): Model => ({
  ...baseModel(id, name, vendor, allKinds, 'documentation'),
  prompt,
  duration: secondsList([4, 6, 8], 4),
  quality: namedChoice(['720p', '1080p', '4k'], '720p'),
  aspectRatio: namedChoice(ratios, '16:9', 'both'),
  audio: generateAudio(true, 'documentation'),
  slots: [firstFrame(0), lastFrame(), slot('reference-image', 'image_urls', 0, 3)],
  // The page lists formats since 2026-09, without WebP.
  image: images(10, ['jpeg', 'png']),
  extra: [
    mode(['TEXT', 'FIRST&LAST', 'REFERENCE']),
    integer('n', 1, 4),
    integer('seed', 1, 4_294_967_295),
    negativePrompt,
    choice('person_generation', ['allow_adult', 'dont_allow']),
    choice('resize_mode', ['pad', 'crop']),
  ],
  notes: ['audio-costs', 'several-results'],
  rules: [
    lastNeedsFirst,
    rule('reference-mode-eight-seconds', 'durationSeconds', inMode('REFERENCE'), [durationIs(8)]),
    wideReferences,
    rule('reference-mode-plain', generationType, inMode('REFERENCE'), [
      { is: 'unset', paths: ['n', 'seed', 'negative_prompt', 'person_generation', 'resize_mode'] },
    ]),
    // According to the page of the previews, text mode does not use pictures.
    rule('text-mode-unused', generationType, inMode('TEXT'), [count(everyImage, 0, 0)], 'advice'),
    rule('three-images', 'reference-image', inMode('TEXT'), [count(everyImage, 0, 3)]),
    rule('resize-needs-image', 'resize_mode', [{ is: 'set', path: 'resize_mode' }], [atLeastOne(everyImage)], 'advice'),
  ],
  bounds: referenceBounds,
});

/** Text, frames or reference images to video. Source: the EvoLink page of the previews. */
export const veo31GeneratePreview: Model = preview('veo-3.1-generate-preview', 'Veo 3.1 Preview');
/** The faster preview, with the same parameters. Source: the EvoLink page of the previews. */
export const veo31FastGeneratePreview: Model = preview('veo-3.1-fast-generate-preview', 'Veo 3.1 Fast Preview');

const enhance = flag('enhance_prompt', true);

/** Text, a first frame, or first and last frame to video; the service sets the duration. Source: its EvoLink page; sound by the contract only. */
export const veo31Pro: Model = {
  ...baseModel('veo3.1-pro', 'Veo 3.1 Pro', vendor, ['text-to-video', 'image-to-video', 'first-last-frame'], 'documentation'),
  stability: 'beta',
  renamedTo: 'veo3.1-pro-beta',
  prompt,
  quality: namedChoice(['720p'], '720p'),
  aspectRatio: namedChoice(ratios, 'auto'),
  audio: generateAudio(null, 'contract'),
  slots: [firstFrame(0), lastFrame()],
  image,
  extra: [mode(['TEXT', 'FIRST&LAST']), enhance],
  notes: ['renamed', 'length-set-by-service', 'audio-contract-only'],
  rules: [lastNeedsFirst],
  bounds: [...textBounds('first-frame', 'last-frame'), ...frameBounds],
};

/** Text, frames or up to three reference images to video; the service sets the duration. Source: its EvoLink page. */
export const veo31Fast: Model = {
  ...baseModel('veo3.1-fast', 'Veo 3.1 Fast', vendor, allKinds, 'documentation'),
  stability: 'beta',
  renamedTo: 'veo3.1-fast-beta',
  prompt,
  quality: namedChoice(['720p'], '720p'),
  aspectRatio: namedChoice(ratios, 'auto'),
  slots: [firstFrame(0), lastFrame(), slot('reference-image', 'image_urls', 0, 3)],
  image,
  extra: [mode(['TEXT', 'FIRST&LAST', 'REFERENCE']), enhance],
  notes: ['renamed', 'length-set-by-service'],
  rules: [lastNeedsFirst],
  bounds: [...textBounds('first-frame', 'last-frame', 'reference-image'), ...referenceBounds],
};

/** Extends an earlier video of `veo3.1-fast`. Source: its archived EvoLink page. */
export const veo31FastExtend: Model = {
  ...baseModel('veo3.1-fast-extend', 'Veo 3.1 Fast Extend', vendor, ['extend'], 'documentation'),
  stability: 'beta',
  documentation: 'archived',
  prompt,
  extra: [{ path: 'base_video_task_id', required: true, source: 'documentation', type: 'task', default: null }],
  notes: ['paused', 'needs-earlier-task'],
};

/** Text to video. Never documented: the contract's general limits hold. */
export const veo3: Model = { ...undocumentedModel('veo3', 'Veo 3', vendor, ['text-to-video']), stability: 'beta' };

/** Text or a first frame to video. Source: the last state of its removed EvoLink page. */
export const veo3Fast: Model = {
  ...baseModel('veo3-fast', 'Veo 3 Fast', vendor, ['text-to-video', 'image-to-video'], 'documentation'),
  stability: 'beta',
  documentation: 'removed',
  prompt: { required: true, max: 1_000, unit: 'characters' },
  aspectRatio: namedChoice(['16:9'], '16:9', 'both'),
  slots: [firstFrame(0)],
  image,
  notes: ['removed', 'length-set-by-service'],
};
