import { describe, expect, it } from 'vitest';
import { type AppError, appError } from '../../../shared/errors.ts';
import { errorText, serviceWords } from '../../../shared/text/en/errors.ts';
import { taskFailureText } from '../../../shared/text/en/task-failures.ts';
import { text } from '../../../shared/text/index.ts';
import { errorSamples as samples } from './error-samples.ts';

/** From the documentation: "Task Error Codes". */
const contractTaskErrorCodes = [
  'content_policy_violation',
  'invalid_parameters',
  'image_dimension_mismatch',
  'image_processing_error',
  'model_unavailable',
  'generation_timeout',
  'quota_exceeded',
  'resource_exhausted',
  'service_error',
  'generation_failed_no_content',
  'upstream_error',
  'unknown_error',
];
/** Further codes from the service's documentation. */
const documentedCodes = ['request_cancelled', 'service_unavailable', 'resource_not_found'];

const isSentence = (words: string): boolean =>
  /^[\p{Lu}“\d/]/u.test(words) && /[.?]$/.test(words) && !/undefined|null|\[object|NaN/.test(words);

describe('the texts of errors', () => {
  it('exist for every kind in the schema', () => {
    expect(Object.keys(samples).sort()).toEqual(appError.options.map((option) => option.shape.kind.value).sort());
  });

  it.each(Object.values(samples))('$kind: consist of whole sentences, for an error that matches the schema', (error) => {
    expect(appError.safeParse(error).success).toBe(true);
    const { title, detail, action } = errorText(error);
    expect(isSentence(title), title).toBe(true);
    expect(isSentence(detail), detail).toBe(true);
    if (action !== null) expect(action.label.length).toBeGreaterThan(2);
  });

  it.each([...contractTaskErrorCodes, ...documentedCodes])('task error %s has its own text and a next step', (code) => {
    if (code !== 'unknown_error') expect(taskFailureText({ code })).not.toEqual(taskFailureText({ code: 'unknown_error' }));
    const { title, detail, action } = errorText({ kind: 'task-failed', code, message: '', suggestion: null });
    expect([isSentence(title), isSentence(detail), action === null]).toEqual([true, true, false]);
  });

  it('an unknown task error has the text of unknown_error, even if its code is a property of every object', () => {
    for (const code of ['brand_new', 'constructor', '__proto__']) {
      expect(errorText({ kind: 'task-failed', code, message: '', suggestion: null })).toEqual(taskFailureText({ code: 'unknown_error' }));
    }
  });

  it.each([
    ['idempotency_conflict', true],
    ['PAID_OUTCOME_UNKNOWN', true],
    ['edge_conflict', false],
    [null, false],
  ])('a 409 with the code %s says that the request was sent before: %s', (code, saysSo) => {
    const service = { httpStatus: 409, code, message: null, param: null, requestId: null, body: '' };
    const texts = (['en', 'zh'] as const).map((language) => text(language).errorText({ kind: 'conflict', service }).title);
    expect(texts).toEqual(
      saysSo
        ? ['EvoLink says this was sent before.', 'EvoLink 表示此请求已发送过。']
        : ['EvoLink reported a conflict (409).', 'EvoLink 返回了冲突（409）。'],
    );
  });

  it('a rejected call names the invalid fields in each language, without the message of a library', () => {
    const tooBig: AppError = { kind: 'invalid-input', issues: ['request.prompt: too_big', 'request.prompt: custom', 'key: invalid_type'] };
    expect([errorText(tooBig).detail, text('zh').errorText(tooBig).detail]).toEqual([
      'The app does not accept this: request.prompt, key. Nothing was changed.',
      '程序不接受以下内容：request.prompt、key。未做任何改动。',
    ]);
    const tooMuch: AppError = { kind: 'invalid-input', issues: ['too many values'] };
    expect(text('zh').errorText(tooMuch).detail).toBe('内容超出了程序一次能处理的量。未做任何改动。');
  });

  it('the service’s own message is shown verbatim beside ours', () => {
    expect(serviceWords(samples.refused)).toBe('418 · teapot · short and stout');
    expect(serviceWords(samples['task-failed'])).toBe('content_policy_violation · flagged');
    expect(serviceWords(samples['file-missing'])).toBeNull();
  });
});
