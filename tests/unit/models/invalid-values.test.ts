// Invalid values in every field of every model: nothing throws, invalid values are reported at their field, and the sent body is clean.

import { describe, expect, it } from 'vitest';
import { validate } from '../../../electron/simulator/models/validate-generation.ts';
import { defaultSettings } from '../../../electron/simulator/simulator-settings.ts';
import { type GenerationRequest, generationRequest, type JsonValue, referenceRole } from '../../../shared/generation.ts';
import {
  checkRequest,
  defaultRequest,
  type Issue,
  models,
  promptLength,
  resolveConflicts,
  switchModel,
  wireBody,
} from '../../../shared/models/index.ts';
import { text } from '../../../shared/text/index.ts';
import { fc } from '../../support/fast-check.ts';
import { rounds } from './form-requests.ts';
import { fileFor } from './requests.ts';

const texts: readonly string[] = [
  '',
  ' ',
  ' \n\t\u3000',
  'x'.repeat(100_000),
  '👩‍👩‍👧‍👦🏳️‍🌈',
  '\u202eevil\u202c',
  'مرحبا بالعالم',
  'a\u0000b',
  '\u0000\u0007\u001b[31m',
  '\ud83d',
  'x\udc00y',
  '<script>alert(1)</script>',
  '{{}}',
  '{"a":1}',
  '[',
  '１２',
  '-1',
  '0',
  '1e308',
  'NaN',
  '2026-02-30',
  'one\nline\r\nand another',
  '__proto__',
  'null',
];
const numbers: readonly number[] = [-1, 0, -0, 1.5, 1e308, -1e308, 2 ** 53, Number.MIN_VALUE];
const structures: readonly JsonValue[] = [
  [],
  {},
  [[]],
  [null],
  [{}],
  [{ duration: '1e3', prompt: 5 }],
  [{ element_id: {} }],
  JSON.parse('[{"__proto__":{"prompt":"x"},"duration":5}]') as JsonValue,
  JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) as JsonValue,
  true,
  false,
];

const invalidValues: readonly JsonValue[] = [...texts, ...numbers, ...structures, null];
const { issueText } = text('en');

const sentence = ({ code, values }: Issue): string => issueText[code](values);
const settings = { ...defaultSettings, strictFields: true };
const aboutModel: readonly string[] = ['model-withdrawn', 'model-undocumented'];

/** Returns the issues of a request. Checks that its body has no invalid characters and, without other issues than unknown models, is accepted. */
const checkedIssuesOf = (request: GenerationRequest): readonly Issue[] => {
  const files = new Map(request.references.map(({ role, referenceId }) => [referenceId, fileFor(referenceId, role)] as const));
  const issues = checkRequest(request, files);
  for (const issue of issues) expect(sentence(issue), JSON.stringify(issue)).toMatch(/^(?!.*(undefined|\[object)).+[.]$/su);
  const body = JSON.stringify(wireBody(request, (id) => `https://files.evolink.ai/${id}`));
  expect(body).not.toMatch(/\\u00(?:0[0-8]|1[0-9a-f])|\\ud[89a-f]/);
  if (issues.every(({ code }) => aboutModel.includes(code))) {
    const verdict = validate(JSON.parse(body) as Record<string, unknown>, settings);
    expect(verdict.ok ? null : verdict.error.message).toBeNull();
  }
  return issues;
};

describe.each(models.map((model) => [model.id, model] as const))('%s', (id, model) => {
  const preset = defaultRequest(id, 'a fox in the snow');
  const roles = model.slots.flatMap(({ role, min }) => Array.from({ length: min }, () => role));
  const start = { ...preset, references: roles.map((role, at) => ({ role, referenceId: at + 1 })) };

  it.each(['prompt', 'quality', 'aspectRatio'] as const)('%s: every invalid text is sent clean or reported at its field', (field) => {
    for (const value of texts) {
      const before = checkedIssuesOf(start).map(({ code }) => code);
      const newIssues = checkedIssuesOf({ ...start, [field]: value }).filter(({ code }) => !before.includes(code));
      for (const issue of newIssues.filter(({ code }) => code !== 'combination')) expect(issue.field).toBe(field);
      const offered = field === 'prompt' || (model[field].kind === 'list' && model[field].values.includes(value));
      if (!offered) expect(newIssues.map(({ level, field: at }) => `${level} ${at}`)).toContain(`block ${field}`);
    }
  });

  it('duration: every invalid number is rejected', () => {
    for (const value of [...numbers, Number.NaN, Number.POSITIVE_INFINITY]) {
      const newIssues = checkedIssuesOf({ ...start, durationSeconds: value });
      expect(newIssues.some(({ level, field }) => level === 'block' && field === 'durationSeconds')).toBe(true);
    }
  });

  it('its own fields: invalid values never throw, each issue is a sentence, and the service accepts a request without issues', () => {
    for (const { path } of model.extra) {
      for (const value of invalidValues) {
        const request = { ...start, parameters: { ...start.parameters, [path]: value } };
        checkedIssuesOf(request);
        checkedIssuesOf(resolveConflicts(request, path).request);
      }
    }
  });

  it('an unknown parameter never reaches the body', () => {
    for (const path of [
      '',
      '.',
      'prompt',
      'model',
      'a.b',
      '__proto__',
      '__proto__.x',
      'constructor.prototype.x',
      'model_params',
      'x'.repeat(200),
    ]) {
      const parameters: GenerationRequest['parameters'] = Object.fromEntries([...Object.entries(start.parameters), [path, 'junk']]);
      expect(checkedIssuesOf({ ...start, parameters }).some(({ level, field }) => level === 'block' && field === path)).toBe(true);
    }
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('references in any roles never throw, and the service accepts a request without issues', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...referenceRole.options), { maxLength: 14 }), (roles) => {
        const request = { ...preset, references: roles.map((role, at) => ({ role, referenceId: at + 1 })) };
        checkedIssuesOf(request);
        checkedIssuesOf(resolveConflicts(request, null).request);
      }),
      rounds(60),
    );
  });
});

it('a request of only invalid values can be switched to any model without throwing, and each issue there is a sentence', () => {
  const word = fc.constantFrom(...texts);
  const anything: fc.Arbitrary<GenerationRequest> = fc.record({
    model: fc.oneof(word, fc.constantFrom(...models.map(({ id }) => id))),
    prompt: word,
    durationSeconds: fc.option(fc.constantFrom(...numbers)),
    quality: fc.option(word),
    aspectRatio: fc.option(word),
    generateAudio: fc.option(fc.boolean()),
    references: fc
      .array(fc.constantFrom(...referenceRole.options), { maxLength: 10 })
      .map((roles) => roles.map((role, at) => ({ role, referenceId: at + 1 }))),
    parameters: fc.dictionary(
      fc.oneof(word, fc.constantFrom(...models.flatMap(({ extra }) => extra.map(({ path }) => path)))),
      fc.constantFrom(...invalidValues),
    ),
  });
  fc.assert(
    fc.property(anything, fc.constantFrom(...models), (request, model) => {
      checkedIssuesOf(request);
      checkedIssuesOf(switchModel(request, model.id, new Map()).request);
    }),
    rounds(1_000),
  );
});

it('a prompt is counted in code points, and a prompt of control characters counts as empty', () => {
  expect(promptLength('👩‍👩‍👧‍👦')).toBe(7);
  const start = defaultRequest('seedance-1.5-pro');
  const codes = (prompt: string) => checkRequest({ ...start, prompt }, new Map()).map(({ code }) => code);
  expect(codes('🦊'.repeat(5_000))).not.toContain('prompt-too-long');
  expect(codes('🦊'.repeat(5_001))).toContain('prompt-too-long');
  expect(codes('\u0000\u0001 \n')).toEqual(['prompt-missing']);
});

it('lone surrogates and control characters are removed from the body and stay in the form', () => {
  const request = {
    ...defaultRequest('kling-v3-text-to-video', 'a\u0000 fox \ud83d'),
    parameters: { negative_prompt: ' no\u0007 text\ud800 ' },
  };
  expect(wireBody(request, String)).toMatchObject({ prompt: 'a fox \ufffd', negative_prompt: 'no text\ufffd' });
  expect(generationRequest.parse(request).prompt).toBe('a\u0000 fox \ud83d');
});
