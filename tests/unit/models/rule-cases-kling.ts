// The rules on Kling's pages.
import { type RuleCases, repeatRole } from './rule-case.ts';

const elements = (number: number) => ({
  'model_params.element_list': Array.from({ length: number }, (_, index) => ({ element_id: `${index}` })),
});
const shots = (...seconds: readonly number[]) => ({
  'model_params.multi_shot': true,
  'model_params.shot_type': 'customize',
  'model_params.multi_prompt': seconds.map((duration, index) => ({ index: index + 1, prompt: 'a fox', duration: `${duration}` })),
});
const named = { 'model_params.element_name': 'Fox', 'model_params.element_description': 'A red fox' };
const fromVideo = { ...named, 'model_params.reference_type': 'video_refer' };

export const klingCases: RuleCases = [
  [
    'Kling O3: more than two images exclude a last frame',
    {
      model: 'kling-o3-image-to-video',
      keeps: {},
      keepsRoles: ['first-frame', 'reference-image', 'reference-image'],
      breaks: {},
      breaksRoles: ['first-frame', 'last-frame', 'reference-image'],
      rule: 'block combination:last-frame-among-few',
    },
  ],
  [
    'Kling O3: at most three elements with a first frame',
    {
      model: 'kling-o3-image-to-video',
      roles: ['first-frame'],
      keeps: { parameters: elements(3) },
      breaks: { parameters: elements(4) },
      rule: 'block combination:elements-with-first-frame',
    },
  ],
  [
    'Kling O3: at most seven images and elements',
    {
      model: 'kling-o3-image-to-video',
      roles: repeatRole('reference-image', 4),
      keeps: { parameters: elements(3) },
      breaks: { parameters: elements(4) },
      rule: 'block combination:images-and-elements',
    },
  ],
  [
    'Kling O3 text: at most seven elements',
    {
      model: 'kling-o3-text-to-video',
      keeps: { parameters: elements(7) },
      breaks: { parameters: elements(8) },
      rule: 'block combination:elements-total',
    },
  ],
  [
    'Kling V3 image: at most three elements',
    {
      model: 'kling-v3-image-to-video',
      roles: ['first-frame'],
      keeps: { parameters: elements(3) },
      breaks: { parameters: elements(4) },
      rule: 'block combination:elements-total',
    },
  ],
  [
    'Kling O3 reference: at most four images and elements beside a video',
    {
      model: 'kling-o3-reference-to-video',
      roles: ['reference-video', ...repeatRole('reference-image', 2)],
      keeps: { parameters: elements(2) },
      breaks: { parameters: elements(3) },
      rule: 'block combination:images-and-elements',
    },
  ],
  [
    'Kling O3 edit: at most four images and elements',
    {
      model: 'kling-o3-video-edit',
      roles: ['source-video', ...repeatRole('reference-image', 4)],
      keeps: {},
      breaks: { parameters: elements(1) },
      rule: 'block combination:images-and-elements',
    },
  ],
  [
    'Kling O3 image: an image is expected',
    { model: 'kling-o3-image-to-video', keeps: {}, keepsRoles: ['reference-image'], breaks: {}, rule: 'advice combination:needs-an-image' },
  ],
  [
    'Kling O3 reference: a reference is expected',
    { model: 'kling-o3-reference-to-video', keeps: { parameters: elements(1) }, breaks: {}, rule: 'advice combination:needs-a-reference' },
  ],
  [
    'Kling O3 edit: a video is expected',
    { model: 'kling-o3-video-edit', keeps: {}, keepsRoles: ['source-video'], breaks: {}, rule: 'advice combination:needs-a-video' },
  ],
  ...['kling-o3-text-to-video', 'kling-v3-text-to-video'].flatMap(
    (model) =>
      [
        [
          `${model}: several shots must be written`,
          { model, keeps: { parameters: shots(5) }, breaks: { parameters: shots() }, rule: 'block combination:shots-missing' },
        ],
        [
          `${model}: at most six shots`,
          {
            model,
            keeps: { parameters: shots(1, 1, 1, 1, 1) },
            breaks: { durationSeconds: 7, parameters: shots(1, 1, 1, 1, 1, 1, 1) },
            rule: 'block combination:shots-missing',
          },
        ],
        [
          `${model}: shots add up`,
          { model, keeps: { parameters: shots(2, 3) }, breaks: { parameters: shots(2, 2) }, rule: 'block combination:shots-add-up' },
        ],
      ] as const,
  ),
  ...['kling-o3-text-to-video', 'kling-v3-text-to-video'].map(
    (model) =>
      [
        `${model}: shots add up to the 5 seconds that the service makes by default`,
        {
          model,
          keeps: { durationSeconds: null, parameters: shots(2, 3) },
          breaks: { durationSeconds: null, parameters: shots(3, 4) },
          rule: 'block combination:shots-add-up',
        },
      ] as const,
  ),
  [
    'Kling V3: a shot has at most 512 characters',
    {
      model: 'kling-v3-text-to-video',
      keeps: { parameters: { ...shots(5), 'model_params.multi_prompt': [{ index: 1, prompt: 'x'.repeat(512), duration: '5' }] } },
      breaks: { parameters: { ...shots(5), 'model_params.multi_prompt': [{ index: 1, prompt: 'x'.repeat(513), duration: '5' }] } },
      rule: 'block combination:shot-too-long',
    },
  ],
  ...['kling-o3-text-to-video', 'kling-v3-text-to-video'].map(
    (model) =>
      [
        `${model}: a shot needs a prompt`,
        {
          model,
          keeps: { parameters: shots(2, 3) },
          breaks: { parameters: { ...shots(5), 'model_params.multi_prompt': [{ index: 1, prompt: ' ', duration: '5' }] } },
          rule: 'advice combination:shot-empty',
        },
      ] as const,
  ),
  [
    'Kling element: images and no video',
    {
      model: 'kling-custom-element',
      keeps: { parameters: named },
      keepsRoles: ['element-front', 'element-view'],
      breaks: { parameters: named },
      breaksRoles: ['element-front', 'element-view', 'element-video'],
      rule: 'block combination:element-from-images',
    },
  ],
  [
    'Kling element: a video and no images',
    {
      model: 'kling-custom-element',
      keeps: { parameters: fromVideo },
      keepsRoles: ['element-video'],
      breaks: { parameters: fromVideo },
      breaksRoles: ['element-front', 'element-video'],
      rule: 'block combination:element-from-video',
    },
  ],
  [
    'Kling element: a voice only for a video',
    {
      model: 'kling-custom-element',
      keeps: { parameters: { ...fromVideo, 'model_params.element_voice_id': 'v1' } },
      keepsRoles: ['element-video'],
      breaks: { parameters: { ...named, 'model_params.element_voice_id': 'v1' } },
      breaksRoles: ['element-front', 'element-view'],
      rule: 'block combination:voice-needs-video',
    },
  ],
];
