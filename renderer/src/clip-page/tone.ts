// The sound of a simulated clip: a quiet chord with slowly changing loudness. It shows that there is sound, without being annoying.
import type { ClipSpec } from './job-messages.ts';
import { createRandom, pick } from './seeded-random.ts';

/** Samples per second and channel: the rate that Opus works at. */
export const toneSampleRate = 48_000;
/** Stereo: left, right. */
export const toneChannels = 2;

type Chord = readonly [number, number, number];

const rootsHz = [130.81, 146.83, 164.81, 174.61, 196] as const;
const chords: readonly [Chord, ...Chord[]] = [
  [1, 1.5, 2.5],
  [1, 1.2, 1.5],
  [1, 1.25, 1.875],
];
const baseLoudness = 0.11;
const fadeSeconds = 0.4;

/** Computes the samples between two times: all of the left channel, then all of the right. */
type Tone = (fromSeconds: number, toSeconds: number) => Float32Array<ArrayBuffer>;

/** Creates the sound of a clip. The seed chooses its root note and chord; the sound fades in at the start and out at `durationSeconds`. */
export function createTone(spec: Pick<ClipSpec, 'seed' | 'durationSeconds'>): Tone {
  const random = createRandom(spec.seed + 7);
  const root = pick(random, rootsHz);
  const chord = pick(random, chords);
  const tremoloHz = 0.18 + random() * 0.14;

  const loudnessAt = (seconds: number) => {
    const fade = Math.max(0, Math.min(1, seconds / fadeSeconds, (spec.durationSeconds - seconds) / fadeSeconds));
    return baseLoudness * fade * (0.75 + 0.25 * Math.sin(2 * Math.PI * tremoloHz * seconds));
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
        const wave = Math.sin(2 * Math.PI * root * ratio * seconds) / (voice + 1);
        // The voices are panned a little, so that the channels differ.
        left += wave * (voice === 1 ? 0.6 : 1);
        right += wave * (voice === 2 ? 0.6 : 1);
      });
      const loudness = loudnessAt(seconds);
      samples[index] = left * loudness;
      samples[count + index] = right * loudness;
    }
    return samples;
  };
}
