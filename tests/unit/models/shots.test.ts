// The shots of a video: read, written, moved, and given seconds that always add up.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../electron/simulator/settings.ts';
import { validate } from '../../../electron/simulator/validate.ts';
import {
  distributeSeconds,
  formFor,
  moveShot,
  multiShotPath,
  readShots,
  type Shot,
  secondsOfShots,
  shotLimits,
  shotsPath,
  shotTypePath,
  wireBody,
  writeShots,
} from '../../../shared/models/index.ts';
import { given, issuesOf } from './requests.ts';

const seconds = fc.oneof(fc.integer({ min: -3, max: 40 }), fc.constant(Number.NaN), fc.double({ min: 0.1, max: 20, noNaN: true }));
const shots = (min: number): fc.Arbitrary<readonly Shot[]> =>
  fc.array(fc.record({ prompt: fc.string(), seconds }), { minLength: min, maxLength: 6 });

describe('seconds made to fit', () => {
  it('always add up, each shot having at least one whole second', () => {
    fc.assert(
      fc.property(shots(1), fc.integer({ min: 0, max: 30 }), (list, total) => {
        const fitted = distributeSeconds(list, total);
        if (total < list.length) {
          expect(fitted).toBeNull();
          return;
        }
        expect(fitted?.map(({ prompt }) => prompt)).toEqual(list.map(({ prompt }) => prompt));
        expect(fitted?.every((shot) => Number.isInteger(shot.seconds) && shot.seconds >= 1)).toBe(true);
        expect(secondsOfShots(fitted ?? [])).toBe(total);
      }),
      { numRuns: 2_000 },
    );
  });

  it('stay as they are where they add up already', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 1, maxLength: 6 }), (list) => {
        const written = list.map((each) => ({ prompt: '', seconds: each }));
        expect(distributeSeconds(written, secondsOfShots(written))).toEqual(written);
      }),
    );
  });

  it('keep the longer shot longer', () => {
    const fitted = distributeSeconds(
      [2, 8].map((each) => ({ prompt: '', seconds: each })),
      5,
    );
    expect(fitted?.map((shot) => shot.seconds)).toEqual([1, 4]);
  });
});

describe('the list on the wire', () => {
  it('is numbered from 1 in the order of the shots, and read back as it was written', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ prompt: fc.string(), seconds: fc.integer({ min: 1, max: 15 }) }), { maxLength: 6 }), (list) => {
        expect(readShots(writeShots(list))).toEqual(list);
      }),
    );
    expect(
      writeShots([
        { prompt: 'a', seconds: 2 },
        { prompt: 'b', seconds: Number.NaN },
      ]),
    ).toEqual([
      { index: 1, prompt: 'a', duration: 2 },
      { index: 2, prompt: 'b', duration: null },
    ]);
  });

  it('moving a shot keeps every shot', () => {
    const list = ['a', 'b', 'c'].map((prompt) => ({ prompt, seconds: 1 }));
    const order = (from: number, to: number): string =>
      moveShot(list, from, to)
        .map(({ prompt }) => prompt)
        .join('');
    expect([order(0, 1), order(2, 0), order(0, 2), order(1, 1), order(0, -1), order(2, 3)]).toEqual([
      'bac',
      'cab',
      'bca',
      'abc',
      'abc',
      'abc',
    ]);
  });

  it('is what the page documents, and nothing is said against it', () => {
    const written = writeShots([
      { prompt: 'A fox looks up', seconds: 2 },
      { prompt: 'It runs into the forest', seconds: 3 },
    ]);
    const parameters = { [multiShotPath]: true, [shotTypePath]: 'customize', [shotsPath]: written };
    const request = given('kling-v3-text-to-video', [], { prompt: 'a fox', parameters });
    expect(issuesOf(request)).toEqual([]);
    expect(validate(wireBody(request.request, String), defaultSettings).ok).toBe(true);
    expect(wireBody(request.request, String)).toEqual({
      model: 'kling-v3-text-to-video',
      prompt: 'a fox',
      duration: 5,
      quality: '720p',
      aspect_ratio: '16:9',
      sound: 'off',
      model_params: {
        multi_shot: true,
        shot_type: 'customize',
        multi_prompt: [
          { index: 1, prompt: 'A fox looks up', duration: 2 },
          { index: 2, prompt: 'It runs into the forest', duration: 3 },
        ],
      },
    });
  });

  it('with a shot that lasts nothing, or nobody knows how long, is not sent', () => {
    for (const duration of [null, 0, 1.5, 'soon']) {
      const parameters = { [multiShotPath]: true, [shotTypePath]: 'customize', [shotsPath]: [{ index: 1, prompt: 'a', duration }] };
      expect(issuesOf(given('kling-v3-text-to-video', [], { durationSeconds: null, parameters }))).toContain('block field-outside');
    }
  });
});

it('a page’s limits of shots are read from its rules', () => {
  const limits = (id: string) => shotLimits(formFor(id));
  expect([limits('kling-v3-text-to-video'), limits('kling-o3-text-to-video')]).toEqual([
    { max: 6, maxCharacters: 512 },
    { max: 6, maxCharacters: null },
  ]);
});
