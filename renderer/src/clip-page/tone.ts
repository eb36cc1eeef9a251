// The sound of a simulated clip: a quiet chord with slowly changing loudness. It shows that there is sound, without being annoying.
import type { ClipSpec } from './job-messages.ts';
import { createRandom, pickOne } from './seeded-random.ts';

/** The sample rate, in samples per second of each channel: the rate at which Opus works. */
export const toneSampleRate = 48_000;
/** The number of channels: left and right. */
export const toneChannels = 2;

/** The frequencies of three voices, as multiples of the root note's frequency. */
type Chord = readonly [number, number, number];

const rootsHz = [130.81, 146.83, 164.81, 174.61, 196] as const;
const chords: readonly [Chord, ...Chord[]] = [
  [1, 1.5, 2.5],
  [1, 1.2, 1.5],
  [1, 1.25, 1.875],
];
const baseAmplitude = 0.11;
const fadeSeconds = 0.4;

/** Computes the samples between two times: first all of the left channel, then all of the right channel. */
type Tone = (fromSeconds: number, toSeconds: number) => Float32Array<ArrayBuffer>;

/**
 * Creates the sound of a clip. The seed determines its root note, chord and tremolo. The sound fades in at the start and has faded out at
 * `durationSeconds`.
 */
export function createTone(spec: Pick<ClipSpec, 'seed' | 'durationSeconds'>): Tone {
  const random = createRandom(spec.seed + 7);
  const rootHz = pickOne(random, rootsHz);
  const chord = pickOne(random, chords);
  const tremoloHz = 0.18 + random() * 0.14;

  const amplitudeAt = (seconds: number) => {
    const fade = Math.max(0, Math.min(1, seconds / fadeSeconds, (spec.durationSeconds - seconds) / fadeSeconds));
    return baseAmplitude * fade * (0.75 + 0.25 * Math.sin(2 * Math.PI * tremoloHz * seconds));
  };

  return (fromSeconds, toSeconds) => {
    const first = Math.round(fromSeconds * toneSampleRate);
    const count = Math.max(0, Math.round(toSeconds * toneSampleRate) - first);
    const samples = new Float32Array(count * toneChannels);
    for (let index = 0; index < count; index += 1) {
      const seconds = (first + index) / toneSampleRate;
      let left = 0;
      let right = 0;
      chord.forEach((ratio, voice) => {
        const wave = Math.sin(2 * Math.PI * rootHz * ratio * seconds) / (voice + 1);
        // The second and third voices are panned a little, so that the channels differ.
        left += wave * (voice === 1 ? 0.6 : 1);
        right += wave * (voice === 2 ? 0.6 : 1);
      });
      const amplitude = amplitudeAt(seconds);
      samples[index] = left * amplitude;
      samples[count + index] = right * amplitude;
    }
    return samples;
  };
}
