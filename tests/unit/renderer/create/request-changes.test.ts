// The effects of a changed request on the rest of the composer: remembered choices, problems, and whether the request counts as loaded.
import { describe, expect, test } from 'vitest';
import { type FileProblem, problemsOfRequest } from '../../../../renderer/src/views/create/file-problems.ts';
import { rememberedChoicesOf } from '../../../../renderer/src/views/create/model/remembered-choices.ts';
import { applyReferenceRecords } from '../../../../renderer/src/views/create/read-references.ts';
import {
  afterNewRequest,
  afterStudioRepair,
  afterUserEdit,
  withReferences,
  withSwappedFiles,
} from '../../../../renderer/src/views/create/request-changes.ts';
import type { GenerationRequest, Reference } from '../../../../shared/generation.ts';
import { defaultModelId, defaultRequest } from '../../../../shared/models/index.ts';
import { fileFor } from '../../models/requests.ts';

const request: GenerationRequest = {
  ...defaultRequest(defaultModelId),
  prompt: 'A fox',
  references: [
    { role: 'first-frame', referenceId: 1 },
    { role: 'last-frame', referenceId: 2 },
  ],
};
const composer = { request, memory: rememberedChoicesOf(request), loadedRequest: { request, replacedDraft: null } };
const record = (id: number, name: string): Reference => fileFor(id, 'first-frame', { name });
const problem = (id: number, referenceId: number | null): FileProblem => ({ id, referenceId, cause: { kind: 'request-replaced' } });
const idsOf = ({ references }: GenerationRequest): readonly number[] => references.map(({ referenceId }) => referenceId);

describe('a change of the request', () => {
  const longer = { ...request, durationSeconds: 7 };

  test('by the user is remembered as their choice', () => {
    expect(afterUserEdit(composer, longer).memory.choices.durationSeconds).toBe(7);
  });

  test('by the user is remembered as the user made it, even if a rule then adjusts it', () => {
    const adjusted = { ...request, durationSeconds: 5 };
    const after = afterUserEdit(composer, adjusted, longer);
    expect([after.request.durationSeconds, after.memory.choices.durationSeconds]).toEqual([5, 7]);
  });

  test('by the studio leaves a loaded request loaded', () => {
    expect(afterStudioRepair(composer, longer).loadedRequest?.request).toBe(longer);
  });

  test('by the studio does not turn the work of the user into a loaded request', () => {
    const written = { ...composer, loadedRequest: { request: { ...request }, replacedDraft: null } };
    expect(afterStudioRepair(written, longer).loadedRequest).toBe(written.loadedRequest);
    expect(afterStudioRepair({ ...composer, loadedRequest: null }, longer).loadedRequest).toBeNull();
  });
});

test('swapping files leaves the roles in place', () => {
  expect(withSwappedFiles(request.references, 0, 1)).toEqual([
    { role: 'first-frame', referenceId: 2 },
    { role: 'last-frame', referenceId: 1 },
  ]);
});

test('swapping with a position that does not exist changes nothing', () => {
  expect(withSwappedFiles(request.references, 0, 2)).toBe(request.references);
  expect(withSwappedFiles(request.references, -1, 0)).toBe(request.references);
});

test('a new record of a file replaces the old one and keeps the others', () => {
  const references = new Map([
    [1, record(1, 'old.png')],
    [2, record(2, 'other.png')],
  ]);
  expect([...withReferences(references, [record(1, 'new.png')]).values()].map(({ name }) => name)).toEqual(['new.png', 'other.png']);
});

test('starting another request resets the number of variations', () => {
  expect(afterNewRequest({ requestCount: 4 })).toEqual({ variations: 1, requestCount: 5 });
});

describe('the problems of a request', () => {
  test('stay for files that it names, and for files that were never added', () => {
    const problems = [problem(1, 1), problem(2, null)];
    expect(problemsOfRequest(problems, request)).toBe(problems);
  });

  test('disappear with the file that they are about', () => {
    expect(problemsOfRequest([problem(1, 1), problem(2, 9)], request)).toEqual([problem(1, 1)]);
  });
});

describe('the records of a loaded request', () => {
  const now = { ...composer, references: new Map(), problems: [problem(1, null)] };

  test('leave the request unchanged when every file exists', () => {
    const after = applyReferenceRecords(now, [1, 2], [record(1, 'a.png'), record(2, 'b.png')]);
    expect([Object.keys(after), [...(after.references?.keys() ?? [])]]).toEqual([['references'], [1, 2]]);
  });

  test('remove a file that no longer exists, and report that beside earlier problems', () => {
    const after = applyReferenceRecords(now, [1, 2], [record(1, 'a.png')]);
    expect(idsOf(after.request ?? request)).toEqual([1]);
    expect(after.problems?.map(({ cause }) => cause.kind)).toEqual(['request-replaced', 'reference-file-missing']);
    expect(after.loadedRequest?.request).toBe(after.request);
  });

  test('do not affect files that were not requested', () => {
    const after = applyReferenceRecords(
      { ...now, request: { ...request, references: [{ role: 'first-frame', referenceId: 9 }] } },
      [1],
      [],
    );
    expect(idsOf(after.request ?? request)).toEqual([9]);
  });
});
