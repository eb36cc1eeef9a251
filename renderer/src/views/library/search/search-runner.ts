// Decides which search is sent to main next. The window has one runner.
import type { AppError } from '../../../../../shared/errors.ts';
import type { CallInput, CallOutput } from '../../../../../shared/ipc.ts';
import type { Result } from '../../../../../shared/result.ts';
import { orderOf } from '../../../../../shared/search/result-order.ts';
import type { SearchScope } from '../../../../../shared/search/search-request.ts';
import type { SearchSpec } from './search-spec.ts';

/** The result of one search. */
export type FoundEntries = CallOutput<'library.search'>;

/** The functions that the runner calls. */
export interface SearchRunnerDeps {
  search(input: CallInput<'library.search'>): Promise<Result<FoundEntries, AppError>>;
  /** The current search; null while nothing is searched. */
  currentSpec(): SearchSpec | null;
  /** Whether the values of the facets are to be counted with the current search, which takes longer. */
  wantsFacets(): boolean;
  /** The scope whose facets must be counted as a whole; null if the counts are up to date. A search runs before a count. */
  countedScope(): SearchScope | null;
  /** Receives each result of the current search. `isComplete`: it has all entries, also those with the words inside longer words. */
  storeResult(spec: SearchSpec, result: FoundEntries, isComplete: boolean): void;
  /** Receives the facets of a whole scope. */
  storeCounts(scope: SearchScope, result: FoundEntries): void;
  /** Receives the failure of the current search. A failure to count facets is not reported: the found entries remain valid without them. */
  storeFailure(error: AppError): void;
  /** Calls `run` once the stored result is painted. */
  afterPaint(run: () => void): void;
  /** Calls `run` after some milliseconds. */
  setTimer(ms: number, run: () => void): void;
  /** The time of a monotonic clock, in milliseconds. */
  nowMs(): number;
}

/** Runs one search at a time. */
export interface SearchRunner {
  /** Starts the next search if one is needed: the current search changed, or facets are wanted now. */
  run(): void;
  /** Repeats the current search because the library, or its index, changed; at most twice a second. */
  repeat(): void;
}

const repeatAfterMs = 500;
/** The entries of a first result: more than a large window shows. */
const firstEntryCount = 300;

/** The last search that ended, and whether it was complete and had facets. */
interface LastSearch {
  readonly spec: SearchSpec;
  readonly isComplete: boolean;
  readonly hasFacets: boolean;
}

interface Step {
  readonly spec: SearchSpec;
  readonly includeMidWord: boolean;
  readonly includeFacets: boolean;
  /** True if the entries are known and only the facets are wanted. */
  readonly onlyAddsFacets: boolean;
}

/**
 * Returns the next call for the current search; null if none is needed. A new search first runs for the first entries, without mid-word hits and
 * facets, which is faster, and then for all. A search without parts has no words, so it runs only once. A complete search runs again when the library
 * changed or facets are wanted.
 */
function stepAfter(spec: SearchSpec, lastSearch: LastSearch | null, isOutdated: boolean, wantsFacets: boolean): Step | null {
  const complete: Step = { spec, includeMidWord: true, includeFacets: wantsFacets, onlyAddsFacets: false };
  if (lastSearch?.spec !== spec) return spec.parts.length === 0 ? complete : { ...complete, includeMidWord: false, includeFacets: false };
  if (!lastSearch.isComplete || isOutdated) return complete;
  return wantsFacets && !lastSearch.hasFacets ? { ...complete, onlyAddsFacets: true } : null;
}

function inputOf({ spec: { text, scope, group, sort }, includeMidWord, includeFacets }: Step): CallInput<'library.search'> {
  // The window sorts a collection, so it needs all entries for the first ones.
  const maxEntries = includeMidWord || sort === 'manual' ? null : firstEntryCount;
  return { text, scope, group, sort: orderOf[sort], maxEntries, includeFacets, includeMidWord };
}

/** Creates a runner. It starts a search with the first `run`. Results of a search that is no longer the current one are dropped. */
export function createSearchRunner(deps: SearchRunnerDeps): SearchRunner {
  let lastSearch: LastSearch | null = null;
  let lastCountedScope: SearchScope | null = null;
  let isRunning = false;
  /** Whether the first result of `lastSearch` is not painted yet. */
  let isPainting = false;
  let isOutdated = false;
  let isRepeatScheduled = false;
  let repeatedAtMs = Number.NEGATIVE_INFINITY;

  async function runStep(step: Step): Promise<void> {
    isOutdated = false;
    const { spec, includeMidWord, includeFacets, onlyAddsFacets } = step;
    const result = await deps.search(inputOf(step));
    if (deps.currentSpec() !== spec) return;
    // A failed search counts as complete, so it is not repeated at once. It is repeated when the search or the library changes.
    lastSearch = { spec, isComplete: includeMidWord || !result.ok, hasFacets: includeFacets || !result.ok };
    if (result.ok) {
      deps.storeResult(spec, result.value, includeMidWord);
      if (!includeMidWord) waitForPaint();
    } else if (!onlyAddsFacets) deps.storeFailure(result.error);
  }

  /** Delays the second search for the same text, which would take the processor from the painting of the first result. */
  function waitForPaint(): void {
    isPainting = true;
    deps.afterPaint(() => {
      isPainting = false;
      void run();
    });
  }

  async function count(scope: SearchScope): Promise<void> {
    lastCountedScope = scope;
    const options = { group: 'none', sort: orderOf.newest, maxEntries: 0, includeFacets: true, includeMidWord: true } as const;
    const result = await deps.search({ text: '', scope, ...options });
    if (result.ok) deps.storeCounts(scope, result.value);
  }

  /** Starts the next call; returns null if none is needed yet. Code that makes a call necessary must call `run`. */
  function startNext(): Promise<void> | null {
    const spec = deps.currentSpec();
    const step = spec === null ? null : stepAfter(spec, lastSearch, isOutdated, deps.wantsFacets());
    if (step !== null) return isPainting && step.spec === lastSearch?.spec ? null : runStep(step);
    const scope = deps.countedScope();
    return scope === null || scope === lastCountedScope ? null : count(scope);
  }

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    try {
      for (let running = startNext(); running !== null; running = startNext()) await running;
    } finally {
      isRunning = false;
    }
  }

  return {
    run: () => void run(),
    repeat() {
      if (isRepeatScheduled) return;
      isRepeatScheduled = true;
      deps.setTimer(Math.max(0, repeatedAtMs + repeatAfterMs - deps.nowMs()), () => {
        isRepeatScheduled = false;
        isOutdated = true;
        lastCountedScope = null;
        repeatedAtMs = deps.nowMs();
        void run();
      });
    },
  };
}
