// Decides which search is asked next. Pure but for the calls that it is given; the window has one runner.
import type { AppError } from '../../../../../shared/errors.ts';
import type { CallInput, CallOutput } from '../../../../../shared/ipc.ts';
import type { Result } from '../../../../../shared/result.ts';
import type { GroupKey, SortKey } from '../../../../../shared/search/search-request.ts';

/** What results are sorted by, and in which direction. */
export interface ResultOrder {
  readonly key: SortKey;
  readonly isDescending: boolean;
}

/** What the user searches for. Each change makes a new object: the runner compares by identity. */
export interface SearchSpec {
  readonly text: string;
  readonly sort: ResultOrder;
  readonly group: GroupKey;
}

/** The answer to one search. */
export type FoundEntries = CallOutput<'library.search'>;

/** What the runner needs. */
export interface SearchRunnerDeps {
  search(input: CallInput<'library.search'>): Promise<Result<FoundEntries, AppError>>;
  /** What is searched now; null while nothing is. */
  current(): SearchSpec | null;
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
  /** The current search changed. */
  searchChanged(): void;
  /** The library, or its index, changed: the current search is repeated, at most twice a second. */
  libraryChanged(): void;
}

const repeatAfterMs = 500;

/** `done`: the last search that was answered, and whether that was its complete answer. */
interface Done {
  readonly spec: SearchSpec;
  readonly isComplete: boolean;
}

interface Step {
  readonly spec: SearchSpec;
  readonly includeMidWord: boolean;
}

/** A new search is first asked without mid-word, which is faster, then with it. One that is complete is asked again when the library changed. */
function stepAfter(spec: SearchSpec | null, done: Done | null, isOutdated: boolean): Step | null {
  if (spec === null) return null;
  if (done?.spec !== spec) return { spec, includeMidWord: false };
  return !done.isComplete || isOutdated ? { spec, includeMidWord: true } : null;
}

/** Creates a runner. It starts a search with the first `searchChanged`. Answers to a search that is no longer the current one are dropped. */
export function createSearchRunner(deps: SearchRunnerDeps): SearchRunner {
  let done: Done | null = null;
  let isRunning = false;
  let isOutdated = false;
  let isArmed = false;
  let repeatedAtMs = Number.NEGATIVE_INFINITY;

  async function take({ spec, includeMidWord }: Step): Promise<void> {
    isOutdated = false;
    const order = { sort: spec.sort, group: spec.group };
    const answer = await deps.search({ text: spec.text, scope: 'videos', ...order, includeFacets: includeMidWord, includeMidWord });
    if (deps.current() !== spec) return;
    // A search that failed is asked again when it or the library changes, not at once.
    done = { spec, isComplete: includeMidWord || !answer.ok };
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
  const next = (): Step | null => stepAfter(deps.current(), done, isOutdated);

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
