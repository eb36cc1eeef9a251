// One chain of hills: a smooth outline that slides past and never repeats within a clip, and on the nearest one, trees.
import { createRandom } from '../seeded-random.ts';

interface Wave {
  readonly length: number;
  readonly height: number;
  readonly phase: number;
}

export interface Ridge {
  /** Height of the outline in pixels from the top of the picture, at a place along the chain. */
  topAt(place: number): number;
  /** Makes everything below the outline the current path. */
  trace(context: OffscreenCanvasRenderingContext2D, offset: number): void;
  /** Adds firs on the outline to the current path. They stand still on the hill, whatever its offset. */
  plant(context: OffscreenCanvasRenderingContext2D, offset: number): void;
}

export function createRidge(options: {
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  /** Mean height of the outline, as a share of the picture's height. */
  readonly level: number;
  readonly roughness: number;
}): Ridge {
  const { width, height, seed } = options;
  const scale = Math.min(width, height);
  const random = createRandom(seed);
  const waves: readonly Wave[] = [1.9, 0.83, 0.37, 0.16, 0.07].map((length, octave) => ({
    length: scale * length * (0.85 + random() * 0.3),
    height: scale * options.roughness * 0.55 ** octave,
    phase: random() * Math.PI * 2,
  }));
  // Steps follow the size of the picture: a hill in 4k has no more corners than one in 720p.
  const step = Math.max(2, scale / 160);

  const topAt = (place: number) => {
    let top = height * options.level;
    for (const wave of waves) top -= wave.height * Math.sin((place / wave.length) * Math.PI * 2 + wave.phase);
    return top;
  };

  return {
    topAt,
    trace: (context, offset) => {
      context.beginPath();
      context.moveTo(0, height);
      // Corners are tied to places on the hill, not to the picture: otherwise the outline shimmers while it slides.
      const first = Math.floor(offset / step) * step;
      for (let place = first; place <= offset + width + step; place += step) context.lineTo(place - offset, topAt(place));
      context.lineTo(width + step, height);
      context.closePath();
    },
    plant: (context, offset) => {
      const spacing = scale * 0.05;
      const first = Math.floor(offset / spacing) - 1;
      const last = Math.ceil((offset + width) / spacing) + 1;
      context.beginPath();
      for (let number = first; number <= last; number += 1) {
        const chance = createRandom(seed + number * 7919);
        if (chance() < 0.35) continue;
        const place = (number + chance() * 0.8) * spacing;
        const foot = topAt(place) + scale * 0.006;
        const size = scale * (0.035 + chance() * 0.055);
        const x = place - offset;
        context.moveTo(x, foot - size);
        context.lineTo(x + size * 0.2, foot - size * 0.45);
        context.lineTo(x + size * 0.11, foot - size * 0.45);
        context.lineTo(x + size * 0.26, foot);
        context.lineTo(x - size * 0.26, foot);
        context.lineTo(x - size * 0.11, foot - size * 0.45);
        context.lineTo(x - size * 0.2, foot - size * 0.45);
        context.closePath();
      }
    },
  };
}
