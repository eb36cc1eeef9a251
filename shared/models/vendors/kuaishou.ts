// Kling O1 and custom elements, by Kuaishou. O3 and V3 are in `kuaishou-multi-shot.ts`.
import type { Model } from '../model.ts';
import {
  atLeastOne,
  baseModel,
  bound,
  choice,
  firstFrame,
  flag,
  images,
  lastFrame,
  lastNeedsFirst,
  namedChoice,
  parameter,
  rule,
  secondsList,
  slot,
  text,
  videos,
} from './model-builders.ts';

const vendor = 'Kuaishou';
const o1Prompt = { required: true, max: 5_000, unit: 'characters' } as const;
const o1Image = images(10, ['jpeg', 'png', 'webp']);

/** First and last frame to video of 5 or 10 seconds. Source: its EvoLink page. */
export const klingO1ImageToVideo: Model = {
  ...baseModel('kling-o1-image-to-video', 'Kling O1 Image to Video', vendor, ['image-to-video', 'first-last-frame'], 'documentation'),
  prompt: o1Prompt,
  duration: secondsList([5, 10], 5),
  aspectRatio: namedChoice(['16:9', '9:16', '1:1'], '16:9', 'both'),
  slots: [firstFrame(1), lastFrame()],
  image: o1Image,
  rules: [lastNeedsFirst],
};

const o1Edit = (id: string, name: string, minSeconds: number, maxSeconds: number): Model => ({
  ...baseModel(id, name, vendor, ['video-edit']),
  prompt: o1Prompt,
  slots: [slot('source-video', 'video_urls', 1, 1), slot('reference-image', 'image_urls', 0, 4)],
  image: o1Image,
  video: videos(100, ['mp4', 'mov'], { minSeconds, maxSeconds, outsideSeconds: 'billed' }),
  extra: [flag('keep_original_sound', null)],
  notes: ['bills-input-bounds'],
});

/** Changes a video by the prompt; charges for 3 to 10 seconds. Source: its EvoLink page. */
export const klingO1VideoEdit: Model = o1Edit('kling-o1-video-edit', 'Kling O1 Video Edit', 3, 10);
/** Changes a video by the prompt; charges for 6 to 20 seconds. Source: its EvoLink page. */
export const klingO1VideoEditFast: Model = o1Edit('kling-o1-video-edit-fast', 'Kling O1 Video Edit Fast', 6, 20);

const referenceType = 'model_params.reference_type';
const fromImages = [parameter(referenceType, 'image_refer')];
const fromVideo = [parameter(referenceType, 'video_refer')];

/** Makes an element for later requests, not a video. Source: its EvoLink page. */
export const klingCustomElement: Model = {
  ...baseModel('kling-custom-element', 'Kling Custom Element', vendor, ['custom-element']),
  output: 'element',
  prompt: { required: false, max: null, unit: 'characters', none: true },
  slots: [
    slot('element-front', 'model_params.element_image_list', 0, 1),
    slot('element-view', 'model_params.element_image_list', 0, 3),
    slot('element-video', 'model_params.element_video_list', 0, 1),
  ],
  image: images(10, ['jpeg', 'png'], { minEdgePixels: 300, minAspect: 0.4, maxAspect: 2.5 }),
  video: videos(100, [], { maxSeconds: 8, minWidthPixels: 720, maxWidthPixels: 2_160 }),
  extra: [
    text('model_params.element_name', { required: true, maxCharacters: 20 }),
    text('model_params.element_description', { required: true, maxCharacters: 100, multiline: true }),
    // The field is required and has no default at the service. Its value follows from the references until the user chooses one.
    choice(referenceType, ['image_refer', 'video_refer'], {
      required: true,
      implied: {
        byRole: { 'element-video': 'video_refer', 'element-front': 'image_refer', 'element-view': 'image_refer' },
        otherwise: 'image_refer',
      },
    }),
    text('model_params.element_voice_id', { maxCharacters: 200 }),
  ],
  notes: ['makes-element', 'clear-face'],
  rules: [
    rule('voice-needs-video', 'model_params.element_voice_id', [{ is: 'set', path: 'model_params.element_voice_id' }], fromVideo),
    rule('element-from-images', 'element-front', [atLeastOne(['element-view'])], [atLeastOne(['element-front'])]),
  ],
  bounds: [
    bound('element-from-images', fromImages, 'element-front', 1, 1),
    bound('element-from-images', fromImages, 'element-view', 1, 3),
    bound('element-from-images', fromImages, 'element-video', 0, 0),
    bound('element-from-video', fromVideo, 'element-front', 0, 0),
    bound('element-from-video', fromVideo, 'element-view', 0, 0),
    bound('element-from-video', fromVideo, 'element-video', 1, 1),
  ],
};
