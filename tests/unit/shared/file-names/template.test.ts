// File name templates: parsing, rendering, and names that are safe on all three systems.
import { describe, expect, test } from 'vitest';
import { createTakenNames, nameKey } from '../../../../shared/file-names/free-name.ts';
import { nameLimit } from '../../../../shared/file-names/name-limit.ts';
import { defaultFileNameTemplate, parseFileNameTemplate } from '../../../../shared/file-names/parse-template.ts';
import { type NameValues, renderFileName } from '../../../../shared/file-names/render-template.ts';
import { bytesOf, type NameLimit } from '../../../../shared/file-names/safe-text.ts';
import { nameTokens } from '../../../../shared/file-names/template-tokens.ts';
import { fc } from '../../../support/fast-check.ts';

const values: NameValues = {
  createdAtMs: new Date(2026, 2, 1, 14, 5, 9).getTime(),
  title: '',
  rating: 0,
  prompt: 'a fox in the snow',
  model: 'seedance-1.5-pro',
  seed: null,
  ratio: '16:9',
  quality: '720p',
  durationSeconds: 5,
  number: 7,
  profile: 'Work',
  task: 'task-unified-1761313744-vux2jw0k',
  id: 'vux2jw0k',
};
const usual = nameLimit(false, 0);

function render(template: string, change: Partial<NameValues> = {}, limit: NameLimit = usual): string {
  const parsed = parseFileNameTemplate(template);
  if (!parsed.ok) throw new Error(parsed.problem.kind);
  return renderFileName(parsed.parts, { ...values, ...change }, limit);
}
const problem = (template: string) => {
  const parsed = parseFileNameTemplate(template);
  return parsed.ok ? null : parsed.problem;
};

test.each([
  ['{date} {time} {model}', '2026-03-01 14-05-09 seedance-1.5-pro'],
  ['{ Prompt }_{ratio}_{quality}_{duration}', 'a fox in the snow_16x9_720p_5s'],
  ['{prompt:5} {number:4}', 'a fox 0007'],
  ['{number}. {prompt}', '007. a fox in the snow'],
  ['{title} {rating}', 'a fox in the snow'],
  ['{date}_{seed}_{model}', '2026-03-01_seedance-1.5-pro'],
  ['{date} ({seed})', '2026-03-01'],
  ['{date} - {seed}', '2026-03-01'],
  ['{profile} {task}', 'Work task-unified-1761313744-vux2jw0k'],
])('the template %s gives the name %s', (template, expected) => {
  expect(render(template)).toBe(expected);
});

test.each([
  ['', { kind: 'empty' }],
  ['all the same', { kind: 'no-token' }],
  ['{promt}', { kind: 'unknown-token', name: 'promt', suggestions: ['prompt'] }],
  ['{xyz}', { kind: 'unknown-token', name: 'xyz', suggestions: [] }],
  ['{date', { kind: 'lone-brace', brace: '{' }],
  ['{date} {model} {', { kind: 'lone-brace', brace: '{' }],
  ['date}', { kind: 'lone-brace', brace: '}' }],
  ['{date}/{model}', { kind: 'separator', character: '/' }],
  ['{date}\\{model}', { kind: 'separator', character: '\\' }],
  ['{date}: x', { kind: 'forbidden', character: ':' }],
  ['{date}\u202E', { kind: 'forbidden', character: '\u202E' }],
  ['{seed:3}', { kind: 'bad-size', token: 'seed', maxSize: null }],
  ['{prompt:0}', { kind: 'bad-size', token: 'prompt', maxSize: 150 }],
  [`{date}${'x'.repeat(200)}`, { kind: 'too-long', maxLength: 200 }],
])('the problem of the template %j is found', (template, expected) => {
  expect(problem(template)).toEqual(expected);
});

test('the text after a long prompt is not cut off', () => {
  const name = render('{date} {prompt:150} {id}', { prompt: '雪の中の狐'.repeat(40) });
  expect(name).toMatch(/^2026-03-01 雪の中の狐.* vux2jw0k$/u);
  expect(bytesOf(name)).toBeLessThanOrEqual(usual.bytes);
});

test('a long folder path limits the length of names on Windows only', () => {
  expect(nameLimit(true, 150)).toEqual({ bytes: 200, units: 96 });
  expect(nameLimit(true, 400).units).toBe(40);
  expect(nameLimit(false, 400)).toEqual({ bytes: 200, units: 200 });
});

test.each(['con', 'PRN', 'aux', 'NUL', 'com1', 'LPT9', 'con.txt', 'CONIN$'])('the device name %s is not used', (prompt) => {
  expect(render('{prompt}', { prompt })).toBe(`_${prompt}`);
});

test('a prompt without any usable character is replaced by the id', () => {
  expect(render('{prompt}', { prompt: '???' })).toBe('vux2jw0k');
});

describe('for any template and any values', () => {
  const anyTemplate = fc
    .array(
      fc.oneof(
        fc.constantFrom(...nameTokens).map((token) => `{${token}}`),
        fc.string({ unit: 'binary', maxLength: 8 }),
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join(''));
  const text = fc.string({ unit: 'binary', maxLength: 300 });

  test('the name is safe on Windows, macOS and Linux', () => {
    fc.assert(
      fc.property(anyTemplate, text, text, fc.integer({ min: 40, max: 200 }), (template, prompt, profile, units) => {
        const parsed = parseFileNameTemplate(template);
        if (!parsed.ok) return;
        const name = renderFileName(parsed.parts, { ...values, prompt, profile }, { bytes: 200, units });
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|^[.\s~-]|[.\s]$/u);
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(units);
        expect(bytesOf(name)).toBeLessThanOrEqual(200);
        expect(name).toBe(name.normalize('NFC'));
      }),
    );
  });

  test('no two names of one folder are equal on a system that ignores case', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Fox', 'fox', 'FOX', 'fox (2)', 'café', 'cafe\u0301', 'ß', 'SS'), { maxLength: 12 }),
        (stems) => {
          const taken = createTakenNames(['FOX.MP4']);
          const names = stems.map((stem) => taken.take(stem, 'mp4'));
          expect(new Set(['FOX.MP4', ...names].map(nameKey)).size).toBe(names.length + 1);
        },
      ),
    );
  });
});

test('ten thousand videos of one name get consecutive numbers', () => {
  const taken = createTakenNames();
  const names = Array.from({ length: 10_000 }, () => taken.take('fox', 'mp4'));
  expect([names[0], names[1], names.at(-1)]).toEqual(['fox.mp4', 'fox (2).mp4', 'fox (10000).mp4']);
});

test('the default template has no problem', () => {
  expect(problem(defaultFileNameTemplate)).toBeNull();
});
