// An endless animation keeps the compositor drawing 60 frames a second while it is visible: with software rendering that is
// most of a processor core, and on a laptop the graphics card never sleeps.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const renderer = join(import.meta.dirname, '../../../../renderer');

/** The patterns that start an endless animation: in CSS, as a Tailwind utility, in SVG, or from JavaScript. */
const endless: readonly RegExp[] = [
  /animation[^;{}]*\binfinite\b/,
  /iteration-count\s*:\s*infinite/i,
  /\banimate-(?:spin|ping|pulse|bounce)\b/,
  /\banimate-\[[^\]]*infinite/,
  /repeatCount\s*=\s*["'{]+indefinite/i,
  /iterations\s*:\s*(?:Infinity|Number\.POSITIVE_INFINITY)/,
];

/** The lines of a source that start an endless animation. */
const endlessIn = (source: string): readonly string[] =>
  source
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => endless.some((pattern) => pattern.test(line)));

describe('animations of the window', () => {
  test.each([
    '.busy { animation: spin 1s linear infinite; }',
    'animation-iteration-count: infinite;',
    '<Icon className="motion-safe:animate-spin" />',
    '<i className="animate-[pulse_1s_infinite]" />',
    '<animateTransform repeatCount="indefinite" />',
    'node.animate(frames, { duration: 900, iterations: Infinity })',
  ])('%s is recognised as endless', (line) => {
    expect(endlessIn(line)).toEqual([line]);
  });

  test.each([
    '.busy { animation: spin 1s linear 8; }',
    '<Icon className="transition-transform" />',
    'node.animate(frames, { iterations: 3 })',
  ])('%s ends', (line) => {
    expect(endlessIn(line)).toEqual([]);
  });

  test('all end', () => {
    const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:tsx?|css|html)$/.test(name));
    const endlessAnimations = sources.flatMap((name) =>
      endlessIn(readFileSync(join(renderer, name), 'utf8')).map((line) => `${name}: ${line}`),
    );
    expect(endlessAnimations).toEqual([]);
  });
});
