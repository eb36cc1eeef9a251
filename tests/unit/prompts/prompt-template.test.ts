import { describe, expect, it, test } from 'vitest';
import {
  filledMax,
  fillTemplate,
  firstValue,
  parseTemplate,
  templateTextMax,
  variableNameMax,
  variablesOf,
} from '../../../shared/prompt-template.ts';
import { fc } from '../../support/fast-check.ts';

const values = (given: Readonly<Record<string, string>>) => new Map(Object.entries(given));
const names = (template: string) => variablesOf(parseTemplate(template)).map(({ name }) => name);
const hints = (template: string) => parseTemplate(template).hints.map(({ kind, at }) => `${kind} ${at}`);
const filled = (template: string, given: Readonly<Record<string, string>> = {}) => fillTemplate(parseTemplate(template), values(given));

describe('a template', () => {
  it('names its variables once, in their order', () => {
    expect(names('{subject} walks through {place}, {camera}; {subject} looks back')).toEqual(['subject', 'place', 'camera']);
  });

  it('becomes a plain prompt when it is filled', () => {
    expect(filled('{subject} walks through {place}', { subject: 'a fox', place: 'snow' })).toBe('a fox walks through snow');
  });

  it('offers a default and choices, wherever they are written', () => {
    expect(variablesOf(parseTemplate('{place=forest}, {light = dawn | noon |night}, {place}, {late}, {late=x}'))).toEqual([
      { name: 'place', options: ['forest'] },
      { name: 'light', options: ['dawn', 'noon', 'night'] },
      { name: 'late', options: ['x'] },
    ]);
  });

  it('keeps a doubled brace as one brace', () => {
    expect([filled('{{subject} and {{{a}', { a: '1' }), names('{{subject}')]).toEqual(['{subject} and {1', []]);
  });

  it('leaves a variable without a value as it was written', () => {
    expect(filled('{a} and {b=c}', { a: '' })).toBe('{a} and {b=c}');
  });

  it('does not read what was put in as a template again', () => {
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
  ])('takes %j as plain text, with a hint', (template, expected) => {
    expect(hints(template)).toEqual(expected);
    expect(filled(template, { b: '{b}' })).toBe(template);
  });

  it('knows names in every script', () => {
    expect(names('{主体}在{地点=森林}中, {straße}, {2nd take}')).toEqual(['主体', '地点', 'straße', '2nd take']);
  });
});

describe('the form starts with', () => {
  test('what was given last time', () => {
    expect(firstValue({ name: 'a', options: ['x'] }, values({ a: 'last' }))).toBe('last');
  });
  test('the default, or the first choice, where nothing was given', () => {
    expect([firstValue({ name: 'a', options: ['x', 'y'] }, values({})), firstValue({ name: 'a', options: [] }, values({}))]).toEqual([
      'x',
      '',
    ]);
  });
  test('the first choice where the last one is no choice any more', () => {
    expect(firstValue({ name: 'a', options: ['x', 'y'] }, values({ a: 'z' }))).toBe('x');
  });
});

describe('whatever is typed', () => {
  const bracy = fc.string({ unit: fc.constantFrom('{', '}', '=', '|', 'a', 'ä', '主', ' ', '\n', '🦊', '_'), maxLength: 60 });
  const any = fc.oneof(bracy, fc.string({ maxLength: 80 }));

  test('is read without a loss: the sources of the parts are the text', () => {
    fc.assert(
      fc.property(
        any,
        (template) =>
          parseTemplate(template)
            .parts.map(({ source }) => source)
            .join('') === template,
      ),
    );
  });

  test('filled with nothing and read again is the same as read once, but for doubled braces', () => {
    fc.assert(
      fc.property(any, (template) => {
        fc.pre(!template.includes('{{'));
        expect(filled(template)).toBe(template);
      }),
    );
  });

  test('with all its braces doubled means itself', () => {
    fc.assert(
      fc.property(any, (prompt) => {
        const template = parseTemplate(prompt.replaceAll('{', '{{'));
        expect([fillTemplate(template, new Map()), template.hints, variablesOf(template)]).toEqual([prompt, [], []]);
      }),
    );
  });

  test('every variable it names is filled', () => {
    fc.assert(
      fc.property(any, (template) => {
        const parsed = parseTemplate(template);
        const given = new Map(variablesOf(parsed).map(({ name }) => [name, '·']));
        const texts = parsed.parts.map((part) => (part.kind === 'text' ? part.text : '·')).join('');
        expect(fillTemplate(parsed, given)).toBe(texts);
      }),
    );
  });
});

test('a small template cannot become more than a prompt may be', () => {
  const template = parseTemplate('{a}'.repeat(templateTextMax / 3));
  expect(fillTemplate(template, new Map([['a', 'x'.repeat(2_000)]]))).toHaveLength(filledMax);
});
