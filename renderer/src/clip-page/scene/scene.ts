// The picture of a simulated clip: a gradient that turns by 90° while a soft disc crosses it, with text on top. That is enough to see that
// a video plays, seeks and differs from the next one, and it encodes quickly.
import type { ClipSpec } from '../job-messages.ts';
import { createRandom } from '../seeded-random.ts';
import { type CanvasContext, createLayer } from './layer.ts';
import { createOverlay, type Frame } from './overlay.ts';

/** The picture of one clip. `draw` paints a frame completely, in any order of frames. */
interface Scene {
  draw(context: CanvasContext, frame: Frame): void;
}

interface Colours {
  readonly dark: string;
  readonly light: string;
  readonly disc: (alpha: number) => string;
}

/**
 * `hue` and `hueStep` in degrees. The gradient spans 40 % of lightness, so that every frame has contrast and the turn changes every part of
 * the picture.
 */
function coloursOf(hue: number, hueStep: number): Colours {
  return {
    dark: `hsl(${hue} 55% 24%)`,
    light: `hsl(${hue + hueStep} 60% 64%)`,
    disc: (alpha) => `hsl(${hue + hueStep} 90% 92% / ${alpha})`,
  };
}

/** `angle`, in radians, is the direction in which the gradient becomes lighter. */
function paintGradient(width: number, height: number, angle: number, { dark, light }: Colours): OffscreenCanvas {
  const { canvas, context } = createLayer(width, height);
  const halfLength = (Math.abs(Math.cos(angle)) * width + Math.abs(Math.sin(angle)) * height) / 2;
  const [x, y] = [Math.cos(angle) * halfLength, Math.sin(angle) * halfLength];
  const gradient = context.createLinearGradient(width / 2 - x, height / 2 - y, width / 2 + x, height / 2 + y);
  gradient.addColorStop(0, dark);
  gradient.addColorStop(1, light);
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
  return canvas;
}

function paintDisc(radius: number, { disc }: Colours): OffscreenCanvas {
  const { canvas, context } = createLayer(radius * 2, radius * 2);
  const gradient = context.createRadialGradient(radius, radius, 0, radius, radius, radius);
  gradient.addColorStop(0, disc(0.95));
  gradient.addColorStop(0.45, disc(0.8));
  gradient.addColorStop(1, disc(0));
  context.fillStyle = gradient;
  context.fillRect(0, 0, radius * 2, radius * 2);
  return canvas;
}

/** Prepares the picture of a clip. The same specification always gives the same picture. */
export function createScene(spec: ClipSpec): Scene {
  const { width, height } = spec;
  const random = createRandom(spec.seed);
  const colours = coloursOf(random() * 360, 30 + random() * 60);
  const angle = random() * Math.PI * 2;
  // Both are painted once: computing a gradient for each frame is expensive, blending two pictures is not.
  const first = paintGradient(width, height, angle, colours);
  const last = paintGradient(width, height, angle + Math.PI / 2, colours);
  const disc = paintDisc(Math.min(width, height) * (0.16 + random() * 0.1), colours);
  const discCentreY = height * (0.25 + random() * 0.25);
  const isLeftToRight = random() < 0.5;
  const overlay = createOverlay(spec);

  return {
    draw: (context, frame) => {
      const progress = frame.count > 1 ? frame.index / (frame.count - 1) : 0;
      context.drawImage(first, 0, 0);
      context.globalAlpha = progress;
      context.drawImage(last, 0, 0);
      context.globalAlpha = 1;
      const position = isLeftToRight ? progress : 1 - progress;
      context.drawImage(disc, position * width - disc.width / 2, discCentreY - disc.height / 2);
      overlay.draw(context, frame);
    },
  };
}
