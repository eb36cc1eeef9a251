import { describe, expect, it } from 'vitest';
import { type EstimateKey, type EstimateSample, estimateFrom, sumOfCredits } from '../../../shared/estimate.ts';
import { fc } from '../../support/fast-check.ts';

const key: EstimateKey = { model: 'm', durationSeconds: 8, quality: '720p', generateAudio: true };
const sample = (more: Partial<EstimateSample> = {}): EstimateSample => ({
  durationSeconds: 8,
  quality: '720p',
  generateAudio: true,
  credits: 16,
  tookSeconds: 120,
  ...more,
});
const unknown = { credits: null, seconds: null, samples: 0, basis: 'none' };

describe('an estimate', () => {
  it('is unknown without earlier tasks', () => {
    expect(estimateFrom(key, [])).toEqual(unknown);
  });

  it('is the range of costs of equal requests, from one sample on', () => {
    expect(estimateFrom(key, [sample()])).toEqual({
      credits: { min: 16, max: 16 },
      seconds: { min: 120, max: 120 },
      samples: 1,
      basis: 'same',
    });
    expect(estimateFrom(key, [sample({ credits: 20, tookSeconds: 180 }), sample()])).toMatchObject({
      credits: { min: 16, max: 20 },
      seconds: { min: 120, max: 180 },
    });
  });

  it('scales three other samples of the same kind by duration, and not fewer', () => {
    const four = sample({ durationSeconds: 4, credits: 8 });
    expect(estimateFrom(key, [four, four])).toEqual(unknown);
    expect(estimateFrom(key, [four, four, four])).toMatchObject({ credits: { min: 16, max: 16 }, basis: 'by-length', samples: 3 });
  });

  it('does not use the cost of another quality, or of silent videos for videos with audio', () => {
    const others = [sample({ quality: '1080p' }), sample({ generateAudio: false }), sample({ quality: null })];
    expect(estimateFrom(key, others)).toMatchObject({ credits: null, basis: 'none', seconds: { min: 120, max: 120 } });
  });

  it('ignores old prices', () => {
    const old = Array.from({ length: 20 }, () => sample({ credits: 99 }));
    expect(estimateFrom(key, [...Array.from({ length: 8 }, () => sample()), ...old]).credits).toEqual({ min: 16, max: 16 });
  });

  it('ignores a single slow task', () => {
    const usual = [100, 110, 120, 130, 900].map((tookSeconds) => sample({ tookSeconds }));
    expect(estimateFrom(key, usual).seconds).toEqual({ min: 110, max: 130 });
  });

  it('is never negative or inverted, whatever the samples', () => {
    const anySample = fc.record({
      durationSeconds: fc.option(fc.integer({ min: 0, max: 30 }), { nil: null }),
      quality: fc.constantFrom('720p', '1080p', null),
      generateAudio: fc.constantFrom(true, false, null),
      credits: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: null }),
      tookSeconds: fc.option(fc.integer({ min: 0, max: 1e6 }), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(anySample, { maxLength: 30 }), (samples) => {
        for (const range of Object.values(estimateFrom(key, samples))) {
          if (typeof range !== 'object' || range === null) continue;
          expect(range.min).toBeGreaterThanOrEqual(0);
          expect(range.max).toBeGreaterThanOrEqual(range.min);
        }
      }),
    );
  });

  it('of several requests is the sum, and unknown if one of them is', () => {
    const one = estimateFrom(key, [sample({ credits: 20 }), sample()]);
    expect([sumOfCredits([one, one]), sumOfCredits([one, estimateFrom(key, [])]), sumOfCredits([])]).toEqual([
      { min: 32, max: 40 },
      null,
      { min: 0, max: 0 },
    ]);
  });
});
