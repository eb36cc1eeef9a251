// The text over the picture: the prompt and its caption (painted once), a mark that says that the clip is simulated, and a running clock.
import type { ClipSpec } from '../job-messages.ts';
import { type CanvasContext, createLayer } from './layer.ts';
import { wrapText } from './text-wrap.ts';

/** The frame that is drawn now: its zero-based `index` of `count` frames, and its time in the clip in `seconds`. */
export interface Frame {
  readonly index: number;
  readonly count: number;
  readonly seconds: number;
}

/** The prepared text of one clip. `draw` paints it over what the context already shows. */
interface Overlay {
  draw(context: CanvasContext, frame: Frame): void;
}

const sansFont = 'system-ui, "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif';
const monoFont = 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace';
const simulatedMark = 'SIMULATED';

function createTextLayer(spec: ClipSpec, unit: number, margin: number): OffscreenCanvas {
  const { canvas, context } = createLayer(spec.width, spec.height * 0.5);
  const { width, height } = canvas;
  const shade = context.createLinearGradient(0, 0, 0, height);
  shade.addColorStop(0, 'rgb(6 8 20 / 0)');
  shade.addColorStop(0.5, 'rgb(6 8 20 / 0.18)');
  shade.addColorStop(1, 'rgb(6 8 20 / 0.62)');
  context.fillStyle = shade;
  context.fillRect(0, 0, width, height);

  const maxWidth = width - margin * 2;
  let baseline = height - margin - unit * 0.2;
  context.textBaseline = 'alphabetic';
  context.shadowColor = 'rgb(0 0 0 / 0.55)';
  context.shadowBlur = unit * 0.35;
  context.shadowOffsetY = unit * 0.06;

  const write = (text: string, font: string, style: string, maxLines: number, lineHeight: number) => {
    context.font = font;
    context.fillStyle = style;
    const lines = wrapText(text, { maxWidth, maxLines, measure: (line) => context.measureText(line).width });
    for (const line of lines.toReversed()) {
      context.fillText(line, margin, baseline);
      baseline -= lineHeight;
    }
  };
  write(spec.caption, `500 ${unit * 0.56}px ${sansFont}`, 'rgb(255 255 255 / 0.78)', 1, unit * 0.98);
  const lineHeight = unit * 1.24;
  write(spec.prompt, `600 ${unit}px ${sansFont}`, '#ffffff', Math.max(1, Math.min(4, Math.floor(baseline / lineHeight))), lineHeight);
  return canvas;
}

function paintMark(unit: number): OffscreenCanvas {
  const size = unit * 0.42;
  const font = `700 ${size}px ${sansFont}`;
  const measuringContext = createLayer(1, 1).context;
  measuringContext.font = font;
  measuringContext.letterSpacing = `${size * 0.14}px`;
  const { canvas, context } = createLayer(measuringContext.measureText(simulatedMark).width + size * 1.5, size * 2);
  context.beginPath();
  context.roundRect(0, 0, canvas.width, canvas.height, canvas.height / 2);
  context.fillStyle = 'rgb(6 8 20 / 0.42)';
  context.fill();
  context.font = font;
  context.letterSpacing = `${size * 0.14}px`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = 'rgb(255 255 255 / 0.88)';
  context.fillText(simulatedMark, canvas.width / 2 + size * 0.07, canvas.height / 2 + size * 0.06);
  return canvas;
}

/** Paints the unchanging parts once, sized for the clip. `draw` is then cheap enough to be called for every frame. */
export function createOverlay(spec: ClipSpec): Overlay {
  const unit = Math.max(9, Math.min(spec.width, spec.height) * 0.055);
  const margin = Math.round(unit * 0.9);
  const textLayer = createTextLayer(spec, unit, margin);
  const mark = paintMark(unit);
  const clockFont = `600 ${unit * 0.6}px ${monoFont}`;
  // Room for 17 monospaced characters, each about 0.62 em wide.
  const clockWidth = Math.ceil(unit * 0.6 * 0.62 * 17 + unit);
  const barHeight = Math.max(2, Math.round(unit * 0.12));

  return {
    draw: (context, { index, count, seconds }) => {
      context.drawImage(textLayer, 0, spec.height - textLayer.height);
      if (clockWidth + mark.width + margin * 3 <= spec.width) context.drawImage(mark, spec.width - margin - mark.width, margin);
      else context.drawImage(mark, margin, margin + Math.ceil(unit * 1.05));

      context.font = clockFont;
      context.textBaseline = 'top';
      context.fillStyle = 'rgb(255 255 255 / 0.92)';
      const frame = String(index + 1).padStart(String(count).length, '0');
      context.fillText(`${seconds.toFixed(2).padStart(5, '0')} s  ${frame}/${count}`, margin, margin + unit * 0.14);

      context.fillStyle = 'rgb(255 255 255 / 0.28)';
      context.fillRect(0, spec.height - barHeight, spec.width, barHeight);
      context.fillStyle = 'rgb(255 255 255 / 0.9)';
      context.fillRect(0, spec.height - barHeight, Math.round((spec.width * (index + 1)) / count), barHeight);
    },
  };
}
