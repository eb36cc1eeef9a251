// The rules on the pages of all models but Kling's.
import { type RuleCases, repeatRole } from './rule-case.ts';

export const otherCases: RuleCases = [
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
    'Hailuo 02: 512p needs an image',
    {
      model: 'MiniMax-Hailuo-02',
      keeps: { quality: '512p' },
      keepsRoles: ['first-frame'],
      breaks: { quality: '512p' },
      rule: 'block combination:512p-one-image',
    },
  ],
  [
    'Hailuo 02: 512p excludes a second image',
    {
      model: 'MiniMax-Hailuo-02',
      roles: ['first-frame', 'last-frame'],
      keeps: {},
      breaks: { quality: '512p' },
      rule: 'block combination:512p-one-image',
    },
  ],
  [
    'Wan 2.5: 480p is made in three ratios only',
    {
      model: 'wan2.5-text-to-video',
      keeps: { quality: '480p', aspectRatio: '1:1' },
      breaks: { quality: '480p', aspectRatio: '4:3' },
      rule: 'block combination:480p-ratios',
    },
  ],
  [
    'Sora 2 Pro: 15 s requires high quality',
    { model: 'sora-2-pro', keeps: { quality: 'high' }, breaks: { quality: 'standard' }, rule: 'block combination:fifteen-seconds-high' },
  ],
  [
    'Sora 2 Pro: a duration left to the service is 15 s and requires high quality',
    {
      model: 'sora-2-pro',
      keeps: { quality: 'high', durationSeconds: null },
      breaks: { quality: 'standard', durationSeconds: null },
      rule: 'block combination:fifteen-seconds-high',
    },
  ],
  [
    'Sora 2 Pro: 25 s requires standard quality',
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
    'Seedance 2.0: at most 12 files in total',
    {
      model: 'seedance-2.0',
      keeps: {},
      keepsRoles: [...repeatRole('reference-image', 9), ...repeatRole('reference-video', 3)],
      breaks: {},
      breaksRoles: [...repeatRole('reference-image', 9), ...repeatRole('reference-video', 3), 'reference-audio'],
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
    'Wan 2.6: shot type needs the prompt improver',
    {
      model: 'wan2.6-text-to-video',
      keeps: { parameters: { 'model_params.shot_type': 'multi' } },
      breaks: { parameters: { 'model_params.shot_type': 'multi', prompt_extend: false } },
      rule: 'advice combination:shot-type-needs-extend',
    },
  ],
  [
    'Veo preview: references require 8 s',
    {
      model: 'veo-3.1-generate-preview',
      roles: ['reference-image'],
      keeps: { durationSeconds: 8 },
      breaks: { durationSeconds: 6 },
      rule: 'block combination:reference-mode-eight-seconds',
    },
  ],
  [
    'Veo preview: references require 16:9',
    {
      model: 'veo-3.1-fast-generate-preview',
      roles: ['reference-image'],
      keeps: { durationSeconds: 8 },
      breaks: { durationSeconds: 8, aspectRatio: '9:16' },
      rule: 'block combination:reference-mode-wide',
    },
  ],
  [
    'Veo preview: references exclude every other advanced field',
    {
      model: 'veo-3.1-generate-preview',
      roles: ['reference-image'],
      keeps: { durationSeconds: 8, generateAudio: false },
      breaks: { durationSeconds: 8, parameters: { seed: 7 } },
      rule: 'block combination:reference-mode-plain',
    },
  ],
  [
    'Veo preview: the resize mode needs an image',
    {
      model: 'veo-3.1-generate-preview',
      keeps: { parameters: { resize_mode: 'crop' } },
      keepsRoles: ['first-frame'],
      breaks: { parameters: { resize_mode: 'crop' } },
      rule: 'advice combination:resize-needs-image',
    },
  ],
  [
    'Veo preview: references with the ratio left to the service as auto',
    {
      model: 'veo-3.1-generate-preview',
      roles: ['reference-image'],
      keeps: { durationSeconds: 8, aspectRatio: 'auto' },
      breaks: { durationSeconds: 8, aspectRatio: '9:16' },
      rule: 'block combination:reference-mode-wide',
    },
  ],
  [
    'Hailuo 2.3: its page is contradictory about a picture without a prompt',
    {
      model: 'MiniMax-Hailuo-2.3',
      roles: ['first-frame'],
      keeps: { prompt: 'a fox' },
      breaks: { prompt: ' ' },
      rule: 'advice combination:prompt-beside-picture',
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
    'Veo preview: in text mode the images are not used',
    {
      model: 'veo-3.1-generate-preview',
      keeps: { parameters: { generation_type: 'TEXT' } },
      breaks: { parameters: { generation_type: 'TEXT' } },
      breaksRoles: ['first-frame'],
      rule: 'advice combination:text-mode-unused',
    },
  ],
  [
    'Veo preview: at most three images, even where they are not used',
    {
      model: 'veo-3.1-generate-preview',
      keeps: { durationSeconds: 8 },
      keepsRoles: repeatRole('reference-image', 3),
      breaks: { parameters: { generation_type: 'TEXT' } },
      breaksRoles: ['first-frame', 'last-frame', ...repeatRole('reference-image', 2)],
      rule: 'block combination:three-images',
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
    'Veo: references exclude frames',
    {
      model: 'veo3.1-fast',
      roles: ['reference-image'],
      keeps: { aspectRatio: '9:16' },
      breaks: {},
      breaksRoles: ['reference-image', 'first-frame'],
      rule: 'block combination:reference-mode',
    },
  ],
  [
    'Sora character: at most two seconds',
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
