// The picture of a simulated clip: a landscape that one drives past while the day changes, with the words on top. Calm enough to encode
// quickly, and alive enough that one sees whether a video plays, seeks and loops.
import type { ClipSpec } from '../job.ts';
import { createRandom, pick } from '../random.ts';
import { createOverlay, type Frame } from './overlay.ts';
import { PALETTES } from './palette.ts';
import { createRidge } from './ridge.ts';
import { createSky } from './sky.ts';

export interface Scene {
  draw(context: OffscreenCanvasRenderingContext2D, frame: Frame): void;
}

/** From far to near: where the outline lies, how rough it is, and how many picture heights it slides by in a second. */
const CHAINS = [
  { level: 0.56, roughness: 0.055, pace: 0.012 },
  { level: 0.65, roughness: 0.05, pace: 0.028 },
  { level: 0.76, roughness: 0.045, pace: 0.06 },
  { level: 0.9, roughness: 0.04, pace: 0.13 },
] as const;

export function createScene(spec: ClipSpec): Scene {
  const { width, height, seed } = spec;
  const scale = Math.min(width, height);
  const random = createRandom(seed);
  const palette = pick(random, PALETTES);
  const sky = createSky(width, height, palette, seed);
  const overlay = createOverlay(spec);
  const direction = random() < 0.5 ? -1 : 1;
  const birds = Array.from({ length: 5 }, (_, number) => ({ x: number * 0.045 + random() * 0.02, y: random() * 0.06, beat: random() * 6 }));
  const birdsLevel = height * (0.2 + random() * 0.15);
  const chains = CHAINS.map((chain, number) => ({
    ...chain,
    ridge: createRidge({ width, height, seed: seed * 31 + number * 977, level: chain.level, roughness: chain.roughness }),
    colour: palette.hills[number] ?? palette.hills[3],
    start: random() * 10_000,
    nearest: number === CHAINS.length - 1,
  }));
  /** Hills fade into mist at their feet, which gives the picture its depth. */
  let fills: readonly (CanvasGradient | string)[] = [];

  const prepareFills = (context: OffscreenCanvasRenderingContext2D) =>
    chains.map((chain) => {
      if (chain.nearest) return chain.colour;
      const top = height * chain.level - scale * chain.roughness * 2;
      const gradient = context.createLinearGradient(0, top, 0, top + scale * 0.42);
      gradient.addColorStop(0, chain.colour);
      gradient.addColorStop(1, palette.mist);
      return gradient;
    });

  const drawBirds = (context: OffscreenCanvasRenderingContext2D, seconds: number) => {
    context.strokeStyle = palette.hills[3];
    context.lineWidth = Math.max(1, scale * 0.0028);
    context.beginPath();
    for (const bird of birds) {
      const along = (((0.1 + bird.x + seconds * 0.035) % 1.3) + 1.3) % 1.3;
      const x = width * (direction > 0 ? 1.1 - along : along - 0.1);
      const y = birdsLevel + bird.y * scale + Math.sin(seconds + bird.beat) * scale * 0.006;
      const wing = scale * 0.014;
      const lift = wing * (0.35 + 0.55 * Math.sin(seconds * 7 + bird.beat));
      context.moveTo(x - wing, y - lift);
      context.quadraticCurveTo(x - wing * 0.4, y - lift * 0.4, x, y);
      context.quadraticCurveTo(x + wing * 0.4, y - lift * 0.4, x + wing, y - lift);
    }
    context.stroke();
  };

  return {
    draw: (context, frame) => {
      if (fills.length === 0) fills = prepareFills(context);
      const progress = frame.count > 1 ? frame.index / (frame.count - 1) : 0;
      sky.draw(context, progress, frame.seconds);
      drawBirds(context, frame.seconds);
      chains.forEach((chain, number) => {
        const offset = chain.start + direction * frame.seconds * chain.pace * height;
        chain.ridge.fill(context, offset, fills[number] ?? chain.colour);
        if (!chain.nearest) return;
        chain.ridge.plant(context, offset);
        context.fillStyle = chain.colour;
        context.fill();
      });
      overlay.draw(context, frame);
    },
  };
}
