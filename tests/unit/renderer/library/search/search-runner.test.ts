// The order in which the window runs its searches.
import { describe, expect, test } from 'vitest';
import { createSearchRunner, type FoundEntries } from '../../../../../renderer/src/views/library/search/search-runner.ts';
import type { SearchSpec } from '../../../../../renderer/src/views/library/search/search-spec.ts';
import type { AppError } from '../../../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../../../shared/result.ts';
import { entryOfResult } from '../../../../../shared/search/entry.ts';
import type { SearchScope } from '../../../../../shared/search/search-request.ts';

const specOf = (text: string): SearchSpec => ({
  scope: 'videos',
  text,
  query: { kind: 'words', text, isPhrase: false },
  parts: text === '' ? [] : [{ from: 0, to: text.length }],
  sort: 'newest',
  group: 'day',
});
const answerOf = (...resultIds: number[]): FoundEntries => ({
  entryIds: Float64Array.from(resultIds, entryOfResult),
  entryCount: resultIds.length,
  groups: [],
  facets: null,
  countsWithoutPart: [],
  unindexedTaskCount: 0,
});
const unavailable: AppError = { kind: 'search-unavailable', detail: 'no index' };

/** Creates a runner. The test answers its calls and moves its clock. */
function bench() {
  let current: SearchSpec | null = null;
  let nowMs = 0;
  const timers: { readonly atMs: number; readonly run: () => void }[] = [];
  let wantsFacets = true;
  let counted: SearchScope | null = null;
  let holdsPaint = false;
  const paints: (() => void)[] = [];
  const requests: { readonly what: string; answer(result: Result<FoundEntries, AppError>): Promise<void> }[] = [];
  const shown: string[] = [];
  const runner = createSearchRunner({
    search: ({ text, includeMidWord, includeFacets, maxEntries, scope }) => {
      const countsOnly = maxEntries === 0;
      if (!countsOnly) {
        expect([scope, includeFacets]).toEqual(['videos', includeMidWord && wantsFacets]);
        expect(maxEntries === null).toBe(includeMidWord);
      }
      return new Promise((resolve) => {
        requests.push({
          what: countsOnly ? `count ${scope}` : includeMidWord ? `${text} mid-word` : text,
          async answer(result) {
            resolve(result);
            for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
          },
        });
      });
    },
    currentSpec: () => current,
    wantsFacets: () => wantsFacets,
    countedScope: () => counted,
    storeResult: ({ text }, { entryIds }, isComplete) => shown.push(`${text}: ${entryIds.length}${isComplete ? '' : ' so far'}`),
    storeCounts: (scope) => shown.push(`counts of ${scope}`),
    storeFailure: ({ kind }) => shown.push(kind),
    afterPaint: (run) => (holdsPaint ? paints.push(run) : run()),
    setTimer: (ms, run) => timers.push({ atMs: nowMs + ms, run }),
    nowMs: () => nowMs,
  });
  return {
    shown,
    runner,
    questions: () => requests.map(({ what }) => what),
    /** Answers the last call. */
    answer: (result: Result<FoundEntries, AppError>) => requests.at(-1)?.answer(result),
    type(text: string | null) {
      current = text === null ? null : specOf(text);
      runner.run();
    },
    wantFacets(isWanted: boolean) {
      wantsFacets = isWanted;
      runner.run();
    },
    count(scope: SearchScope | null) {
      counted = scope;
      runner.run();
    },
    /** From now on nothing is painted until the returned function is called. */
    holdPaint() {
      holdsPaint = true;
      return () => {
        holdsPaint = false;
        for (const painted of paints.splice(0)) painted();
      };
    },
    pass(ms: number) {
      nowMs += ms;
      for (const timer of timers.splice(0)) {
        if (timer.atMs <= nowMs) timer.run();
        else timers.push(timer);
      }
    },
  };
}

describe('a search', () => {
  test('runs first without mid-word matches, then with them', async () => {
    const { type, answer, questions, shown } = bench();
    type('fox');
    await answer(ok(answerOf(1)));
    await answer(ok(answerOf(1, 2)));
    expect(questions()).toEqual(['fox', 'fox mid-word']);
    expect(shown).toEqual(['fox: 1 so far', 'fox: 2']);
  });

  test('starts the search for mid-word matches after the first result is painted', async () => {
    const { type, answer, questions, holdPaint } = bench();
    const paint = holdPaint();
    type('fox');
    await answer(ok(answerOf(1)));
    expect(questions()).toEqual(['fox']);
    paint();
    expect(questions()).toEqual(['fox', 'fox mid-word']);
  });

  test('does not wait for the painting of an older text', async () => {
    const { type, answer, questions, holdPaint } = bench();
    holdPaint();
    type('fo');
    await answer(ok(answerOf(1, 2)));
    type('fox');
    expect(questions()).toEqual(['fo', 'fox']);
  });

  test('waits for the previous search, and then only the newest text is searched', async () => {
    const { type, answer, questions, shown } = bench();
    for (const text of ['f', 'fo', 'fox']) type(text);
    expect(questions()).toEqual(['f']);
    await answer(ok(answerOf(1, 2, 3)));
    expect(questions()).toEqual(['f', 'fox']);
    await answer(ok(answerOf(1)));
    expect(shown).toEqual(['fox: 1 so far']);
  });

  test('shows no result of an outdated call, even if its text is typed again', async () => {
    const { type, answer, questions, shown } = bench();
    type('fox');
    type('foxy');
    type('fox');
    await answer(ok(answerOf(1)));
    expect(shown).toEqual([]);
    expect(questions()).toEqual(['fox', 'fox']);
  });

  test('is dropped when the text is cleared', async () => {
    const { type, answer, questions, shown } = bench();
    type('fox');
    type(null);
    await answer(ok(answerOf(1)));
    expect([questions(), shown]).toEqual([['fox'], []]);
  });

  test('without a text has no words, so it runs once', async () => {
    const { type, answer, questions, shown } = bench();
    type('');
    await answer(ok(answerOf(1)));
    expect([questions(), shown]).toEqual([[' mid-word'], [': 1']]);
  });

  test('runs again when facets are needed that were not counted', async () => {
    const { type, wantFacets, answer, questions } = bench();
    wantFacets(false);
    type('fox');
    await answer(ok(answerOf(1)));
    await answer(ok(answerOf(1)));
    wantFacets(true);
    await answer(ok(answerOf(1)));
    wantFacets(false);
    wantFacets(true);
    expect(questions()).toEqual(['fox', 'fox mid-word', 'fox mid-word']);
  });

  test('does not run again after a failure until something changes', async () => {
    const { type, answer, questions, shown } = bench();
    type('fox');
    await answer(fail(unavailable));
    expect([questions(), shown]).toEqual([['fox'], ['search-unavailable']]);
    type('foxes');
    await answer(ok(answerOf(1)));
    expect(shown.at(-1)).toBe('foxes: 1 so far');
  });
});

describe('the facets of a whole scope', () => {
  test('are counted once, after all searches, and again after a change of the library', async () => {
    const { type, count, runner, pass, answer, questions, shown } = bench();
    type('fox');
    count('videos');
    await answer(ok(answerOf(1)));
    await answer(ok(answerOf(1)));
    await answer(ok(answerOf()));
    expect(questions()).toEqual(['fox', 'fox mid-word', 'count videos']);
    expect(shown.at(-1)).toBe('counts of videos');
    count('videos');
    expect(questions()).toHaveLength(3);
    runner.repeat();
    pass(0);
    await answer(ok(answerOf(1)));
    expect(questions().slice(3)).toEqual(['fox mid-word', 'count videos']);
  });

  test('show no error if counting fails, and are not counted again at once', async () => {
    const { count, answer, questions, shown } = bench();
    count('history');
    await answer(fail(unavailable));
    count('history');
    expect([questions(), shown]).toEqual([['count history'], []]);
  });

  test('do not affect the result of a search if counting fails', async () => {
    const { type, wantFacets, answer, questions, shown } = bench();
    wantFacets(false);
    type('fox');
    await answer(ok(answerOf(1)));
    await answer(ok(answerOf(1)));
    wantFacets(true);
    await answer(fail(unavailable));
    expect(questions()).toHaveLength(3);
    expect(shown).toEqual(['fox: 1 so far', 'fox: 1']);
  });
});

describe('a change of the library', () => {
  async function complete() {
    const opened = bench();
    opened.type('fox');
    await opened.answer(ok(answerOf(1)));
    await opened.answer(ok(answerOf(1)));
    return opened;
  }

  test('repeats the complete search', async () => {
    const { runner, pass, answer, questions, shown } = await complete();
    runner.repeat();
    pass(0);
    await answer(ok(answerOf(1, 2)));
    expect(questions()).toEqual(['fox', 'fox mid-word', 'fox mid-word']);
    expect(shown.at(-1)).toBe('fox: 2');
  });

  test('repeats it at most twice a second, and always after the last change', async () => {
    const { runner, pass, answer, questions } = await complete();
    runner.repeat();
    pass(0);
    await answer(ok(answerOf(1)));
    for (let change = 0; change < 9; change += 1) {
      runner.repeat();
      pass(50);
    }
    expect(questions()).toHaveLength(3);
    pass(50);
    await answer(ok(answerOf(1)));
    expect(questions()).toHaveLength(4);
    pass(5_000);
    expect(questions()).toHaveLength(4);
  });

  test('during a search repeats it once more', async () => {
    const { runner, pass, type, answer, questions } = bench();
    type('fox');
    await answer(ok(answerOf(1)));
    runner.repeat();
    pass(0);
    await answer(ok(answerOf(1)));
    expect(questions()).toEqual(['fox', 'fox mid-word', 'fox mid-word']);
  });

  test('makes no call while there is no search', () => {
    const { runner, pass, questions } = bench();
    runner.repeat();
    pass(0);
    expect(questions()).toEqual([]);
  });

  test('repeats a failed search', async () => {
    const { runner, type, pass, answer, shown } = bench();
    type('fox');
    await answer(fail(unavailable));
    runner.repeat();
    pass(0);
    await answer(ok(answerOf(1)));
    expect(shown).toEqual(['search-unavailable', 'fox: 1']);
  });
});
