// Limits of the files given to a model.
import { describe, expect, it } from 'vitest';
import type { GenerationRequest, ReferenceRole } from '../../../shared/generation.ts';
import type { IssueCode, Reference } from '../../../shared/models/index.ts';
import { issuesOf, requestWithFiles, withFile } from './requests.ts';

const file = (model: string, role: ReferenceRole, change: Partial<Reference>, more: Partial<GenerationRequest> = {}): readonly string[] =>
  issuesOf(withFile(requestWithFiles(model, [role], more), change)).filter((issue) => issue.includes('reference-') || issue.includes(':'));

const code = (level: 'block' | 'advice', name: IssueCode): string => `${level} ${name}`;
const megabyte = 1_048_576;

describe('limits of files', () => {
  it.each([
    [
      'an image over the model’s limit but under the general limit gets advice',
      'seedance-1.5-pro',
      'first-frame',
      { bytes: 10 * megabyte + 1 },
      [code('advice', 'reference-large')],
    ],
    ['an image at the model’s limit has no issue', 'seedance-1.5-pro', 'first-frame', { bytes: 10 * megabyte }, []],
    [
      'an image over both limits is blocked',
      'seedance-1.5-pro',
      'first-frame',
      { bytes: 31 * megabyte },
      [code('block', 'reference-large')],
    ],
    [
      'a WebP that only the general limits accept gets advice',
      'kling-v3-image-to-video',
      'first-frame',
      { mimeType: 'image/webp' },
      [code('advice', 'reference-format')],
    ],
    ...['veo-3.1-generate-preview', 'veo-3.1-fast-generate-preview'].map(
      (model) =>
        [
          `a WebP gets advice for ${model}, whose page names JPEG and PNG`,
          model,
          'first-frame',
          { mimeType: 'image/webp' },
          [code('advice', 'reference-format')],
        ] as const,
    ),
    [
      'a GIF that neither source accepts is blocked',
      'seedance-1.5-pro',
      'first-frame',
      { mimeType: 'image/gif' },
      [code('block', 'reference-format')],
    ],
    [
      'a BMP is blocked even where the page accepts it, because the file host does not',
      'wan2.6-image-to-video',
      'first-frame',
      { mimeType: 'image/bmp' },
      [code('block', 'reference-format')],
    ],
    ['a GIF that the page accepts has no issue', 'seedance-2.0', 'reference-image', { mimeType: 'image/gif' }, []],
    [
      'a video in the place of an image is blocked',
      'seedance-1.5-pro',
      'first-frame',
      { kind: 'video', mimeType: 'video/mp4' },
      [code('block', 'reference-format')],
    ],
    [
      'an edge that is too short is blocked',
      'seedance-1.5-pro',
      'first-frame',
      { width: 299, height: 299 },
      ['block reference-edge', 'advice combination:image-ratio'],
    ],
    [
      'a picture that is too wide is blocked',
      'kling-v3-image-to-video',
      'first-frame',
      { width: 1500, height: 500 },
      [code('block', 'reference-aspect')],
    ],
    [
      'an edge that is too long is blocked',
      'wan2.5-image-to-video',
      'first-frame',
      { width: 2001, height: 1100 },
      [code('block', 'reference-edge')],
    ],
    [
      'transparency that the model does not accept gets advice',
      'wan2.5-image-to-video',
      'first-frame',
      { mimeType: 'image/png', hasAlpha: true },
      [code('advice', 'reference-alpha')],
    ],
    [
      'a frame of another shape than the video gets advice',
      'kling-o1-image-to-video',
      'first-frame',
      { width: 720, height: 720 },
      ['advice combination:image-ratio'],
    ],
    [
      'a frame of another shape is blocked where the pixels must match',
      'sora-2-preview',
      'first-frame',
      { width: 720, height: 720 },
      ['block combination:image-ratio'],
    ],
    [
      'a frame of the right shape with other pixels gets advice where the pixels must match',
      'sora-2-preview',
      'first-frame',
      { width: 1920, height: 1080 },
      ['advice combination:image-size'],
    ],
    ['a frame that is off by a few lines has the same shape', 'seedance-1.5-pro', 'first-frame', { width: 1920, height: 1088 }, []],
    [
      'a single picture that decides the ratio gets advice',
      'grok-imagine-image-to-video',
      'reference-image',
      { width: 720, height: 720 },
      ['advice combination:ratio-follows-image'],
    ],
    [
      'a video outside the charged range gets advice',
      'kling-o1-video-edit',
      'source-video',
      { durationSeconds: 12 },
      [code('advice', 'reference-length')],
    ],
    [
      'a video that is too short is blocked',
      'kling-o3-video-edit',
      'source-video',
      { durationSeconds: 2.9 },
      [code('block', 'reference-length')],
    ],
    [
      'a video over the file host’s limit gets advice where the page accepts more',
      'kling-o3-video-edit',
      'source-video',
      { bytes: 150 * megabyte },
      [code('advice', 'reference-large')],
    ],
    [
      'a video over both limits is blocked',
      'kling-o3-video-edit',
      'source-video',
      { bytes: 201 * megabyte },
      [code('block', 'reference-large')],
    ],
    [
      'a video with too many pixels is blocked',
      'seedance-2.0',
      'reference-video',
      { width: 1920, height: 1080 },
      [code('block', 'reference-edge')],
    ],
    [
      'videos that are too long in total are blocked',
      'seedance-2.0',
      'reference-video',
      { durationSeconds: 16 },
      [code('block', 'reference-length')],
    ],
    [
      'a soundtrack that is not an MP3 is blocked',
      'wan2.6-text-to-video',
      'reference-audio',
      { mimeType: 'audio/wav' },
      [code('block', 'reference-format')],
    ],
    [
      'a video with fewer frames per second than documented is blocked',
      'kling-o3-video-edit',
      'source-video',
      { framesPerSecond: 15 },
      [code('block', 'reference-frame-rate')],
    ],
    ['23.976 frames per second count as 24', 'kling-o3-video-edit', 'source-video', { framesPerSecond: 23.976 }, []],
    [
      'a video with too many frames per second is blocked',
      'kling-o3-reference-to-video',
      'reference-video',
      { framesPerSecond: 120 },
      [code('block', 'reference-frame-rate')],
    ],
    ['a model without a documented frame rate accepts any', 'kling-o1-video-edit', 'source-video', { framesPerSecond: 12 }, []],
    [
      'a length, size or rate that could not be read gets advice where the model limits it',
      'kling-o3-video-edit',
      'source-video',
      { durationSeconds: null, width: null, height: null, framesPerSecond: null },
      [code('advice', 'reference-unread')],
    ],
    [
      'a size that could not be read has no issue where none is documented',
      'wan2.6-reference-video',
      'reference-video',
      { width: null, height: null, framesPerSecond: null },
      [],
    ],
    [
      'a soundtrack of unknown length gets advice',
      'wan2.6-text-to-video',
      'reference-audio',
      { durationSeconds: null },
      [code('advice', 'reference-unread')],
    ],
    [
      'unknown properties of a picture are not an issue',
      'seedance-1.5-pro',
      'first-frame',
      { width: null, height: null, hasAlpha: null },
      [],
    ],
  ] as const)('%s', (_, model, role, change, expected) => {
    expect(file(model, role, change)).toEqual(expected);
  });

  it('do not apply to a file whose record is unknown', () => {
    const { request } = requestWithFiles('seedance-1.5-pro', ['first-frame']);
    expect(issuesOf({ request, files: new Map() })).toEqual([]);
  });
});
