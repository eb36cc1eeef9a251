// The texts about files at EvoLink: they state what is known, invent nothing, and errors name the action that failed.
import { expect, it } from 'vitest';
import type { AppError } from '../../../shared/errors.ts';
import { text } from '../../../shared/text/index.ts';
import { noResponse, serviceResponse, unauthorized } from '../../support/fake-api.ts';

const { files } = text('en');
const hour = 3_600_000;
const hostSaid = (code: string): AppError => ({ kind: 'file-host-refused', service: serviceResponse(200, code) });

it('the quota shows what the service reported', () => {
  expect(files.quota(12, 100, 88)).toBe('12 of 100 files · room for 88 more');
  expect(files.quota(99, 100, null)).toBe('99 of 100 files · room for 1 more');
  expect(files.quota(100, 100, 0)).toBe('100 of 100 files · limit reached: delete some first');
  expect(files.quota(1, null, null)).toBe('1 file');
  expect(files.quota(null, null, null)).toBe('EvoLink does not state a file limit');
});

it('the expiry is approximate', () => {
  expect(files.expiry(71.5 * hour)).toBe('deleted by EvoLink in about 71 h');
  expect(files.expiry(-1)).toBe('about to be deleted by EvoLink');
  expect(files.expiry(null)).toBe('deleted by EvoLink 72 h after upload');
});

it('the question before deleting names the consequences for tasks', () => {
  expect(files.confirmRemove.detail(0)).toContain('waiting tasks upload the files they need again');
  expect(files.confirmRemove.detail(1)).toContain('A task at EvoLink uses this file: it may fail');
  expect(files.confirmRemove.detail(2)).toContain('2 tasks at EvoLink use this file: they may fail');
});

it('an error has the same text in both formats of the file host', () => {
  expect(files.errorText(hostSaid('401'), 'list')).toEqual(files.errorText(unauthorized, 'list'));
  expect(files.errorText(hostSaid('404'), 'remove')).toEqual(
    files.errorText({ kind: 'not-found', service: serviceResponse(404) }, 'remove'),
  );
  expect(files.errorText(hostSaid('500'), 'quota')).toEqual(
    files.errorText({ kind: 'server-error', service: serviceResponse(500) }, 'quota'),
  );
});

it('no error mentions models, tasks or references when files are listed', () => {
  const errors = [...['400', '401', '403', '404', '429', '500', '502', '503'].map(hostSaid), noResponse];
  for (const error of errors) {
    for (const doing of ['list', 'quota', 'remove', 'upload'] as const) {
      const { title, detail } = files.errorText(error, doing);
      expect(`${title} ${detail}`).not.toMatch(/model|task|reference|undefined|null/i);
    }
  }
});
