// Earlier files, loaded page by page while the user scrolls.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { Reference } from '../../../../shared/generation.ts';
import type { CallOutput } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';

type Page = CallOutput<'references.list'>;
/** A stored file with the number of tasks that used it. */
export type EarlierReference = Page['references'][number];

/** The state of the list. `more`: another page can be loaded, starting at `next`. */
type EarlierState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'more'; readonly next: NonNullable<Page['next']> }
  | { readonly kind: 'complete' }
  | { readonly kind: 'failed'; readonly error: AppError };

const pageSize = 60;

/**
 * Loads the earlier files of one kind that a query finds, newest first; all of them for an empty query. `more` loads the next page; it does nothing while a page is loading and after the last
 * one.
 */
export function useEarlierReferences(
  kind: Reference['kind'],
  query: string,
): {
  readonly references: readonly EarlierReference[];
  readonly state: EarlierState;
  loadMore(): void;
} {
  const [references, setReferences] = useState<readonly EarlierReference[]>([]);
  const [state, setState] = useState<EarlierState>({ kind: 'loading' });
  /** Counts the searches: a page of an earlier one is dropped. */
  const searches = useRef(0);

  const load = useCallback(
    async (before: Page['next']) => {
      setState({ kind: 'loading' });
      if (before === null) searches.current += 1;
      const search = searches.current;
      const result = await call('references.list', { kind, query, before, limit: pageSize });
      if (search !== searches.current) return;
      if (!result.ok) return setState({ kind: 'failed', error: result.error });
      const { references, next } = result.value;
      setReferences((previous) => (before === null ? references : [...previous, ...references]));
      setState(next === null ? { kind: 'complete' } : { kind: 'more', next });
    },
    [kind, query],
  );

  useEffect(() => {
    void load(null);
    return () => {
      searches.current += 1;
    };
  }, [load]);

  return { references, state, loadMore: () => state.kind === 'more' && void load(state.next) };
}
