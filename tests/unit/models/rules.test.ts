// Every rule that the sources state in prose, with a request that keeps it and one that breaks it.
import { describe, expect, it } from 'vitest';
import type { GenerationRequest, ReferenceRole } from '../../../shared/generation.ts';
import { type IssueCode, models, type Reference } from '../../../shared/models/index.ts';
import { given, issuesOf, withFile } from './requests.ts';

interface Case {
  readonly model: string;
  readonly roles?: readonly ReferenceRole[];
  readonly keeps: Partial<GenerationRequest>;
  readonly keepsRoles?: readonly ReferenceRole[];
  readonly breaks: Partial<GenerationRequest>;
  readonly breaksRoles?: readonly ReferenceRole[];
  readonly rule: string;
}

const times = (role: ReferenceRole, number: number): readonly ReferenceRole[] => Array.from({ length: number }, () => role);
const elements = (number: number) => ({
  'model_params.element_list': Array.from({ length: number }, (_, index) => ({ element_id: `${index}` })),
});
const shots = (...seconds: readonly number[]) => ({
  'model_params.multi_shot': true,
  'model_params.shot_type': 'customize',
  'model_params.multi_prompt': seconds.map((duration, index) => ({ index: index + 1, prompt: 'a fox', duration })),
});
const named = { 'model_params.element_name': 'Fox', 'model_params.element_description': 'A red fox' };
const fromVideo = { ...named, 'model_params.reference_type': 'video_refer' };

const cases: readonly (readonly [string, Case])[] = [
  ...['MiniMax-Hailuo-2.3', 'MiniMax-Hailuo-2.3-Fast', 'MiniMax-Hailuo-02'].map(
    (model) =>
      [
        `${model}: 1080p for 6 s only`,
        {
          model,
          roles: ['first-frame'] as const,
          keeps: { quality: '1080p', durationSeconds: 6 },
          breaks: { quality: '1080p', durationSeconds: 10 },
          rule: 'block combination:1080p-six-seconds',
        },
      ] as const,
  ),
  [
    'Hailuo 02: 512p not without an image',
    {
      model: 'MiniMax-Hailuo-02',
      keeps: { quality: '512p' },
      keepsRoles: ['first-frame'],
      breaks: { quality: '512p' },
      rule: 'block combination:512p-one-image',
    },
  ],
  [
    'Hailuo 02: 512p not with two images',
    {
      model: 'MiniMax-Hailuo-02',
      roles: ['first-frame', 'last-frame'],
      keeps: {},
      breaks: { quality: '512p' },
      rule: 'block combination:512p-one-image',
    },
  ],
  [
    'Wan 2.5: 480p in three ratios',
    {
      model: 'wan2.5-text-to-video',
      keeps: { quality: '480p', aspectRatio: '1:1' },
      breaks: { quality: '480p', aspectRatio: '4:3' },
      rule: 'block combination:480p-ratios',
    },
  ],
  [
    'Sora 2 Pro: 15 s is high',
    { model: 'sora-2-pro', keeps: { quality: 'high' }, breaks: { quality: 'standard' }, rule: 'block combination:fifteen-seconds-high' },
  ],
  [
    'Sora 2 Pro: 25 s is standard',
    {
      model: 'sora-2-pro',
      keeps: { durationSeconds: 25, quality: 'standard' },
      breaks: { durationSeconds: 25, quality: 'high' },
      rule: 'block combination:twenty-five-seconds-standard',
    },
  ],
  [
    'Seedance 1.0: adaptive needs an image',
    {
      model: 'doubao-seedance-1.0-pro-fast',
      keeps: { aspectRatio: 'adaptive' },
      keepsRoles: ['first-frame'],
      breaks: { aspectRatio: 'adaptive' },
      rule: 'block combination:ratio-needs-image',
    },
  ],
  [
    'Seedance 1.0: keep_ratio needs an image',
    {
      model: 'doubao-seedance-1.0-pro-fast',
      keeps: { aspectRatio: 'keep_ratio' },
      keepsRoles: ['first-frame'],
      breaks: { aspectRatio: 'keep_ratio' },
      rule: 'block combination:ratio-needs-image',
    },
  ],
  [
    'Seedance 2.0: 12 files in all',
    {
      model: 'seedance-2.0',
      keeps: {},
      keepsRoles: [...times('reference-image', 9), ...times('reference-video', 3)],
      breaks: {},
      breaksRoles: [...times('reference-image', 9), ...times('reference-video', 3), 'reference-audio'],
      rule: 'block combination:files-total',
    },
  ],
  ...['seedance-1.5-pro', 'kling-o3-image-to-video', 'veo-3.1-generate-preview', 'veo3.1-pro'].map(
    (model) =>
      [
        `${model}: a last frame needs a first`,
        {
          model,
          keeps: {},
          keepsRoles: ['first-frame', 'last-frame'],
          breaks: {},
          breaksRoles: ['last-frame'],
          rule: 'block combination:last-frame-needs-first',
        },
      ] as const,
  ),
  [
    'Kling O3: no last frame among more than two images',
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
    'Kling O3: three elements with a first frame',
    {
      model: 'kling-o3-image-to-video',
      roles: ['first-frame'],
      keeps: { parameters: elements(3) },
      breaks: { parameters: elements(4) },
      rule: 'block combination:elements-with-first-frame',
    },
  ],
  [
    'Kling O3: seven images and elements',
    {
      model: 'kling-o3-image-to-video',
      roles: times('reference-image', 4),
      keeps: { parameters: elements(3) },
      breaks: { parameters: elements(4) },
      rule: 'block combination:images-and-elements',
    },
  ],
  [
    'Kling O3 text: seven elements',
    {
      model: 'kling-o3-text-to-video',
      keeps: { parameters: elements(7) },
      breaks: { parameters: elements(8) },
      rule: 'block combination:elements-total',
    },
  ],
  [
    'Kling V3 image: three elements',
    {
      model: 'kling-v3-image-to-video',
      roles: ['first-frame'],
      keeps: { parameters: elements(3) },
      breaks: { parameters: elements(4) },
      rule: 'block combination:elements-total',
    },
  ],
  [
    'Kling O3 reference: four images and elements beside a video',
    {
      model: 'kling-o3-reference-to-video',
      roles: ['reference-video', ...times('reference-image', 2)],
      keeps: { parameters: elements(2) },
      breaks: { parameters: elements(3) },
      rule: 'block combination:images-and-elements',
    },
  ],
  [
    'Kling O3 edit: four images and elements',
    {
      model: 'kling-o3-video-edit',
      roles: ['source-video', ...times('reference-image', 4)],
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
          `${model}: several shots are described`,
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
  [
    'Kling V3: a shot has 512 characters',
    {
      model: 'kling-v3-text-to-video',
      keeps: { parameters: { ...shots(5), 'model_params.multi_prompt': [{ index: 1, prompt: 'x'.repeat(512), duration: 5 }] } },
      breaks: { parameters: { ...shots(5), 'model_params.multi_prompt': [{ index: 1, prompt: 'x'.repeat(513), duration: 5 }] } },
      rule: 'block combination:shot-too-long',
    },
  ],
  [
    'Wan 2.6: shot type needs the prompt improver',
    {
      model: 'wan2.6-text-to-video',
      keeps: { parameters: { 'model_params.shot_type': 'multi' } },
      breaks: { parameters: { 'model_params.shot_type': 'multi', prompt_extend: false } },
      rule: 'advice combination:shot-type-needs-extend',
    },
  ],
  [
    'Veo preview: references make 8 s',
    {
      model: 'veo-3.1-generate-preview',
      roles: ['reference-image'],
      keeps: { durationSeconds: 8 },
      breaks: { durationSeconds: 6 },
      rule: 'block combination:reference-mode-eight-seconds',
    },
  ],
  [
    'Veo preview: references make 16:9',
    {
      model: 'veo-3.1-fast-generate-preview',
      roles: ['reference-image'],
      keeps: { durationSeconds: 8 },
      breaks: { durationSeconds: 8, aspectRatio: '9:16' },
      rule: 'block combination:reference-mode-wide',
    },
  ],
  [
    'Veo preview: references and no other advanced field',
    {
      model: 'veo-3.1-generate-preview',
      roles: ['reference-image'],
      keeps: { durationSeconds: 8, generateAudio: false },
      breaks: { durationSeconds: 8, parameters: { seed: 7 } },
      rule: 'block combination:reference-mode-plain',
    },
  ],
  [
    'Veo preview: fitting is about an image',
    {
      model: 'veo-3.1-generate-preview',
      keeps: { parameters: { resize_mode: 'crop' } },
      keepsRoles: ['first-frame'],
      breaks: { parameters: { resize_mode: 'crop' } },
      rule: 'advice combination:resize-needs-image',
    },
  ],
  [
    'Veo beta: references make 16:9',
    {
      model: 'veo3.1-fast',
      roles: ['reference-image'],
      keeps: { aspectRatio: '16:9' },
      breaks: { aspectRatio: 'auto' },
      rule: 'block combination:reference-mode-wide',
    },
  ],
  [
    'Veo: text mode takes no image',
    {
      model: 'veo3.1-pro',
      keeps: { parameters: { generation_type: 'TEXT' } },
      breaks: { parameters: { generation_type: 'TEXT' } },
      breaksRoles: ['first-frame'],
      rule: 'block combination:text-mode',
    },
  ],
  [
    'Veo: frames mode takes no reference',
    {
      model: 'veo3.1-fast',
      keeps: { parameters: { generation_type: 'FIRST&LAST' } },
      keepsRoles: ['first-frame'],
      breaks: { parameters: { generation_type: 'FIRST&LAST' } },
      breaksRoles: ['first-frame', 'reference-image'],
      rule: 'block combination:frames-mode',
    },
  ],
  [
    'Veo: references take no frames',
    {
      model: 'veo3.1-fast',
      roles: ['reference-image'],
      keeps: { aspectRatio: '16:9' },
      breaks: { aspectRatio: '16:9' },
      breaksRoles: ['reference-image', 'first-frame'],
      rule: 'block combination:reference-mode',
    },
  ],
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
  [
    'Sora character: two seconds at most',
    {
      model: 'sora-character',
      roles: ['source-video'],
      keeps: { parameters: { timestamps: '1.5,3.5' } },
      breaks: { parameters: { timestamps: '1,4' } },
      rule: 'block combination:timestamps-span',
    },
  ],
  [
    'Sora character: timestamps are two numbers in order',
    {
      model: 'sora-character',
      roles: ['source-video'],
      keeps: {},
      breaks: { parameters: { timestamps: '3,1' } },
      rule: 'block combination:timestamps-span',
    },
  ],
];

describe('rules between fields', () => {
  it.each(cases)('%s', (_, { model, roles = [], keeps, keepsRoles = roles, breaks, breaksRoles = roles, rule }) => {
    expect(issuesOf(given(model, keepsRoles, keeps)).filter((issue) => issue.includes('combination') || issue.startsWith('block'))).toEqual(
      [],
    );
    expect(
      issuesOf(given(model, breaksRoles, breaks)).filter((issue) => issue.includes('combination') || issue.startsWith('block')),
    ).toContain(rule);
  });

  it('are all tried here', () => {
    const inCatalogue = new Set(models.flatMap(({ rules, bounds }) => [...rules, ...bounds].map(({ name }) => name)));
    const tried = new Set(cases.map(([, { rule }]) => rule.split(':')[1]));
    expect([...inCatalogue].filter((name) => !tried.has(name))).toEqual([]);
  });
});

const file = (model: string, role: ReferenceRole, change: Partial<Reference>, more: Partial<GenerationRequest> = {}): readonly string[] =>
  issuesOf(withFile(given(model, [role], more), change)).filter((issue) => issue.includes('reference-') || issue.includes(':'));

const code = (level: 'block' | 'advice', name: IssueCode): string => `${level} ${name}`;
const megabyte = 1_048_576;

describe('limits of files', () => {
  it.each([
    [
      'an image over the model’s size but under the contract’s is doubtful',
      'seedance-1.5-pro',
      'first-frame',
      { bytes: 10 * megabyte + 1 },
      [code('advice', 'reference-large')],
    ],
    ['an image at the model’s size is fine', 'seedance-1.5-pro', 'first-frame', { bytes: 10 * megabyte }, []],
    [
      'an image over both sizes is refused',
      'seedance-1.5-pro',
      'first-frame',
      { bytes: 31 * megabyte },
      [code('block', 'reference-large')],
    ],
    [
      'a WebP where only the contract takes it is doubtful',
      'kling-v3-image-to-video',
      'first-frame',
      { mimeType: 'image/webp' },
      [code('advice', 'reference-format')],
    ],
    [
      'a GIF that neither takes is refused',
      'seedance-1.5-pro',
      'first-frame',
      { mimeType: 'image/gif' },
      [code('block', 'reference-format')],
    ],
    ['a BMP where the page takes it is fine', 'wan2.6-image-to-video', 'first-frame', { mimeType: 'image/bmp' }, []],
    [
      'a video in the place of an image is refused',
      'seedance-1.5-pro',
      'first-frame',
      { kind: 'video', mimeType: 'video/mp4' },
      [code('block', 'reference-format')],
    ],
    [
      'a small edge is refused',
      'seedance-1.5-pro',
      'first-frame',
      { width: 299, height: 299 },
      ['block reference-edge', 'advice combination:image-ratio'],
    ],
    [
      'a picture too wide is refused',
      'kling-v3-image-to-video',
      'first-frame',
      { width: 1500, height: 500 },
      [code('block', 'reference-aspect')],
    ],
    ['a large edge is refused', 'wan2.5-image-to-video', 'first-frame', { width: 2001, height: 1100 }, [code('block', 'reference-edge')]],
    [
      'transparency where none is taken is said',
      'wan2.5-image-to-video',
      'first-frame',
      { mimeType: 'image/png', hasAlpha: true },
      [code('advice', 'reference-alpha')],
    ],
    [
      'a frame of another shape than the video is said',
      'kling-o1-image-to-video',
      'first-frame',
      { width: 720, height: 720 },
      ['advice combination:image-ratio'],
    ],
    [
      'a frame of another shape is refused where the pixels must agree',
      'sora-2-preview',
      'first-frame',
      { width: 720, height: 720 },
      ['block combination:image-ratio'],
    ],
    [
      'a frame of the right shape and other pixels is doubtful there',
      'sora-2-preview',
      'first-frame',
      { width: 1920, height: 1080 },
      ['advice combination:image-size'],
    ],
    ['a frame off by a line is the same shape', 'seedance-1.5-pro', 'first-frame', { width: 1920, height: 1088 }, []],
    [
      'a single picture that decides the ratio says so',
      'grok-imagine-image-to-video',
      'reference-image',
      { width: 720, height: 720 },
      ['advice combination:ratio-follows-image'],
    ],
    [
      'a video outside the charged range is said',
      'kling-o1-video-edit',
      'source-video',
      { durationSeconds: 12 },
      [code('advice', 'reference-length')],
    ],
    ['a video too short is refused', 'kling-o3-video-edit', 'source-video', { durationSeconds: 2.9 }, [code('block', 'reference-length')]],
    [
      'a video over the file host’s size is doubtful where the page takes more',
      'kling-o3-video-edit',
      'source-video',
      { bytes: 150 * megabyte },
      [code('advice', 'reference-large')],
    ],
    [
      'a video over both sizes is refused',
      'kling-o3-video-edit',
      'source-video',
      { bytes: 201 * megabyte },
      [code('block', 'reference-large')],
    ],
    [
      'a video with too many pixels is refused',
      'seedance-2.0',
      'reference-video',
      { width: 1920, height: 1080 },
      [code('block', 'reference-edge')],
    ],
    [
      'videos that are too long together are refused',
      'seedance-2.0',
      'reference-video',
      { durationSeconds: 16 },
      [code('block', 'reference-length')],
    ],
    [
      'a soundtrack that is no MP3 is refused',
      'wan2.6-text-to-video',
      'reference-audio',
      { mimeType: 'audio/wav' },
      [code('block', 'reference-format')],
    ],
    [
      'what is unknown about a file is not held against it',
      'seedance-1.5-pro',
      'first-frame',
      { width: null, height: null, hasAlpha: null },
      [],
    ],
  ] as const)('%s', (_, model, role, change, expected) => {
    expect(file(model, role, change)).toEqual(expected);
  });

  it('does not look at a file it is not told about', () => {
    const { request } = given('seedance-1.5-pro', ['first-frame']);
    expect(issuesOf({ request, files: new Map() })).toEqual([]);
  });
});
