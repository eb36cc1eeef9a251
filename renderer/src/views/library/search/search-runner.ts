// Decides which search is asked next. Pure but for the calls that it is given; the window has one runner.
import type { AppError } from '../../../../../shared/errors.ts';
import type { CallInput, CallOutput } from '../../../../../shared/ipc.ts';
import type { Result } from '../../../../../shared/result.ts';
import type { ResultOrder } from '../../../../../shared/search/result-order.ts';
import type { GroupKey } from '../../../../../shared/search/search-request.ts';

/** What the user searches for. Each change makes a new object: the runner compares by identity. */
export interface SearchSpec {
  readonly text: string;
  readonly sort: ResultOrder;
  readonly group: GroupKey;
  /** Only its facets are wanted. */
  readonly isCountOnly?: true;
}

/** The answer to one search. */
export type FoundEntries = CallOutput<'library.search'>;

/** What the runner needs. */
export interface SearchRunnerDeps {
  search(input: CallInput<'library.search'>): Promise<Result<FoundEntries, AppError>>;
  /** What is searched now; null while nothing is. */
  current(): SearchSpec | null;
  /** Whether the values of the facets are to be counted, which takes longer. */
  wantsFacets(): boolean;
  /** Gets each answer to the current search. `isComplete`: words were also sought inside longer ones. */
  found(spec: SearchSpec, answer: FoundEntries, isComplete: boolean): void;
  failed(spec: SearchSpec, error: AppError): void;
  /** Calls `run` after some milliseconds. */
  setTimer(ms: number, run: () => void): void;
  /** Milliseconds of a clock that never goes back. */
  nowMs(): number;
}

/** Runs one search at a time. */
export interface SearchRunner {
  /** The current search changed, or the values of the facets are wanted now. */
  searchChanged(): void;
  /** The library, or its index, changed: the current search is repeated, at most twice a second. */
  libraryChanged(): void;
}

const repeatAfterMs = 500;

/** The last search that was answered, and whether that was its complete answer, with facets. */
interface Done {
  readonly spec: SearchSpec;
  readonly isComplete: boolean;
  readonly hasFacets: boolean;
}

interface Step {
  readonly spec: SearchSpec;
  readonly includeMidWord: boolean;
  readonly includeFacets: boolean;
}

/**
 * A new search is first asked without mid-word and facets, which is faster, then with them; one without a text has no words. One that is complete is asked
 * again when the library changed, or when facets are wanted.
 */
function stepAfter(spec: SearchSpec | null, done: Done | null, isOutdated: boolean, wantsFacets: boolean): Step | null {
  if (spec === null) return null;
  const complete: Step = { spec, includeMidWord: true, includeFacets: wantsFacets };
  if (done?.spec !== spec) return spec.text === '' ? complete : { spec, includeMidWord: false, includeFacets: false };
  return !done.isComplete || isOutdated || (wantsFacets && !done.hasFacets) ? complete : null;
}

/** Creates a runner. It starts a search with the first `searchChanged`. Answers to a search that is no longer the current one are dropped. */
export function createSearchRunner(deps: SearchRunnerDeps): SearchRunner {
  let done: Done | null = null;
  let isRunning = false;
  let isOutdated = false;
  let isArmed = false;
  let repeatedAtMs = Number.NEGATIVE_INFINITY;

  async function take({ spec, includeMidWord, includeFacets }: Step): Promise<void> {
    isOutdated = false;
    const order = { sort: spec.sort, group: spec.group, includeEntries: spec.isCountOnly !== true };
    const answer = await deps.search({ text: spec.text, scope: 'videos', ...order, includeFacets, includeMidWord });
    if (deps.current() !== spec) return;
    // A search that failed is asked again when it or the library changes, not at once.
    done = { spec, isComplete: includeMidWord || !answer.ok, hasFacets: includeFacets || !answer.ok };
    if (answer.ok) deps.found(spec, answer.value, includeMidWord);
    else deps.failed(spec, answer.error);
  }

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    try {
      for (let step = next(); step !== null; step = next()) await take(step);
    } finally {
      isRunning = false;
    }
  }
  const next = (): Step | null => stepAfter(deps.current(), done, isOutdated, deps.wantsFacets());

  return {
    searchChanged: () => void run(),
    libraryChanged() {
      if (isArmed) return;
      isArmed = true;
      deps.setTimer(Math.max(0, repeatedAtMs + repeatAfterMs - deps.nowMs()), () => {
        isArmed = false;
        isOutdated = true;
        repeatedAtMs = deps.nowMs();
        void run();
      });
    },
  };
}
