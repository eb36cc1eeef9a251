import { describe, expect, it, test } from 'vitest';
import {
  filledPromptMax,
  fillTemplate,
  initialValue,
  parsePromptTemplate,
  templateTextMax,
  variableNameMax,
  variablesOf,
} from '../../../shared/prompt-template.ts';
import { fc } from '../../support/fast-check.ts';

const values = (entries: Readonly<Record<string, string>>) => new Map(Object.entries(entries));
const names = (template: string) => variablesOf(parsePromptTemplate(template)).map(({ name }) => name);
const hints = (template: string) => parsePromptTemplate(template).hints.map(({ kind, at }) => `${kind} ${at}`);
const filled = (template: string, entries: Readonly<Record<string, string>> = {}) =>
  fillTemplate(parsePromptTemplate(template), values(entries));

describe('a prompt template', () => {
  it('lists each of its variables once, in order', () => {
    expect(names('{subject} walks through {place}, {camera}; {subject} looks back')).toEqual(['subject', 'place', 'camera']);
  });

  it('becomes a plain prompt when it is filled', () => {
    expect(filled('{subject} walks through {place}', { subject: 'a fox', place: 'snow' })).toBe('a fox walks through snow');
  });

  it('may define a default and choices at any occurrence of a variable', () => {
    expect(variablesOf(parsePromptTemplate('{place=forest}, {light = dawn | noon |night}, {place}, {late}, {late=x}'))).toEqual([
      { name: 'place', options: ['forest'] },
      { name: 'light', options: ['dawn', 'noon', 'night'] },
      { name: 'late', options: ['x'] },
    ]);
  });

  it('reads a doubled brace as one brace', () => {
    expect([filled('{{subject} and {{{a}', { a: '1' }), names('{{subject}')]).toEqual(['{subject} and {1', []]);
  });

  it('keeps a variable without a value as it was written', () => {
    expect(filled('{a} and {b=c}', { a: '' })).toBe('{a} and {b=c}');
  });

  it('does not parse inserted values as a template', () => {
    expect(filled('{a}', { a: '{b} {{' })).toBe('{b} {{');
  });

  it.each([
    ['a { b', ['unclosed 2']],
    ['a {b\n}', ['unclosed 2']],
    ['{a {b} c}', ['nested 0']],
    ['{} { }', ['no-name 0', 'no-name 3']],
    ['{"a": 1}', ['bad-name 0']],
    [`{${'x'.repeat(variableNameMax + 1)}}`, ['bad-name 0']],
    ['} a }}', []],
  ])('treats %j as plain text, with a hint', (template, expected) => {
    expect(hints(template)).toEqual(expected);
    expect(filled(template, { b: '{b}' })).toBe(template);
  });

  it('accepts variable names in every script', () => {
    expect(names('{主体}在{地点=森林}中, {straße}, {2nd take}')).toEqual(['主体', '地点', 'straße', '2nd take']);
  });
});

describe('the form of a template starts with', () => {
  test('the last values', () => {
    expect(initialValue({ name: 'a', options: ['x'] }, values({ a: 'last' }))).toBe('last');
  });
  test('the default, or the first choice, without a last value', () => {
    expect([initialValue({ name: 'a', options: ['x', 'y'] }, values({})), initialValue({ name: 'a', options: [] }, values({}))]).toEqual([
      'x',
      '',
    ]);
  });
  test('the first choice if the last value is no longer a choice', () => {
    expect(initialValue({ name: 'a', options: ['x', 'y'] }, values({ a: 'z' }))).toBe('x');
  });
});

describe('for any text', () => {
  const bracedText = fc.string({ unit: fc.constantFrom('{', '}', '=', '|', 'a', 'ä', '主', ' ', '\n', '🦊', '_'), maxLength: 60 });
  const anyTemplate = fc.oneof(bracedText, fc.string({ maxLength: 80 }));

  test('the sources of the parsed parts add up to the text', () => {
    fc.assert(
      fc.property(
        anyTemplate,
        (template) =>
          parsePromptTemplate(template)
            .parts.map(({ source }) => source)
            .join('') === template,
      ),
    );
  });

  test('filling without values returns the text, if it has no doubled braces', () => {
    fc.assert(
      fc.property(anyTemplate, (template) => {
        fc.pre(!template.includes('{{'));
        expect(filled(template)).toBe(template);
      }),
    );
  });

  test('a text with all its braces doubled is filled to the original text', () => {
    fc.assert(
      fc.property(anyTemplate, (prompt) => {
        const template = parsePromptTemplate(prompt.replaceAll('{', '{{'));
        expect([fillTemplate(template, new Map()), template.hints, variablesOf(template)]).toEqual([prompt, [], []]);
      }),
    );
  });

  test('every variable is filled', () => {
    fc.assert(
      fc.property(anyTemplate, (template) => {
        const parsed = parsePromptTemplate(template);
        const entries = new Map(variablesOf(parsed).map(({ name }) => [name, '·']));
        const texts = parsed.parts.map((part) => (part.kind === 'text' ? part.text : '·')).join('');
        expect(fillTemplate(parsed, entries)).toBe(texts);
      }),
    );
  });
});

test('a small template cannot be filled to more than the maximum length', () => {
  const template = parsePromptTemplate('{a}'.repeat(templateTextMax / 3));
  expect(fillTemplate(template, new Map([['a', 'x'.repeat(2_000)]]))).toHaveLength(filledPromptMax);
});
