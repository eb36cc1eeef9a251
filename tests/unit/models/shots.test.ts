// The shots of a video: read, written, moved, and given seconds that always add up.

import { describe, expect, it } from 'vitest';
import { validate } from '../../../electron/simulator/models/validate-generation.ts';
import { defaultSettings } from '../../../electron/simulator/simulator-settings.ts';
import type { JsonValue, ReferenceRole } from '../../../shared/generation.ts';
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
import { fc } from '../../support/fast-check.ts';
import { issuesOf, requestWithFiles } from './requests.ts';

const seconds = fc.oneof(fc.integer({ min: -3, max: 40 }), fc.constant(Number.NaN), fc.double({ min: 0.1, max: 20, noNaN: true }));
const shots = (min: number): fc.Arbitrary<readonly Shot[]> =>
  fc.array(fc.record({ prompt: fc.string(), seconds }), { minLength: min, maxLength: 6 });

describe('fitting the seconds of shots to the video', () => {
  it('makes them add up, with at least one whole second per shot', () => {
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

  it('changes nothing if they add up already', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 1, maxLength: 6 }), (list) => {
        const written = list.map((each) => ({ prompt: '', seconds: each }));
        expect(distributeSeconds(written, secondsOfShots(written))).toEqual(written);
      }),
    );
  });

  it('keeps the longer shot longer', () => {
    const fitted = distributeSeconds(
      [2, 8].map((each) => ({ prompt: '', seconds: each })),
      5,
    );
    expect(fitted?.map((shot) => shot.seconds)).toEqual([1, 4]);
  });
});

describe('the list of shots on the wire', () => {
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
      { index: 1, prompt: 'a', duration: '2' },
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

  it('is valid as documented', () => {
    const written = writeShots([
      { prompt: 'A fox looks up', seconds: 2 },
      { prompt: 'It runs into the forest', seconds: 3 },
    ]);
    const parameters = { [multiShotPath]: true, [shotTypePath]: 'customize', [shotsPath]: written };
    const request = requestWithFiles('kling-v3-text-to-video', [], { prompt: 'a fox', parameters });
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
          { index: 1, prompt: 'A fox looks up', duration: '2' },
          { index: 2, prompt: 'It runs into the forest', duration: '3' },
        ],
      },
    });
  });

  it('is not sent if the length of a shot is zero, fractional or not a number', () => {
    for (const duration of [null, 0, 1.5, 'soon']) {
      const parameters = { [multiShotPath]: true, [shotTypePath]: 'customize', [shotsPath]: [{ index: 1, prompt: 'a', duration }] };
      expect(issuesOf(requestWithFiles('kling-v3-text-to-video', [], { durationSeconds: null, parameters }))).toContain(
        'block field-outside',
      );
    }
  });
});

it('the limits of shots are read from the model’s rules', () => {
  const limits = (id: string) => shotLimits(formFor(id));
  expect([limits('kling-v3-text-to-video'), limits('kling-o3-text-to-video')]).toEqual([
    { max: 6, maxCharacters: 512 },
    { max: 6, maxCharacters: null },
  ]);
});

describe('the fields of shots on the wire', () => {
  const written = (
    model: string,
    parameters: Readonly<Record<string, JsonValue>>,
    prompt = 'a fox',
    roles: readonly ReferenceRole[] = [],
  ) => requestWithFiles(model, roles, { prompt, durationSeconds: 5, parameters });
  const models = ['kling-o3-text-to-video', 'kling-o3-image-to-video', 'kling-v3-text-to-video', 'kling-v3-image-to-video'];
  const requiredRoles = (model: string): readonly ReferenceRole[] => (model.endsWith('image-to-video') ? ['first-frame'] : []);
  const sentModelParams = (model: string, parameters: Readonly<Record<string, JsonValue>>): JsonValue | undefined =>
    wireBody(written(model, parameters, 'a fox', requiredRoles(model)).request, String).model_params;

  it.each(models)('%s: seconds are sent as strings, whether they were stored as numbers or as strings', (model) => {
    const list = [
      { index: 1, prompt: 'a', duration: 2 },
      { index: 2, prompt: 'b', duration: '3' },
    ];
    expect(sentModelParams(model, { [multiShotPath]: true, [shotTypePath]: 'customize', [shotsPath]: list })).toEqual({
      multi_shot: true,
      shot_type: 'customize',
      multi_prompt: [
        { index: 1, prompt: 'a', duration: '2' },
        { index: 2, prompt: 'b', duration: '3' },
      ],
    });
  });

  it.each(models)('%s: the shot type is sent even if the user has not chosen one', (model) => {
    const parameters = { [multiShotPath]: true, [shotsPath]: [{ index: 1, prompt: 'a', duration: '5' }] };
    expect(sentModelParams(model, parameters)).toMatchObject({ shot_type: 'customize' });
    expect(issuesOf(written(model, parameters, 'a fox', requiredRoles(model)))).toEqual([]);
    expect(
      validate(
        wireBody(written(model, parameters, 'a fox', requiredRoles(model)).request, (id) => `https://a.b/${id}`),
        defaultSettings,
      ).ok,
    ).toBe(true);
  });

  it('a video of one shot has no shot type', () => {
    expect(sentModelParams('kling-v3-text-to-video', { [multiShotPath]: false })).toEqual({ multi_shot: false });
    expect(sentModelParams('kling-v3-text-to-video', {})).toBeUndefined();
  });

  it('Kling V3 needs no prompt beside written shots, but needs one where the model divides the video into shots', () => {
    const list = { [shotsPath]: [{ index: 1, prompt: 'a', duration: '5' }] };
    const issues = (parameters: Readonly<Record<string, JsonValue>>): readonly string[] =>
      issuesOf(written('kling-v3-text-to-video', parameters, ''));
    expect(issues({ [multiShotPath]: true, [shotTypePath]: 'customize', ...list })).toEqual([]);
    expect(issues({ [multiShotPath]: true, ...list })).toEqual([]);
    expect(issues({ [multiShotPath]: true, [shotTypePath]: 'intelligence' })).toEqual(['block prompt-missing']);
    expect(issues({ [shotTypePath]: 'customize' })).toEqual(['block prompt-missing']);
  });

  it.each(['kling-o3-image-to-video', 'kling-v3-text-to-video', 'kling-v3-image-to-video'])(
    '%s: a shot has at most 512 characters',
    (model) => {
      const shot = (length: number) => ({
        [multiShotPath]: true,
        [shotTypePath]: 'customize',
        [shotsPath]: [{ index: 1, prompt: 'x'.repeat(length), duration: '5' }],
      });
      expect(issuesOf(written(model, shot(512), 'a fox', requiredRoles(model)))).toEqual([]);
      expect(issuesOf(written(model, shot(513), 'a fox', requiredRoles(model)))).toEqual(['block combination:shot-too-long']);
    },
  );

  it('a shot without its index, and an element id that is not a string, are not sent', () => {
    expect(issuesOf(written('kling-v3-text-to-video', { [multiShotPath]: true, [shotsPath]: [{ prompt: 'a', duration: '5' }] }))).toContain(
      'block field-outside',
    );
    expect(issuesOf(written('kling-o3-text-to-video', { 'model_params.element_list': [{ element_id: 7 }] }))).toContain(
      'block field-outside',
    );
  });
});
