import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Work } from '../../../../electron/shell/clip-page/clip-messages.ts';
import type { ClipSpec as MainClipSpec } from '../../../../electron/simulator/media/clip-renderer.ts';
import { avcCodec, profiles } from '../../../../renderer/src/clip-page/h264-level.ts';
import type { ClipSpec, Job } from '../../../../renderer/src/clip-page/job-messages.ts';
import { wrapText } from '../../../../renderer/src/clip-page/scene/text-wrap.ts';
import { createTone, toneSampleRate } from '../../../../renderer/src/clip-page/tone.ts';

it('the clip page and main use the same types of job', () => {
  expectTypeOf<MainClipSpec>().toEqualTypeOf<ClipSpec>();
  expectTypeOf<Work & { readonly id: string }>().toExtend<Job>();
  expectTypeOf<Job['kind']>().toEqualTypeOf<Work['kind']>();
});

it.each([
  ['720p', 1280, 720, 24, 2e6, 'avc1.42E01F'],
  ['1080p', 1920, 1080, 24, 5e6, 'avc1.42E028'],
  ['1080p at 60', 1920, 1080, 60, 12e6, 'avc1.42E02A'],
  ['4k', 3840, 2160, 24, 20e6, 'avc1.42E033'],
  ['tiny', 96, 54, 24, 4e5, 'avc1.42E01E'],
])('a video of size %s gets the lowest sufficient AVC level', (_name, width, height, framesPerSecond, bitsPerSecond, codec) => {
  expect(avcCodec(profiles.baseline, { width, height, framesPerSecond, bitsPerSecond })).toBe(codec);
});

it('a picture that is too large for every level has no codec', () => {
  expect(avcCodec(profiles.baseline, { width: 16_384, height: 16_384, framesPerSecond: 24, bitsPerSecond: 1e8 })).toBeNull();
});

describe('wrapping a prompt', () => {
  const wrap = (text: string, maxWidth = 10, maxLines = 3) =>
    wrapText(text, { maxWidth, maxLines, measure: (line) => Array.from(line).length });

  it.each([
    ['nothing', '', []],
    ['blanks', ' \n\t ', []],
    ['a short prompt', 'a fox', ['a fox']],
    ['words', 'a fox in the snow', ['a fox in', 'the snow']],
    ['line breaks', 'a\nfox', ['a fox']],
    ['too many words', 'one two three four five six seven eight', ['one two', 'three four', 'five six…']],
    ['one endless word', 'x'.repeat(50), ['x'.repeat(10), 'x'.repeat(10), `${'x'.repeat(9)}…`]],
  ])('handles %s', (_name, text, lines) => {
    expect(wrap(text)).toEqual(lines);
  });

  it('never exceeds the width of a line, in any script', () => {
    for (const text of [
      '雪の中を走る狐が森へ帰る夜のこと',
      'ثعلب في الثلج يركض نحو الغابة',
      '👩‍👩‍👧‍👦 family 👩‍👩‍👧‍👦 again and again',
      'a'.repeat(5_000),
    ])
      for (const line of wrap(text, 12, 4)) expect(Array.from(line).length).toBeLessThanOrEqual(12);
  });

  it('ends even if not a single letter fits', () => {
    expect(wrap('abc def', 0, 2).length).toBeLessThanOrEqual(2);
  });
});

it('the tone is quiet, starts and ends in silence, and has no gap between parts', () => {
  const tone = createTone({ seed: 5, durationSeconds: 2 });
  const whole = tone(0, 2);
  const left = whole.subarray(0, 2 * toneSampleRate);
  expect(Math.max(...left)).toBeLessThan(0.3);
  expect([left[0], Math.abs(left.at(-1) ?? 1) < 0.001]).toEqual([0, true]);
  expect(tone(1, 1.5).subarray(0, 100)).toEqual(left.subarray(toneSampleRate, toneSampleRate + 100));
});
