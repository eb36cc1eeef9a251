// Sky, stars, sun and clouds. Everything costly is painted once; a frame only puts the pieces in their places.
import { createRandom } from '../seeded-random.ts';
import type { Palette, Sky } from './palette.ts';

type Context = OffscreenCanvasRenderingContext2D;

export interface SkyPainter {
  /** `progress` runs from 0 to 1 over the clip. */
  draw(context: Context, progress: number, seconds: number): void;
}

function surface(width: number, height: number): { canvas: OffscreenCanvas; context: Context } {
  const canvas = new OffscreenCanvas(Math.max(1, Math.ceil(width)), Math.max(1, Math.ceil(height)));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2D canvas');
  return { canvas, context };
}

function paintSky(width: number, height: number, sky: Sky): OffscreenCanvas {
  const { canvas, context } = surface(width, height);
  const gradient = context.createLinearGradient(0, 0, 0, height * 0.82);
  gradient.addColorStop(0, sky[0]);
  gradient.addColorStop(0.55, sky[1]);
  gradient.addColorStop(1, sky[2]);
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
  return canvas;
}

function paintSun(radius: number, palette: Palette): OffscreenCanvas {
  const reach = radius * 6;
  const { canvas, context } = surface(reach * 2, reach * 2);
  const glow = context.createRadialGradient(reach, reach, radius * 0.6, reach, reach, reach);
  glow.addColorStop(0, `${palette.glow}b0`);
  glow.addColorStop(0.25, `${palette.glow}4a`);
  glow.addColorStop(1, `${palette.glow}00`);
  context.fillStyle = glow;
  context.fillRect(0, 0, reach * 2, reach * 2);
  const disc = context.createRadialGradient(reach, reach, radius * 0.86, reach, reach, radius);
  disc.addColorStop(0, palette.sun);
  disc.addColorStop(1, `${palette.sun}00`);
  context.fillStyle = disc;
  context.fillRect(0, 0, reach * 2, reach * 2);
  return canvas;
}

function paintCloud(size: number, palette: Palette, random: () => number): OffscreenCanvas {
  const { canvas, context } = surface(size * 2, size * 0.7);
  for (let puff = 0; puff < 14; puff += 1) {
    const along = random();
    const radius = size * (0.1 + 0.16 * Math.sin(along * Math.PI)) * (0.7 + random() * 0.6);
    const x = size * (0.35 + along * 1.3);
    const y = size * 0.42 - radius * 0.25 + random() * size * 0.04;
    const gradient = context.createRadialGradient(x, y, 0, x, y, radius);
    gradient.addColorStop(0, `${palette.sun}5c`);
    gradient.addColorStop(1, `${palette.sun}00`);
    context.fillStyle = gradient;
    context.fillRect(x - radius, y - radius, radius * 2, radius * 2);
  }
  return canvas;
}

export function createSky(width: number, height: number, palette: Palette, seed: number): SkyPainter {
  const random = createRandom(seed + 101);
  const scale = Math.min(width, height);
  const now = paintSky(width, height, palette.sky);
  const later = paintSky(width, height, palette.later);
  const sun = paintSun(scale * (0.06 + random() * 0.03), palette);
  const stars = Array.from({ length: palette.stars ? 70 : 0 }, () => ({
    x: random() * width,
    y: random() ** 1.6 * height * 0.5,
    size: scale * (0.0012 + random() * 0.0018),
    phase: random() * 7,
  }));
  const clouds = Array.from({ length: 4 }, () => ({
    image: paintCloud(scale * (0.22 + random() * 0.2), palette, random),
    x: random() * width * 1.4 - width * 0.2,
    y: height * (0.08 + random() * 0.3),
    pace: scale * (0.012 + random() * 0.022),
  }));
  const rising = random() < 0.5;
  const sunX = width * (0.25 + random() * 0.5);

  return {
    draw: (context, progress, seconds) => {
      context.drawImage(now, 0, 0);
      context.globalAlpha = progress;
      context.drawImage(later, 0, 0);
      context.fillStyle = '#ffffff';
      for (const star of stars) {
        context.globalAlpha = 0.25 + 0.6 * Math.abs(Math.sin(star.phase + seconds * 1.3));
        context.fillRect(star.x, star.y, star.size * 2, star.size * 2);
      }
      context.globalAlpha = 1;
      const height01 = rising ? progress : 1 - progress;
      const x = sunX + width * 0.16 * (progress - 0.5);
      const y = height * (0.56 - 0.3 * Math.sin(height01 * Math.PI * 0.5));
      context.drawImage(sun, Math.round(x - sun.width / 2), Math.round(y - sun.height / 2));
      for (const cloud of clouds) {
        const span = width + cloud.image.width;
        const drift = (((cloud.x + cloud.pace * seconds) % span) + span) % span;
        context.drawImage(cloud.image, drift - cloud.image.width, cloud.y);
      }
    },
  };
}
