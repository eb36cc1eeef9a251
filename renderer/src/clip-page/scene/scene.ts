// The picture of a simulated clip: a landscape that one drives past while the day changes, with the words on top. Calm enough to encode
// quickly, and alive enough that one sees whether a video plays, seeks and loops.
import type { ClipSpec } from '../job-messages.ts';
import { createRandom, pick } from '../seeded-random.ts';
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

/** A chain's colour, fading into mist at its feet: that is what gives the picture its depth. */
function paintBody(width: number, height: number, top: number, reach: number, colours: readonly [string, string]) {
  const image = new OffscreenCanvas(width, Math.max(1, height - top));
  const context = image.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new Error('no 2D canvas');
  const gradient = context.createLinearGradient(0, 0, 0, reach);
  gradient.addColorStop(0, colours[0]);
  gradient.addColorStop(1, colours[1]);
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, image.height);
  return { image, top };
}

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
    /** The nearest chain is one dark colour, and carries the trees. */
    body:
      number === CHAINS.length - 1
        ? null
        : paintBody(width, height, Math.floor(height * chain.level - scale * chain.roughness * 2.3), scale * 0.42, [
            palette.hills[number] ?? palette.hills[3],
            palette.mist,
          ]),
  }));
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
      const progress = frame.count > 1 ? frame.index / (frame.count - 1) : 0;
      sky.draw(context, progress, frame.seconds);
      drawBirds(context, frame.seconds);
      for (const chain of chains) {
        const offset = chain.start + direction * frame.seconds * chain.pace * height;
        chain.ridge.trace(context, offset);
        context.fillStyle = chain.colour;
        if (chain.body) {
          // Five times as fast as filling the outline with a gradient, which is worked out anew for every pixel.
          context.save();
          context.clip();
          context.drawImage(chain.body.image, 0, chain.body.top);
          context.restore();
        } else {
          context.fill();
          chain.ridge.plant(context, offset);
          context.fill();
        }
      }
      overlay.draw(context, frame);
    },
  };
}
