// Leaving out what is already made: nothing is sent on an answer that was refused or is out of date.
import { afterEach, expect, test, vi } from 'vitest';
import { messages } from '../../../../renderer/src/messages.ts';
import { findMadeLines, type MadeQuestion, madeReason, madeStateOf } from '../../../../renderer/src/views/batch/made-lines.ts';
import type { EvaluatedLine } from '../../../../shared/batch/index.ts';
import type { AppError } from '../../../../shared/errors.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { takeRequestsMax } from '../../../../shared/takes/take-limits.ts';

afterEach(() => vi.unstubAllGlobals());

const lineOf = (prompt: string) => ({ request: defaultRequest('seedance-1.5-pro', prompt), status: { kind: 'ready' } }) as EvaluatedLine;
const fox = lineOf('a fox');
const question: MadeQuestion = { lines: [fox, lineOf('an owl')], profileId: 1, inProgress: '', resultCount: 3 };
const made = new Map([[fox, 2]]);
const refusal: AppError = { kind: 'call-failed', detail: 'no answer' };

test('an answer counts for exactly its lines, profile, tasks in progress and library', () => {
  const stateFor = (change: Partial<MadeQuestion>) => madeStateOf({ ...question, ...change }, { of: question, result: ok(made) });
  const none = new Map();
  expect(stateFor({})).toEqual({ made, answer: { kind: 'known' } });
  expect(stateFor({ profileId: 2 })).toEqual({ made: none, answer: { kind: 'pending' } });
  expect(stateFor({ lines: [fox] })).toEqual({ made: none, answer: { kind: 'pending' } });
  expect(stateFor({ inProgress: '7' })).toEqual({ made, answer: { kind: 'pending' } });
  expect(stateFor({ resultCount: 4 })).toEqual({ made, answer: { kind: 'pending' } });
  expect(stateFor({ lines: [] })).toEqual({ made: none, answer: { kind: 'known' } });
  expect(madeStateOf(question, null)).toEqual({ made: none, answer: { kind: 'pending' } });
});

test('a refused question is a failure until the question changes, never an empty answer', () => {
  const refused = { of: question, result: fail(refusal) };
  expect(madeStateOf(question, refused)).toEqual({ made: new Map(), answer: { kind: 'failed', error: refusal } });
  expect(madeStateOf({ ...question, resultCount: 4 }, refused).answer).toEqual({ kind: 'pending' });
});

test('only a known answer lets a batch send that leaves out what is made; one that sends all waits for nothing', () => {
  const pending = madeStateOf(question, null);
  const failed = madeStateOf(question, { of: question, result: fail(refusal) });
  const known = madeStateOf(question, { of: question, result: ok(made) });
  const states = [pending, failed, known];
  expect(states.map((state) => madeReason(true, state))).toEqual([messages.takes.checking, messages.takes.notChecked, null]);
  expect(states.map((state) => madeReason(false, state))).toEqual([null, null, null]);
});

test('a refused part of the question refuses the whole answer, and a cancelled question has none', async () => {
  const lines = Array.from({ length: takeRequestsMax + 1 }, (_, index) => lineOf(`fox ${index}`));
  const takes = lines.map(() => ({ videos: 1, inProgress: 1 }));
  let calls = 0;
  let refusedCall = 2;
  vi.stubGlobal('window', {
    studio: {
      call: async (_: string, { requests }: { readonly requests: readonly unknown[] }) => {
        calls += 1;
        return calls === refusedCall ? fail(refusal) : ok({ takes: takes.slice(0, requests.length) });
      },
    },
  });
  expect(await findMadeLines(lines, () => false)).toEqual(fail(refusal));
  refusedCall = 0;
  expect(await findMadeLines(lines, () => false)).toEqual(ok(new Map(lines.map((line) => [line, 2]))));
  expect(await findMadeLines(lines, () => true)).toBeNull();
});
