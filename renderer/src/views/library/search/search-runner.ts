// Decides which search is asked next. Pure but for the calls that it is given; the window has one runner.
import type { AppError } from '../../../../../shared/errors.ts';
import type { CallInput, CallOutput } from '../../../../../shared/ipc.ts';
import type { Result } from '../../../../../shared/result.ts';
import { orderOf } from '../../../../../shared/search/result-order.ts';
import type { SearchScope } from '../../../../../shared/search/search-request.ts';
import type { SearchSpec } from './search-spec.ts';

/** The answer to one search. */
export type FoundEntries = CallOutput<'library.search'>;

/** What the runner needs. */
export interface SearchRunnerDeps {
  search(input: CallInput<'library.search'>): Promise<Result<FoundEntries, AppError>>;
  /** What is searched now; null while nothing is. */
  currentSpec(): SearchSpec | null;
  /** Whether the values of the facets are to be counted with the current search, which takes longer. */
  wantsFacets(): boolean;
  /** The scope whose facets are to be counted as a whole, while nothing else is to be asked; null where they are known. */
  countedScope(): SearchScope | null;
  /** Gets each answer to the current search. `isComplete`: words were also sought inside longer ones. */
  storeAnswer(spec: SearchSpec, answer: FoundEntries, isComplete: boolean): void;
  /** Gets the facets of a whole scope. */
  storeCounts(scope: SearchScope, answer: FoundEntries): void;
  /** Gets the failure of the current search. That of counts alone is not told: what was found stays true without them. */
  storeFailure(error: AppError): void;
  /** Calls `run` after some milliseconds. */
  setTimer(ms: number, run: () => void): void;
  /** Milliseconds of a clock that never goes back. */
  nowMs(): number;
}

/** Runs one search at a time. */
export interface SearchRunner {
  /** Asks what has become necessary: the current search changed, or facets are wanted now. */
  run(): void;
  /** Repeats the current search because the library, or its index, changed; at most twice a second. */
  repeat(): void;
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
  /** True where the result is known, and only its facets are wanted. */
  readonly onlyAddsFacets: boolean;
}

/**
 * A new search is first asked without mid-word and facets, which is faster, then with them; one without parts has no words. One that is complete is asked
 * again when the library changed, or when facets are wanted.
 */
function stepAfter(spec: SearchSpec, done: Done | null, isOutdated: boolean, wantsFacets: boolean): Step | null {
  const complete: Step = { spec, includeMidWord: true, includeFacets: wantsFacets, onlyAddsFacets: false };
  if (done?.spec !== spec) return spec.parts.length === 0 ? complete : { ...complete, includeMidWord: false, includeFacets: false };
  if (!done.isComplete || isOutdated) return complete;
  return wantsFacets && !done.hasFacets ? { ...complete, onlyAddsFacets: true } : null;
}

/** Creates a runner. It starts a search with the first `run`. Answers to a search that is no longer the current one are dropped. */
export function createSearchRunner(deps: SearchRunnerDeps): SearchRunner {
  let done: Done | null = null;
  let counted: SearchScope | null = null;
  let isRunning = false;
  let isOutdated = false;
  let isArmed = false;
  let repeatedAtMs = Number.NEGATIVE_INFINITY;

  async function take({ spec, includeMidWord, includeFacets, onlyAddsFacets }: Step): Promise<void> {
    isOutdated = false;
    const { text, scope, group, sort } = spec;
    const wanted = { group, sort: orderOf[sort], includeEntries: true, includeFacets, includeMidWord };
    const answer = await deps.search({ text, scope, ...wanted });
    if (deps.currentSpec() !== spec) return;
    // A search that failed is asked again when it or the library changes, not at once.
    done = { spec, isComplete: includeMidWord || !answer.ok, hasFacets: includeFacets || !answer.ok };
    if (answer.ok) deps.storeAnswer(spec, answer.value, includeMidWord);
    else if (!onlyAddsFacets) deps.storeFailure(answer.error);
  }

  async function count(scope: SearchScope): Promise<void> {
    counted = scope;
    const wanted = { group: 'none', sort: orderOf.newest, includeEntries: false, includeFacets: true, includeMidWord: true } as const;
    const answer = await deps.search({ text: '', scope, ...wanted });
    if (answer.ok) deps.storeCounts(scope, answer.value);
  }

  /** Asks what is wanted next; null when nothing is. Decides at once: whatever changes while nothing is asked calls `run`. */
  function askNext(): Promise<void> | null {
    const spec = deps.currentSpec();
    const step = spec === null ? null : stepAfter(spec, done, isOutdated, deps.wantsFacets());
    if (step !== null) return take(step);
    const scope = deps.countedScope();
    return scope === null || scope === counted ? null : count(scope);
  }

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    try {
      for (let asked = askNext(); asked !== null; asked = askNext()) await asked;
    } finally {
      isRunning = false;
    }
  }

  return {
    run: () => void run(),
    repeat() {
      if (isArmed) return;
      isArmed = true;
      deps.setTimer(Math.max(0, repeatedAtMs + repeatAfterMs - deps.nowMs()), () => {
        isArmed = false;
        isOutdated = true;
        counted = null;
        repeatedAtMs = deps.nowMs();
        void run();
      });
    },
  };
}
