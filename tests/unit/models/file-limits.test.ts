// Limits of the files given to a model.
import { describe, expect, it } from 'vitest';
import type { GenerationRequest, ReferenceRole } from '../../../shared/generation.ts';
import type { IssueCode, Reference } from '../../../shared/models/index.ts';
import { given, issuesOf, withFile } from './requests.ts';

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
    ...['veo-3.1-generate-preview', 'veo-3.1-fast-generate-preview'].map(
      (model) =>
        [
          `a WebP is doubtful for ${model}, whose page names JPEG and PNG`,
          model,
          'first-frame',
          { mimeType: 'image/webp' },
          [code('advice', 'reference-format')],
        ] as const,
    ),
    [
      'a GIF that neither takes is refused',
      'seedance-1.5-pro',
      'first-frame',
      { mimeType: 'image/gif' },
      [code('block', 'reference-format')],
    ],
    [
      'a BMP is refused also where the page takes it: the file host does not',
      'wan2.6-image-to-video',
      'first-frame',
      { mimeType: 'image/bmp' },
      [code('block', 'reference-format')],
    ],
    ['a GIF where the page takes it is fine', 'seedance-2.0', 'reference-image', { mimeType: 'image/gif' }, []],
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
      'a video with fewer frames a second than documented is refused',
      'kling-o3-video-edit',
      'source-video',
      { framesPerSecond: 15 },
      [code('block', 'reference-frame-rate')],
    ],
    ['23.976 frames a second is what people call 24', 'kling-o3-video-edit', 'source-video', { framesPerSecond: 23.976 }, []],
    [
      'frames that are too many a second are refused',
      'kling-o3-reference-to-video',
      'reference-video',
      { framesPerSecond: 120 },
      [code('block', 'reference-frame-rate')],
    ],
    ['a model that documents no frame rate takes any', 'kling-o1-video-edit', 'source-video', { framesPerSecond: 12 }, []],
    [
      'a length, size or rate that could not be read is doubtful where the model limits it',
      'kling-o3-video-edit',
      'source-video',
      { durationSeconds: null, width: null, height: null, framesPerSecond: null },
      [code('advice', 'reference-unread')],
    ],
    [
      'a size that could not be read is no matter where none is documented',
      'wan2.6-reference-video',
      'reference-video',
      { width: null, height: null, framesPerSecond: null },
      [],
    ],
    [
      'a soundtrack of unknown length is doubtful',
      'wan2.6-text-to-video',
      'reference-audio',
      { durationSeconds: null },
      [code('advice', 'reference-unread')],
    ],
    [
      'what is unknown about a picture is not held against it',
      'seedance-1.5-pro',
      'first-frame',
      { width: null, height: null, hasAlpha: null },
      [],
    ],
  ] as const)('%s', (_, model, role, change, expected) => {
    expect(file(model, role, change)).toEqual(expected);
  });

  it('do not apply to a file whose record is unknown', () => {
    const { request } = given('seedance-1.5-pro', ['first-frame']);
    expect(issuesOf({ request, files: new Map() })).toEqual([]);
  });
});
