// Leaving out lines that have takes: nothing is sent while their counts are unknown or out of date.
import { afterEach, expect, test, vi } from 'vitest';
import { messages } from '../../../../renderer/src/messages.ts';
import { lineTakesOf, loadTakeCounts, type TakeQuery, unknownTakesReason } from '../../../../renderer/src/views/batch/line-takes.ts';
import type { EvaluatedLine } from '../../../../shared/batch/index.ts';
import type { AppError } from '../../../../shared/errors.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { takeRequestsMax } from '../../../../shared/takes/take-limits.ts';

afterEach(() => vi.unstubAllGlobals());

const lineOf = (prompt: string) => ({ request: defaultRequest('seedance-1.5-pro', prompt), status: { kind: 'ready' } }) as EvaluatedLine;
const fox = lineOf('a fox');
const query: TakeQuery = { lines: [fox, lineOf('an owl')], profileId: 1, likelyTakeIds: '', resultCount: 3 };
const counts = new Map([[fox, 2]]);
const refusal: AppError = { kind: 'call-failed', detail: 'no answer' };

test('counts apply only to their lines, profile, tasks in progress and library', () => {
  const stateFor = (change: Partial<TakeQuery>) => lineTakesOf({ ...query, ...change }, { query, result: ok(counts) });
  const none = new Map();
  expect(stateFor({})).toEqual({ counts, status: { kind: 'known' } });
  expect(stateFor({ profileId: 2 })).toEqual({ counts: none, status: { kind: 'pending' } });
  expect(stateFor({ lines: [fox] })).toEqual({ counts: none, status: { kind: 'pending' } });
  expect(stateFor({ likelyTakeIds: '7' })).toEqual({ counts, status: { kind: 'pending' } });
  expect(stateFor({ resultCount: 4 })).toEqual({ counts, status: { kind: 'pending' } });
  expect(stateFor({ lines: [] })).toEqual({ counts: none, status: { kind: 'known' } });
  expect(lineTakesOf(query, null)).toEqual({ counts: none, status: { kind: 'pending' } });
});

test('a refused query is a failure, not an empty result, until the query changes', () => {
  const refused = { query, result: fail(refusal) };
  expect(lineTakesOf(query, refused)).toEqual({ counts: new Map(), status: { kind: 'failed', error: refusal } });
  expect(lineTakesOf({ ...query, resultCount: 4 }, refused).status).toEqual({ kind: 'pending' });
});

test('a batch waits for known counts only if it leaves out lines with takes', () => {
  const pending = lineTakesOf(query, null);
  const failed = lineTakesOf(query, { query, result: fail(refusal) });
  const counted = lineTakesOf(query, { query, result: ok(counts) });
  const states = [pending, failed, counted];
  expect(states.map((state) => unknownTakesReason(true, state))).toEqual([messages.takes.checking, messages.takes.notChecked, null]);
  expect(states.map((state) => unknownTakesReason(false, state))).toEqual([null, null, null]);
});

test('one refused call fails the whole query, and a cancelled query returns nothing', async () => {
  const lines = Array.from({ length: takeRequestsMax + 1 }, (_, index) => lineOf(`fox ${index}`));
  const takes = lines.map(() => ({ videoCount: 1, inProgressCount: 1 }));
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
  expect(await loadTakeCounts(lines, () => false)).toEqual(fail(refusal));
  refusedCall = 0;
  expect(await loadTakeCounts(lines, () => false)).toEqual(ok(new Map(lines.map((line) => [line, 2]))));
  expect(await loadTakeCounts(lines, () => true)).toBeNull();
});
