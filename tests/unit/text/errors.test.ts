import { describe, expect, it } from 'vitest';
import { type AppError, appError } from '../../../shared/errors.ts';
import { errorText, serviceWords } from '../../../shared/text/en/errors.ts';
import { taskFailureText } from '../../../shared/text/en/task-failures.ts';

const service = { httpStatus: 418, code: 'teapot', message: 'short and stout', param: null, requestId: null, body: '{}' };

/** One error of every kind, with the payload its schema asks for. */
const samples: { readonly [K in AppError['kind']]: Extract<AppError, { kind: K }> } = {
  'invalid-request': { kind: 'invalid-request', service },
  unauthorized: { kind: 'unauthorized', service },
  'insufficient-credits': { kind: 'insufficient-credits', service },
  'access-denied': { kind: 'access-denied', service },
  'not-found': { kind: 'not-found', service },
  conflict: { kind: 'conflict', service },
  'request-too-large': { kind: 'request-too-large', service },
  'rate-limited': { kind: 'rate-limited', retryAfterMs: 45_000, service },
  'server-error': { kind: 'server-error', service },
  'upstream-error': { kind: 'upstream-error', service },
  'service-unavailable': { kind: 'service-unavailable', retryAfterMs: null, service },
  refused: { kind: 'refused', service },
  'unreadable-answer': { kind: 'unreadable-answer', service },
  'no-answer': { kind: 'no-answer', reason: 'timed-out', detail: '' },
  'files-refused': { kind: 'files-refused', service },
  'task-failed': { kind: 'task-failed', code: 'content_policy_violation', message: 'flagged', suggestion: null },
  'not-followed': { kind: 'not-followed', reason: 'by-person' },
  'no-profile': { kind: 'no-profile' },
  'no-key': { kind: 'no-key', profile: 'Work' },
  'key-malformed': { kind: 'key-malformed' },
  'keychain-unavailable': { kind: 'keychain-unavailable', detail: '' },
  'bad-base-url': { kind: 'bad-base-url', url: 'http://example.com' },
  'request-blocked': { kind: 'request-blocked', issues: [{ field: 'prompt', code: 'prompt-missing', values: {} }] },
  'reference-gone': { kind: 'reference-gone', name: 'fox.png' },
  'reference-unreadable': { kind: 'reference-unreadable', name: 'fox.png', detail: '' },
  'reference-wrong-type': { kind: 'reference-wrong-type', name: 'fox.png', found: 'application/pdf' },
  'reference-too-large': { kind: 'reference-too-large', name: 'fox.png', bytes: 31e6, limitBytes: 30e6 },
  'reference-address': { kind: 'reference-address', url: 'x', reason: 'malformed' },
  'library-missing': { kind: 'library-missing', folder: '/v' },
  'library-unwritable': { kind: 'library-unwritable', folder: '/v', detail: '' },
  'disk-full': { kind: 'disk-full', folder: '/v', neededBytes: 48e6, freeBytes: 2e6 },
  'file-gone': { kind: 'file-gone' },
  'link-refused': { kind: 'link-refused', httpStatus: 403 },
  'link-not-allowed': { kind: 'link-not-allowed', reason: 'private' },
  'download-incomplete': { kind: 'download-incomplete', expectedBytes: 48e6, receivedBytes: 31e6 },
  'not-a-video': { kind: 'not-a-video', detail: '' },
  'not-possible-now': { kind: 'not-possible-now', action: 'discard', state: 'pending' },
  'unknown-item': { kind: 'unknown-item', what: 'task' },
  'cancelled-by-person': { kind: 'cancelled-by-person' },
  'bad-input': { kind: 'bad-input', issues: ['too long.'] },
  'unknown-call': { kind: 'unknown-call' },
  internal: { kind: 'internal', incident: 'abc' },
};

/** From the contract: "Task Error Codes". */
const contractCodes = [
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
/** Further ones from the service's documentation. */
const documentedCodes = ['request_cancelled', 'service_unavailable', 'resource_not_found'];

const isSentence = (words: string): boolean =>
  /^[\p{Lu}“\d/]/u.test(words) && /[.?]$/.test(words) && !/undefined|null|\[object|NaN/.test(words);

describe('the words of an error', () => {
  it('exist for every kind the schema knows', () => {
    expect(Object.keys(samples).sort()).toEqual(appError.options.map((option) => option.shape.kind.value).sort());
  });

  it.each(Object.values(samples))('$kind: whole sentences, from an error the schema accepts', (error) => {
    expect(appError.safeParse(error).success).toBe(true);
    const { title, detail, action } = errorText(error);
    expect(isSentence(title), title).toBe(true);
    expect(isSentence(detail), detail).toBe(true);
    if (action !== null) expect(action.label.length).toBeGreaterThan(2);
  });

  it.each([...contractCodes, ...documentedCodes])('task error %s has words of its own and a next step', (code) => {
    if (code !== 'unknown_error') expect(taskFailureText({ code })).not.toEqual(taskFailureText({ code: 'unknown_error' }));
    const { title, detail, action } = errorText({ kind: 'task-failed', code, message: '', suggestion: null });
    expect([isSentence(title), isSentence(detail), action === null]).toEqual([true, true, false]);
  });

  it('an unknown task error reads like unknown_error, also under a name that every object has', () => {
    for (const code of ['brand_new', 'constructor', '__proto__']) {
      expect(errorText({ kind: 'task-failed', code, message: '', suggestion: null })).toEqual(taskFailureText({ code: 'unknown_error' }));
    }
  });

  it('the service’s own words are kept verbatim beside ours', () => {
    expect(serviceWords(samples.refused)).toBe('418 · teapot · short and stout');
    expect(serviceWords(samples['task-failed'])).toBe('content_policy_violation · flagged');
    expect(serviceWords(samples['file-gone'])).toBeNull();
  });
});
